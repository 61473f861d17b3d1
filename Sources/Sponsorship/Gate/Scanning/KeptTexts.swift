/// Memory for texts that stand nowhere else, such as a host in lower case.
final class KeptTexts {
    private var pieces: [UnsafeMutableBufferPointer<UInt8>] = []

    deinit { forget() }

    /// Keeps a text until all are forgotten.
    func keep(_ text: some Collection<UInt8>) -> Text {
        // Names read eight bytes at once.
        let piece = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count + 8)
        piece.initialize(repeating: 0)
        _ = piece.update(fromContentsOf: text)
        pieces.append(piece)
        return Text(start: UnsafePointer(piece.baseAddress!), count: text.count, isPlain: false)
    }

    func forget() {
        guard !pieces.isEmpty else { return }
        pieces.forEach { $0.deallocate() }
        pieces.removeAll(keepingCapacity: true)
    }
}
