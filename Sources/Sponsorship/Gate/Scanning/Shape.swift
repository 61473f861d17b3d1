private import Glibc

/// The names that an object has had so far, in their order. Objects that begin alike have the same shape, and what they have
/// next is foretold by the shapes that followed before.
///
/// Requests of one exchange look like each other, so that most names only have to be compared with the one that is expected
/// here. What a name means, and that it is no name the object had already, is found out once for each shape (the maps of
/// Chambers, Ungar and Lee, An Efficient Implementation of SELF, 1989).
struct Shape {
    typealias Reference = UnsafeMutablePointer<Shape>

    /// Longest name with quotes and colon in bytes: no more than is readable behind a line.
    static let patternLimit = ScannerRoom.padding
    /// Most names of an object that has a shape.
    static let memberLimit: UInt8 = 48
    /// Most shapes that may follow one.
    static let nextLimit: UInt8 = 8

    /// The last name as it is mostly written, `"name":`.
    private let pattern: UnsafePointer<UInt8>
    /// Its first and last eight bytes.
    private let head: UInt64
    private let tail: UInt64
    private let patternLength: UInt8
    private let tailOffset: UInt8
    /// Moves those bytes out of a word that are behind a pattern shorter than eight.
    private let unused: UInt8
    /// Who asks for the last name's value.
    let meaning: LineMember?
    let memberCount: UInt8
    private(set) var nextCount: UInt8 = 0
    /// The shape without the last name; `nil` for an object without names.
    let before: Reference?
    /// The first of the shapes with one name more.
    private var next: Reference?
    /// Another one that follows the same shape.
    private var other: Reference?
    /// What objects in the value of the last name begin with.
    private(set) var inside: Reference?

    /// An object without names.
    init(pattern: UnsafePointer<UInt8>) {
        self.pattern = pattern
        (head, tail, patternLength, tailOffset, unused) = (0, 0, 0, 0, 0)
        (meaning, memberCount, before) = (nil, 0, nil)
    }

    /// - Parameters:
    ///   - pattern: `"name":`, and eight readable bytes more.
    ///   - before: the shape without the name.
    init(pattern: UnsafeBufferPointer<UInt8>, meaning: LineMember?, before: Reference) {
        let (start, count) = (pattern.baseAddress!, pattern.count)
        self.pattern = start
        patternLength = UInt8(count)
        tailOffset = UInt8(max(0, count - 8))
        unused = UInt8(max(0, 8 - count) * 8)
        head = Self.word(start)
        tail = Self.word(start + Int(tailOffset))
        self.meaning = meaning
        self.before = before
        memberCount = before.pointee.memberCount + 1
    }

    @inline(__always)
    private static func word(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
    }

    /// Bytes of the name with its quotes and colon.
    @inline(__always)
    var length: Int { Int(patternLength) }

    /// Whether the last name stands here.
    @inline(__always)
    private func stands(at pointer: UnsafePointer<UInt8>) -> Bool {
        let differs = (Self.word(pointer) ^ head) | (Self.word(pointer + Int(tailOffset)) ^ tail)
        guard differs &<< UInt64(unused) == 0 else { return false }
        return patternLength <= 16 || memcmp(pointer, pattern, Int(patternLength)) == 0
    }

    /// The shape of an object that goes on here as one did before.
    @inline(__always)
    func next(at pointer: UnsafePointer<UInt8>) -> Reference? {
        var candidate = next
        while let shape = candidate {
            if shape.pointee.stands(at: pointer) { return shape }
            candidate = shape.pointee.other
        }
        return nil
    }

    // MARK: Learning

    private func isNamed(_ text: Text) -> Bool {
        length == text.count + 3 && memcmp(pattern + 1, text.start, text.count) == 0
    }

    /// The same however the name is written.
    func next(named text: Text) -> Reference? {
        var candidate = next
        while let shape = candidate, !shape.pointee.isNamed(text) { candidate = shape.pointee.other }
        return candidate
    }

    /// Whether the object has the name.
    func has(_ text: Text) -> Bool {
        var (shape, rest) = (self, before)
        while let shorter = rest {
            if shape.isNamed(text) { return true }
            (shape, rest) = (shorter.pointee, shorter.pointee.before)
        }
        return false
    }

    /// The last name, which lasts as long as the shape.
    var name: Text { Text(start: pattern + 1, count: length - 3, isPlain: true) }

    /// Makes a shape one that follows.
    mutating func append(_ shape: Reference) {
        nextCount += 1
        shape.pointee.other = nil
        guard var last = next else { return next = shape }
        while let other = last.pointee.other { last = other }
        last.pointee.other = shape
    }

    mutating func setInside(_ shape: Reference) { inside = shape }
}
