import Daylight

/// A JSON object that comes in pieces: the elements of its named arrays one by one, its other members as wholes.
struct JSONElements: Sendable {
    /// Largest element in bytes.
    static let elementLimit = 8 << 20
    /// Largest other member in bytes.
    static let memberLimit = 16 << 20
    /// Most members.
    static let memberCountLimit = 1_000

    private enum State { case start, nameOrEnd, name, colon, value, afterValue, elementOrEnd, element, afterElement, end }

    private let streamed: Set<String>
    private var state = State.start
    private var names: Set<String> = []
    private var current = ""
    /// The value that is being collected, where it began, and how far it is.
    private var bytes: [UInt8] = []
    private var valueStart = 0
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var offset = 0
    private var markLength = 0

    /// - Parameter streamed: names of members whose arrays are handed over element by element.
    init(streamed: Set<String>) { self.streamed = streamed }

    /// Reads a piece; hands over each complete element or member with its name.
    mutating func read<Context>(
        _ piece: UnsafeRawBufferPointer, _ context: inout Context,
        _ body: (inout Context, String, JSONValue) throws(InputError) -> Void
    ) throws(InputError) {
        for byte in piece {
            try take(byte, &context, body)
            offset += 1
        }
    }

    /// - Throws: ``InputError`` when the object is not complete.
    mutating func finish() throws(InputError) {
        guard state == .end else {
            throw InputError(place: .byte(offset), expected: "the rest of a JSON object", found: "the end of the input")
        }
        self = JSONElements(streamed: streamed)
    }

    private mutating func take<Context>(
        _ byte: UInt8, _ context: inout Context, _ body: (inout Context, String, JSONValue) throws(InputError) -> Void
    ) throws(InputError) {
        if state == .value || state == .element || state == .name {
            guard try !collect(byte) else { return }
            let isDone = try complete(&context, body)
            // A number or word ends before the byte that shows its end.
            if isDone { return }
        }
        if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { return }
        if state == .start, offset < 3, byte == [0xEF, 0xBB, 0xBF][offset], markLength == offset {
            markLength += 1
            return
        }
        switch (state, byte) {
        case (.start, UInt8(ascii: "{")): state = .nameOrEnd
        case (.nameOrEnd, UInt8(ascii: "\"")): begin(.name, byte)
        case (.colon, UInt8(ascii: ":")): state = .value
        case (.afterValue, UInt8(ascii: ",")): state = .nameOrEnd
        case (.afterValue, UInt8(ascii: "}")): state = .end
        case (.nameOrEnd, UInt8(ascii: "}")) where names.isEmpty: state = .end
        case (.afterElement, UInt8(ascii: ",")): state = .element
        case (.afterElement, UInt8(ascii: "]")), (.elementOrEnd, UInt8(ascii: "]")): state = .afterValue
        case (.value, UInt8(ascii: "[")) where bytes.isEmpty && streamed.contains(current): state = .elementOrEnd
        case (.elementOrEnd, _): begin(.element, byte)
        case (.value, _), (.element, _): begin(state, byte)
        default:
            let found = (0x21...0x7E).contains(byte) ? "\"\(Character(UnicodeScalar(byte)))\"" : "byte \(byte)"
            throw InputError(place: .byte(offset), expected: "a JSON object", found: found)
        }
    }

    private mutating func begin(_ state: State, _ byte: UInt8) {
        self.state = state
        bytes = [byte]
        valueStart = offset
        isInString = byte == UInt8(ascii: "\"")
        isEscaped = false
        depth = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") ? 1 : 0
    }

    /// Adds a byte to the value; `false` when nothing was begun or the value ended before it.
    private mutating func collect(_ byte: UInt8) throws(InputError) -> Bool {
        guard !bytes.isEmpty else { return false }
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
        } else {
            switch byte {
            case UInt8(ascii: "\"") where depth > 0: isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return false }
                depth -= 1
            case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x0A, 0x0D, 0x09: if depth == 0 { return false }
            default: break
            }
        }
        bytes.append(byte)
        let limit = state == .value ? Self.memberLimit : Self.elementLimit
        guard bytes.count <= limit else {
            throw InputError(
                place: .byte(valueStart), field: current, expected: "at most \(limit) bytes in one value", found: "more")
        }
        let first = bytes[0]
        let isWhole = depth == 0 && !isInString && (first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == 0x22)
        return !isWhole
    }

    /// Parses what was collected; `false` when nothing was, or when the last byte is not part of it.
    private mutating func complete<Context>(
        _ context: inout Context, _ body: (inout Context, String, JSONValue) throws(InputError) -> Void
    ) throws(InputError) -> Bool {
        guard let first = bytes.first else { return false }
        let value: JSONValue
        do { value = try JSONParser.parse(bytes, limits: .init(bytes: Self.memberLimit)) } catch {
            var error = error
            if case .byte(let byte) = error.place { error.place = .byte(valueStart + byte) }
            throw error
        }
        bytes.removeAll(keepingCapacity: true)
        switch state {
        case .name:
            current = value.stringValue ?? ""
            guard names.insert(current).inserted, names.count <= Self.memberCountLimit else {
                throw InputError(place: .byte(valueStart), field: current, expected: "each member once", found: "it again")
            }
            state = .colon
        case .element:
            try body(&context, current, value)
            state = .afterElement
        default:
            try body(&context, current, value)
            state = .afterValue
        }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == 0x22
    }
}
