private import Glibc

/// Reads one line of JSON in place: hands out the members somebody asks for and checks the others while passing over them.
///
/// The bytes end in a NUL and 63 more readable bytes, so that no step has to ask whether it is still inside: NUL is no part
/// of any JSON. Refused besides bad syntax: nesting deeper than 32, a name twice in one object (also where one of them is
/// written with escapes), halves of surrogate pairs, bytes that are not UTF-8, control characters.
struct ByteScanner {
    typealias Pointer = UnsafePointer<UInt8>

    /// Levels of nesting (sponsorship reference, section 8.3).
    static let depthLimit = 32

    /// First byte of the line; places of faults count from here.
    let start: Pointer
    var position: Pointer
    var depth = 0
    var stops: StopIndex
    var names: NameStack
    let shapes: ShapeMemory
    /// By depth, as ``ShapeMemory/open``.
    let open: UnsafeMutablePointer<Shape.Reference>
    /// Objects and arrays that are being passed over, by depth.
    let skipped: UnsafeMutablePointer<Container>
    /// Where the next decoded text goes.
    var decoded: UnsafeMutablePointer<UInt8>

    /// - Parameters:
    ///   - count: bytes of the line, or of a sound value inside one.
    ///   - learning: whether objects look like those of other lines.
    init(_ start: Pointer, count: Int, room: ScannerRoom, learning: Bool = false) {
        self.start = start
        position = start
        stops = StopIndex(start, count: count, memory: room.stops)
        names = room.names
        shapes = room.shapes
        open = shapes.open
        shapes.begin(learning: learning)
        skipped = room.skipped
        decoded = room.decoded
    }

    @inline(__always)
    func fault(_ cause: GateFault.Cause) -> GateFault { GateFault(place: position, cause: cause) }

    /// Whether the bytes stand here; they must lie inside the line.
    static func areEqual(_ pointer: Pointer, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        memcmp(pointer, bytes.baseAddress!, bytes.count) == 0
    }

    // MARK: White space

    @inline(__always)
    static func afterSpace(_ pointer: Pointer) -> Pointer {
        if pointer.pointee > 0x20 { return pointer }
        // One blank after a colon or comma is how Python writes.
        if pointer.pointee == 0x20, pointer[1] > 0x20 { return pointer + 1 }
        return afterLongSpace(pointer)
    }

    @inline(never)
    private static func afterLongSpace(_ pointer: Pointer) -> Pointer {
        var pointer = pointer
        while pointer.pointee == 0x20 || pointer.pointee == 0x0A || pointer.pointee == 0x0D || pointer.pointee == 0x09 {
            pointer += 1
        }
        return pointer
    }

    @inline(__always)
    mutating func skipSpace() { position = Self.afterSpace(position) }

    // MARK: Objects and arrays

    /// Enters an object; `nil` when there is `null` instead.
    mutating func openObject() throws(GateFault) -> OpenObject? {
        skipSpace()
        guard position.pointee == UInt8(ascii: "{") else {
            try null(or: .object)
            return nil
        }
        try enter()
        enterObject()
        return OpenObject(firstName: names.count)
    }

    /// Enters an array; `false` when there is `null` instead.
    mutating func openArray() throws(GateFault) -> Bool {
        skipSpace()
        guard position.pointee == UInt8(ascii: "[") else {
            try null(or: .array)
            return false
        }
        try enter()
        open[depth] = open[depth &- 1]
        return true
    }

    @inline(__always)
    private mutating func enter() throws(GateFault) {
        depth &+= 1
        guard depth <= Self.depthLimit else { throw fault(.depth) }
        position += 1
    }

    /// An object without names yet begins at this depth.
    @inline(__always)
    func enterObject() {
        let around = open[depth &- 1]
        open[depth] = around.pointee.inside ?? shapes.inside(around)
    }

    /// The name of the object's next member, its value coming next; `nil` when the object ends.
    mutating func nextName(_ object: inout OpenObject) throws(GateFault) -> Name? {
        guard var pointer = try memberStart(position, &object) else { return nil }
        let name = try self.name(&pointer, &object)
        position = pointer
        return name
    }

    /// The object's next member that the table knows; the others are passed over. `nil` when the object ends.
    mutating func nextMember<Meaning>(_ object: inout OpenObject, _ words: WordTable<Meaning>) throws(GateFault) -> Meaning? {
        while let name = try nextName(&object) {
            if let meaning = words[name] { return meaning }
            try skipValue()
        }
        return nil
    }

    /// The same for the members of a line.
    mutating func nextMember(_ object: inout OpenObject) throws(GateFault) -> LineMember? {
        // Where reading is stays in a register; it is remembered when somebody else goes on.
        var pointer = position
        while true {
            guard let first = try memberStart(pointer, &object) else { return nil }
            pointer = first
            if let member = try member(&pointer, &object) {
                position = pointer
                return member
            }
            // Most are strings.
            if pointer.pointee == UInt8(ascii: "\"") {
                pointer = try closingQuote(pointer) + 1
            } else {
                pointer = try afterValue(pointer)
            }
        }
    }

    /// Passes over what stands before a member; `nil` after leaving the object when it has no more.
    @inline(__always)
    private mutating func memberStart(_ pointer: Pointer, _ object: inout OpenObject) throws(GateFault) -> Pointer? {
        var pointer = Self.afterSpace(pointer)
        if pointer.pointee == UInt8(ascii: ",") {
            guard !object.isAtFirst else { throw GateFault(place: pointer, cause: .name) }
            pointer = Self.afterSpace(pointer + 1)
        } else if pointer.pointee == UInt8(ascii: "}") {
            try names.close(&object, line: start)
            depth &-= 1
            position = pointer + 1
            return nil
        } else if !object.isAtFirst {
            throw GateFault(place: pointer, cause: .commaOrBrace)
        }
        object.isAtFirst = false
        return pointer
    }

    /// Whether the array has another element, which comes next.
    mutating func nextElement(isFirst: inout Bool) throws(GateFault) -> Bool {
        skipSpace()
        if position.pointee == UInt8(ascii: "]") {
            depth &-= 1
            position += 1
            return false
        }
        if !isFirst {
            guard position.pointee == UInt8(ascii: ",") else { throw fault(.commaOrBracket) }
            position = Self.afterSpace(position + 1)
            if position.pointee == UInt8(ascii: "]") { throw fault(.value) }
        }
        isFirst = false
        return true
    }

    /// Reads a name and its colon, remembers the name, and goes to the value.
    @inline(__always)
    mutating func name(_ pointer: inout Pointer, _ object: inout OpenObject) throws(GateFault) -> Name {
        let place = pointer
        guard place.pointee == UInt8(ascii: "\"") else { throw GateFault(place: place, cause: .name) }
        let name = Name(try text(&pointer))
        if open[depth] == shapes.none {
            try names.push(name, place: place, line: start, in: &object)
        } else {
            try extendShape(by: name, place: place, &object)
        }
        pointer = Self.afterSpace(pointer)
        guard pointer.pointee == UInt8(ascii: ":") else { throw GateFault(place: pointer, cause: .colon) }
        pointer = Self.afterSpace(pointer + 1)
        return name
    }

    /// Reads a name and its colon and goes to the value. Most names are the one that is expected.
    @inline(__always)
    mutating func member(_ pointer: inout Pointer, _ object: inout OpenObject) throws(GateFault) -> LineMember? {
        guard let shape = open[depth].pointee.next(at: pointer) else { return try newMember(&pointer, &object) }
        open[depth] = shape
        pointer = Self.afterSpace(pointer + shape.pointee.length)
        return shape.pointee.meaning
    }

    @inline(never)
    private mutating func newMember(_ pointer: inout Pointer, _ object: inout OpenObject) throws(GateFault) -> LineMember? {
        shapes.words[try name(&pointer, &object)]
    }

    @inline(never)
    private mutating func extendShape(by name: Name, place: Pointer, _ object: inout OpenObject) throws(GateFault) {
        switch shapes.step(from: open[depth], name) {
        case .known(let shape): open[depth] = shape
        case .repeated: throw GateFault(place: place, cause: .repeatedName)
        case .unknown:
            var shape = open[depth].pointee
            while let before = shape.before {
                // The place does not matter: these names differ.
                try names.push(Name(shape.name), place: start, line: start, in: &object)
                shape = before.pointee
            }
            open[depth] = shapes.none
            try names.push(name, place: place, line: start, in: &object)
        }
    }

    // MARK: Values

    /// Passes over `null`; anything else here is of the wrong type.
    mutating func null(or cause: GateFault.Cause) throws(GateFault) {
        guard position.pointee == UInt8(ascii: "n") else { throw fault(cause) }
        position = try Self.afterWord(position)
    }

    /// A string; `nil` for `null`.
    mutating func text() throws(GateFault) -> Text? {
        skipSpace()
        guard position.pointee == UInt8(ascii: "\"") else {
            try null(or: .string)
            return nil
        }
        var pointer = position
        let text = try text(&pointer)
        position = pointer
        return text
    }

    /// A number; `nil` for `null`. Beyond the range of a double it is infinite.
    mutating func number() throws(GateFault) -> Double? {
        skipSpace()
        let first = position
        guard first.pointee &- 0x30 < 10 || first.pointee == UInt8(ascii: "-") else {
            try null(or: .number)
            return nil
        }
        position = try Self.afterNumber(first)
        if position - first <= 15, let whole = Self.wholeNumber(first, position) { return whole }
        let spelling = String(decoding: UnsafeBufferPointer(start: first, count: position - first), as: UTF8.self)
        return Double(spelling)
    }

    /// Digits only, few enough for a double to be exact.
    @inline(__always)
    private static func wholeNumber(_ first: Pointer, _ end: Pointer) -> Double? {
        var (pointer, value) = (first, 0)
        while pointer < end {
            let digit = pointer.pointee &- 0x30
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
            pointer += 1
        }
        return Double(value)
    }

    /// `true` or `false`; `nil` for `null`.
    mutating func bool() throws(GateFault) -> Bool? {
        skipSpace()
        let first = position.pointee
        guard first == UInt8(ascii: "t") || first == UInt8(ascii: "f") else {
            try null(or: .bool)
            return nil
        }
        position = try Self.afterWord(position)
        return first == UInt8(ascii: "t")
    }
}
