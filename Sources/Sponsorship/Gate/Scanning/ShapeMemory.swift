/// The shapes of the objects that lines had, with bounded memory: no line makes another one's decision differ, since shapes
/// only spare work.
final class ShapeMemory {
    private static let shapeLimit = 8192
    private static let byteLimit = 256 << 10

    private let shapes = Shape.Reference.allocate(capacity: shapeLimit)
    private let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: byteLimit)
    let words: WordTable<LineMember>
    private var (count, byteCount) = (0, 0)

    /// Of objects whose names are compared with each other, one by one.
    let none: Shape.Reference
    /// By depth: the shape of an open object; around an array, that of the object that has it.
    let open = UnsafeMutablePointer<Shape.Reference>.allocate(capacity: ByteScanner.depthLimit + 1)

    init(words: WordTable<LineMember>) {
        self.words = words
        none = .allocate(capacity: 1)
        none.initialize(to: Shape(pattern: UnsafePointer(bytes)))
        none.pointee.setInside(none)
    }

    deinit {
        shapes.deallocate()
        bytes.deallocate()
        none.deallocate()
        open.deallocate()
    }

    /// Where reading a line begins. When the memory is full everything is learnt anew, since traffic changes.
    ///
    /// - Parameter learning: whether names of its objects are worth remembering.
    func begin(learning: Bool) {
        if isFull { (count, byteCount) = (0, 0) }
        guard learning else { return open[0] = none }
        if count == 0 { _ = make(Shape(pattern: UnsafePointer(bytes))) }
        open[0] = shapes
    }

    private var isFull: Bool {
        count == Self.shapeLimit || byteCount > Self.byteLimit - Shape.patternLimit - MemoryLayout<UInt64>.size
    }

    /// The shape of an object without names yet, in the value of another one's last member.
    @inline(never)
    func inside(_ shape: Shape.Reference) -> Shape.Reference {
        if isFull { return none }
        let root = make(Shape(pattern: UnsafePointer(bytes)))
        shape.pointee.setInside(root)
        return root
    }

    private func make(_ shape: Shape) -> Shape.Reference {
        let made = shapes + count
        made.initialize(to: shape)
        count += 1
        return made
    }

    /// What a name makes of an object.
    enum Step {
        case known(Shape.Reference)
        case repeated
        /// There is no shape for it.
        case unknown
    }

    /// The shape of an object with one name more.
    func step(from shape: Shape.Reference, _ name: Name) -> Step {
        if let next = shape.pointee.next(named: name.text) { return .known(next) }
        if shape.pointee.has(name.text) { return .repeated }
        // A name written with escapes may hold quotes, which would be read as its end.
        guard name.text.isPlain, name.text.count + 3 <= Shape.patternLimit, !isFull,
            shape.pointee.memberCount < Shape.memberLimit, shape.pointee.nextCount < Shape.nextLimit
        else { return .unknown }
        let next = make(Shape(pattern: pattern(name.text), meaning: words[name], before: shape))
        shape.pointee.append(next)
        return .known(next)
    }

    private func pattern(_ text: Text) -> UnsafeBufferPointer<UInt8> {
        let start = bytes + byteCount
        start[0] = UInt8(ascii: "\"")
        (start + 1).update(from: text.start, count: text.count)
        start[text.count + 1] = UInt8(ascii: "\"")
        start[text.count + 2] = UInt8(ascii: ":")
        byteCount += text.count + 3
        return UnsafeBufferPointer(start: start, count: text.count + 3)
    }
}
