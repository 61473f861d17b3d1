/// Where a line of the gate stops being readable, and why.
struct GateFault: Error {
    /// What stood in the way.
    enum Cause: UInt8 {
        case value, name, colon, commaOrBracket, commaOrBrace, control, utf8, escape, surrogate, digit, word, depth, repeatedName
        case trailing, tooLong, tooManyImps, tooManyBids, string, number, object, array, bool, scope
        case requestTooLong, responseTooLong, unreadable

        var text: StaticString {
            switch self {
            case .value: "a JSON value was expected"
            case .name: "a member name was expected"
            case .colon: "a colon was expected"
            case .commaOrBracket: "a comma or ] was expected"
            case .commaOrBrace: "a comma or } was expected"
            case .control: "a closing quote was expected"
            case .utf8: "UTF-8 was expected"
            case .escape: "an escape was expected"
            case .surrogate: "the other half of a surrogate pair was expected"
            case .digit: "a digit was expected"
            case .word: "true, false or null was expected"
            case .depth: "at most 32 levels of nesting were expected"
            case .repeatedName: "each name once in an object was expected"
            case .trailing: "the end of the line was expected"
            case .tooLong: "a line of at most 1 MiB was expected"
            case .tooManyImps: "at most 100 imps were expected"
            case .tooManyBids: "at most 500 bids were expected"
            case .string: "a string was expected"
            case .number: "a number was expected"
            case .object: "an object was expected"
            case .array: "an array was expected"
            case .bool: "true or false was expected"
            case .scope: "a request, a response and a context were expected"
            case .requestTooLong: "a request of at most 256 KiB was expected"
            case .responseTooLong: "a response of at most 256 KiB was expected"
            case .unreadable: "another value was expected"
            }
        }
    }

    /// Address of the byte; an error must be sendable, and a pointer is not.
    private let place: UInt
    let cause: Cause

    init(place: UnsafePointer<UInt8>, cause: Cause) {
        self.place = UInt(bitPattern: place)
        self.cause = cause
    }

    /// Bytes from the start of the line to the place.
    func offset(from start: UnsafePointer<UInt8>) -> Int { Int(bitPattern: place &- UInt(bitPattern: start)) }
}
