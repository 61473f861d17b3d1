/// Memory that one gate uses again for every line: names of open objects and decoded texts.
final class ScannerRoom {
    /// Largest line in bytes (sponsorship reference, section 14.2).
    static let lineLimit = 1 << 20
    /// Readable bytes behind a line, the first of them a NUL.
    static let padding = 64

    let names: NameStack
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
    private let keys: UnsafeMutablePointer<UInt64>
    private let entries: UnsafeMutablePointer<NameStack.Entry>
    private let line: UnsafeMutablePointer<UInt8>

    init() {
        // A member takes five bytes at least. Pages that no line touches are never made.
        let nameLimit = Self.lineLimit / 5 + 2
        keys = .allocate(capacity: nameLimit)
        entries = .allocate(capacity: nameLimit)
        decoded = .allocate(capacity: Self.lineLimit + Self.padding)
        decodedContext = .allocate(capacity: Self.lineLimit + Self.padding)
        skipped = .allocate(capacity: ByteScanner.depthLimit + 1)
        line = .allocate(capacity: Self.lineLimit + Self.padding)
        names = NameStack(keys: keys, entries: entries)
    }

    deinit {
        keys.deallocate()
        entries.deallocate()
        decoded.deallocate()
        decodedContext.deallocate()
        account.deallocate()
        skipped.deallocate()
        line.deallocate()
    }

    /// A copy of the bytes with the padding that the scanner needs; it lasts until the next one.
    ///
    /// - Precondition: at most `lineLimit` bytes.
    func padded(_ bytes: UnsafeRawBufferPointer) -> UnsafePointer<UInt8> {
        precondition(bytes.count <= Self.lineLimit)
        UnsafeMutableRawBufferPointer(start: line, count: bytes.count).copyMemory(from: bytes)
        (line + bytes.count).update(repeating: 0, count: Self.padding)
        return UnsafePointer(line)
    }
}
