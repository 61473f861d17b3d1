/// Memory that one gate uses again for every line: names of open objects and decoded texts. A policy has a room of its own.
final class ScannerRoom {
    /// Largest line in bytes (sponsorship reference, section 14.2).
    static let lineLimit = 1 << 20
    /// Readable bytes behind a line, the first of them a NUL.
    static let padding = 64

    private let limit: Int
    let names: NameStack
    let shapes = ShapeMemory(words: LineWords().members)
    /// As many bytes as a line has: no text grows by being decoded.
    let decoded: UnsafeMutablePointer<UInt8>
    /// The same again for what a context decodes while the line's texts are still needed.
    let decodedContext: UnsafeMutablePointer<UInt8>
    /// Longest account of a supply chain that is looked for in lists, in bytes.
    static let accountLimit = 1024
    let account = UnsafeMutablePointer<UInt8>.allocate(capacity: accountLimit)
    /// Texts made while a line is judged.
    let kept = KeptTexts()
    let skipped: UnsafeMutablePointer<Container>
    let stops: UnsafeMutableRawPointer
    private let entries: UnsafeMutablePointer<NameStack.Entry>
    private let line: UnsafeMutablePointer<UInt8>

    /// - Parameter limit: most bytes that are read with it.
    init(limit: Int = lineLimit) {
        self.limit = limit
        // A member takes five bytes at least. Pages that no line touches are never made.
        let nameLimit = limit / 5 + 2
        entries = .allocate(capacity: nameLimit)
        decoded = .allocate(capacity: limit + Self.padding)
        decodedContext = .allocate(capacity: limit + Self.padding)
        skipped = .allocate(capacity: ByteScanner.depthLimit + 1)
        stops = .allocate(byteCount: StopIndex.capacity(limit), alignment: 8)
        line = .allocate(capacity: limit + Self.padding)
        names = NameStack(entries: entries)
    }

    deinit {
        entries.deallocate()
        decoded.deallocate()
        decodedContext.deallocate()
        account.deallocate()
        skipped.deallocate()
        stops.deallocate()
        line.deallocate()
    }

    /// A copy of the bytes with the padding that the scanner needs; it lasts until the next one.
    ///
    /// - Precondition: at most `limit` bytes.
    func padded(_ bytes: UnsafeRawBufferPointer) -> UnsafePointer<UInt8> {
        precondition(bytes.count <= limit)
        UnsafeMutableRawBufferPointer(start: line, count: bytes.count).copyMemory(from: bytes)
        (line + bytes.count).update(repeating: 0, count: Self.padding)
        return UnsafePointer(line)
    }
}
