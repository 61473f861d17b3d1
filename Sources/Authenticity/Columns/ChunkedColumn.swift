/// A column that grows without ever copying itself: a million-row file must not need twice its memory while it is read.
final class ChunkedColumn<Element: BitwiseCopyable> {
    private let chunkSize = 1 << 14
    private var chunks: [UnsafeMutablePointer<Element>] = []
    private(set) var count = 0

    deinit { for chunk in chunks { chunk.deallocate() } }

    var byteCount: Int { chunks.count * chunkSize * MemoryLayout<Element>.stride }

    @inline(__always)
    func append(_ element: Element) {
        if count == chunks.count * chunkSize { chunks.append(.allocate(capacity: chunkSize)) }
        (chunks[count / chunkSize] + count % chunkSize).initialize(to: element)
        count += 1
    }

    @inline(__always)
    subscript(_ index: Int) -> Element { chunks[index / chunkSize][index % chunkSize] }
}
