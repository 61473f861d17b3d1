private import Glibc

/// A member name, reduced to words that can be compared at once.
struct Name {
    let text: Text
    /// The first eight bytes, with zeros behind a shorter name.
    let head: UInt64
    /// The last eight bytes of a name longer than eight, otherwise 0.
    let tail: UInt64

    /// Reads up to eight bytes behind the text, which are there in a line and in the room for decoded texts.
    @inline(__always)
    init(_ text: Text) {
        self.text = text
        let raw = UnsafeRawPointer(text.start)
        let first = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
        // No branches: names of either length follow each other without a pattern.
        let isLong = text.count > 8
        let last = UInt64(littleEndian: (raw + (isLong ? text.count &- 8 : 0)).loadUnaligned(as: UInt64.self))
        let mask: UInt64 = text.count >= 8 ? .max : (1 &<< UInt64(truncatingIfNeeded: text.count &* 8)) &- 1
        head = first & mask
        tail = isLong ? last : 0
    }

    /// Equal for equal names.
    @inline(__always)
    var key: UInt64 { head ^ (tail &* WordKey.factor) }
}

/// An object whose members are being read.
struct OpenObject {
    /// Bits of the names seen, so that most names are known to be new without looking at the others.
    var filter: UInt64 = 0
    /// Where its names begin in the stack.
    let firstName: Int
    var isAtFirst = true

    init(firstName: Int) { self.firstName = firstName }
}

/// The names of all open objects, innermost last, to refuse a name that stands twice in one object.
///
/// A small object compares a name with those whose filter bit is the same. A large one is sorted when it closes: no choice
/// of names makes that slower than sorting.
struct NameStack {
    struct Entry {
        let start: UnsafePointer<UInt8>
        let count: UInt32
        /// Bytes from the start of the line to the opening quote.
        let place: UInt32
    }

    static let smallObject = 48

    private let entries: UnsafeMutablePointer<Entry>
    private(set) var count = 0

    /// There is room for every name that a line can hold.
    init(entries: UnsafeMutablePointer<Entry>) { self.entries = entries }

    @inline(__always)
    mutating func push(
        _ name: Name, place: UnsafePointer<UInt8>, line: UnsafePointer<UInt8>, in object: inout OpenObject
    ) throws(GateFault) {
        entries[count] = Entry(
            start: name.text.start, count: UInt32(truncatingIfNeeded: name.text.count),
            place: UInt32(truncatingIfNeeded: place - line))
        let bit: UInt64 = 1 &<< ((name.key &* WordKey.factor) &>> 58)
        if object.filter & bit != 0, isRepeated(since: object.firstName) {
            throw GateFault(place: place, cause: .repeatedName)
        }
        object.filter |= bit
        count &+= 1
    }

    /// Whether the name at `count` stands among those of a small object.
    @inline(never)
    private func isRepeated(since first: Int) -> Bool {
        guard count - first <= Self.smallObject else { return false }
        let entry = entries[count]
        var index = first
        while index < count {
            if Self.areEqual(entries[index], entry) { return true }
            index += 1
        }
        return false
    }

    private static func areEqual(_ left: Entry, _ right: Entry) -> Bool {
        left.count == right.count && memcmp(left.start, right.start, Int(left.count)) == 0
    }

    /// Forgets the object's names.
    @inline(__always)
    mutating func close(_ object: inout OpenObject, line: UnsafePointer<UInt8>) throws(GateFault) {
        if count &- object.firstName > Self.smallObject { try checkSorted(since: object.firstName, line: line) }
        count = object.firstName
    }

    @inline(never)
    private func checkSorted(since first: Int, line: UnsafePointer<UInt8>) throws(GateFault) {
        let sorted = UnsafeBufferPointer(start: entries + first, count: count - first).sorted(by: Self.precedes)
        let repeated = zip(sorted, sorted.dropFirst()).filter { Self.areEqual($0, $1) }.map(\.1.place).min()
        if let repeated { throw GateFault(place: line + Int(repeated), cause: .repeatedName) }
    }

    private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
        if left.count != right.count { return left.count < right.count }
        let order = memcmp(left.start, right.start, Int(left.count))
        return order == 0 ? left.place < right.place : order < 0
    }
}
