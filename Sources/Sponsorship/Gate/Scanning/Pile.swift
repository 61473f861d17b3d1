/// A list whose memory is used again for every line: nothing is counted, checked for owners or freed between lines.
///
/// Copies share the memory. Whoever made the first one frees it.
struct Pile<Element: BitwiseCopyable> {
    private(set) var start: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 16) {
        start = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    func deallocate() { start.deallocate() }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow() }
        (start + count).initialize(to: element)
        count &+= 1
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: 2 * capacity)
        larger.update(from: start, count: count)
        start.deallocate()
        (start, capacity) = (larger, 2 * capacity)
    }

    mutating func removeAll() { count = 0 }

    @inline(__always)
    subscript(index: Int) -> Element {
        get { start[index] }
        nonmutating set { start[index] = newValue }
    }

    @inline(__always)
    subscript(places: Places) -> UnsafeBufferPointer<Element> {
        UnsafeBufferPointer(start: start + places.first, count: places.count)
    }
}

/// Consecutive places of a list.
struct Places {
    var first = 0
    var count = 0

    init() {}

    /// From one place to before another.
    init(_ first: Int, _ end: Int) { (self.first, count) = (first, end - first) }

    var isEmpty: Bool { count == 0 }
}
