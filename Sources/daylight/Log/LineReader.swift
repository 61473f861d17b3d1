import Glibc

/// Lines of a file or of standard input as they arrive, each bounded; longer ones are cut and say so.
struct LineReader {
    struct Line {
        let bytes: [UInt8]
        let isCut: Bool
    }

    private let descriptor: Int32
    private let limit: Int
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var position = 0
    private var filled = 0
    /// Why reading ended before the input did, if it did.
    private(set) var fault: String?

    init(descriptor: Int32, limit: Int) {
        self.descriptor = descriptor
        self.limit = limit
    }

    /// The next line without its newline; `nil` at the end of the input.
    mutating func next() -> Line? {
        var bytes: [UInt8] = []
        var isCut = false
        var isEmpty = true
        while position < filled || fill() {
            isEmpty = false
            let rest = buffer[position..<filled]
            let end = rest.firstIndex(of: 0x0A) ?? filled
            let room = limit - bytes.count
            isCut = isCut || end - position > room
            bytes += buffer[position..<min(end, position + max(0, room))]
            position = min(end + 1, filled)
            if end < filled { return Line(bytes: bytes, isCut: isCut) }
        }
        return isEmpty ? nil : Line(bytes: bytes, isCut: isCut)
    }

    private mutating func fill() -> Bool {
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { fault = systemMessage() }
            position = 0
            filled = max(0, count)
            return count > 0
        }
    }
}
