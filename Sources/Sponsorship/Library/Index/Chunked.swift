/// A list that grows at its end. A copy shares everything but the chunk that is written to.
struct Chunked<Element: Sendable>: Sendable {
    private static var bits: Int { 9 }
    private static var mask: Int { (1 << bits) - 1 }
    private var chunks: [[Element]] = []

    var count: Int { chunks.isEmpty ? 0 : (chunks.count - 1) << Self.bits + chunks[chunks.count - 1].count }

    subscript(index: Int) -> Element {
        get { chunks[index >> Self.bits][index & Self.mask] }
        set { chunks[index >> Self.bits][index & Self.mask] = newValue }
    }

    /// Shows all elements with their places.
    func visit(_ body: (_ index: Int, _ element: Element) -> Void) {
        var index = 0
        for chunk in chunks {
            for element in chunk {
                body(index, element)
                index += 1
            }
        }
    }

    mutating func append(_ element: Element) {
        if count & Self.mask == 0 { chunks.append([]) }
        chunks[chunks.count - 1].append(element)
    }
}
