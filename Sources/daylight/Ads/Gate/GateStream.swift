import Daylight
import Glibc
import Server
import Sponsorship

/// Judges the lines of one input as they arrive, in the memory they are read into.
///
/// What it holds is bounded: the longest line, one piece of input and the answers to it.
final class GateStream {
    private static let pieceLimit = 1 << 18
    /// Answers are handed over when there are so many bytes of them, however long the piece.
    private static let outputLimit = 1 << 20

    private let input: Int32
    private let gate: Gate
    private let memory: UnsafeMutablePointer<UInt8>
    private let capacity = Gate.lineLimit + 1 + pieceLimit
    /// Where the line that is not complete yet starts, and where the bytes end.
    private var start = 0
    private var filled = 0
    /// The rest of a line that was too long is passed over.
    private var isPassingOver = false
    private var line = 1
    /// The numbers of the lines that were answered since answers were handed over.
    private var answered: [Int] = []

    init(input: Int32, gate: Gate) {
        self.input = input
        self.gate = gate
        memory = .allocate(capacity: capacity + Gate.padding)
        memory.initialize(repeating: 0, count: capacity + Gate.padding)
    }

    deinit { memory.deallocate() }

    /// Reads to the end.
    ///
    /// - Parameter deliver: takes the answers of each piece of input, a line each, with the numbers of their lines.
    /// - Returns: why reading ended before the input did, if it did.
    func run(_ deliver: (UnsafeRawBufferPointer, [Int]) throws -> Void) throws -> String? {
        while true {
            makeRoom()
            let count = read(input, memory + filled, min(Self.pieceLimit, capacity - filled))
            if count < 0, errno == EINTR { continue }
            if count <= 0 {
                let fault = count < 0 ? systemMessage() : nil
                if !isPassingOver { judge(count: filled - start) }
                try hand(over: deliver)
                return fault
            }
            filled += count
            try judgeLines(deliver)
            try hand(over: deliver)
        }
    }

    /// Moves the incomplete line to the front.
    private func makeRoom() {
        guard start > 0 else { return }
        memory.update(from: memory + start, count: filled - start)
        (start, filled) = (0, filled - start)
    }

    private func judgeLines(_ deliver: (UnsafeRawBufferPointer, [Int]) throws -> Void) throws {
        while let end = memchr(memory + start, 0x0A, filled - start) {
            let count = UnsafeMutablePointer<UInt8>(memory + start).distance(to: end.assumingMemoryBound(to: UInt8.self))
            if !isPassingOver { judge(count: count) }
            isPassingOver = false
            start += count + 1
            line += 1
            if gate.output.count > Self.outputLimit { try hand(over: deliver) }
        }
        guard filled - start > Gate.lineLimit else { return }
        if !isPassingOver {
            gate.appendTooLong()
            answered.append(line)
        }
        isPassingOver = true
        start = filled
    }

    /// Judges the bytes at the start, unless they are blank.
    private func judge(count: Int) {
        guard !UnsafeBufferPointer(start: memory + start, count: count).allSatisfy(Self.isBlank) else { return }
        answered.append(line)
        guard count <= Gate.lineLimit else { return gate.appendTooLong() }
        // In place of the newline, or behind the end.
        let end = start + count
        memory[end] = 0
        gate.append(padded: UnsafeBufferPointer(start: UnsafePointer(memory + start), count: count), now: SystemClock.now())
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    private func hand(over deliver: (UnsafeRawBufferPointer, [Int]) throws -> Void) throws {
        if !gate.output.isEmpty { try deliver(gate.output, answered) }
        gate.removeOutput()
        answered.removeAll(keepingCapacity: true)
    }
}
