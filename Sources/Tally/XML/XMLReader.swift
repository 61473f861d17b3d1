public import Daylight

/// A strict, bounded pull reader of XML 1.0 with namespaces, for hostile input that comes in pieces of any size.
///
/// Refused besides what is not well-formed: document type declarations, entities other than the five of XML and character
/// references, encodings other than UTF-8 (a byte order mark may stand first), and more of anything than the limits allow.
///
/// Memory is bounded by the limits and the largest piece, whatever the length of the document.
///
///     var reader = XMLReader()
///     reader.append(piece)
///     while let event = try reader.next() { … }     // nil: append more, or call finish()
public struct XMLReader: Sendable {
    struct OpenElement: Sendable {
        let qualifiedName: [UInt8]
        let name: XMLName
        let bindingCount: Int
    }

    enum Stage: Sendable {
        case beginning
        case prolog
        case content
        case epilog
        case finished
    }

    let limits: XMLLimits
    /// Bytes that are not read yet begin at `position`.
    var buffer: [UInt8] = []
    var position = 0
    /// The document's offset of `buffer[0]`.
    var base = 0
    /// Up to where an incomplete token was searched for its end, and the quote that was open there.
    var searched = 0
    var quote: UInt8 = 0

    var stage = Stage.beginning
    var open: [OpenElement] = []
    var namespaces = XMLNamespaces()
    /// Character data since the last tag.
    var text: [UInt8] = []
    /// An event that waits because text came before it.
    private var waiting: [XMLEvent] = []
    private var isComplete = false

    public init(limits: XMLLimits = XMLLimits()) { self.limits = limits }

    /// A reader of a document that is in memory as a whole.
    public init(_ document: [UInt8], limits: XMLLimits = XMLLimits()) {
        self.init(limits: limits)
        buffer = document
        finish()
    }

    /// Hands over the next bytes of the document.
    public mutating func append(_ piece: some Collection<UInt8>) {
        discardRead()
        buffer.append(contentsOf: piece)
    }

    /// The same for a piece in a buffer.
    public mutating func append(_ piece: UnsafeRawBufferPointer) {
        discardRead()
        buffer.append(contentsOf: piece)
    }

    /// Says that no more bytes will come.
    public mutating func finish() { isComplete = true }

    /// The next event; `nil` when it depends on bytes that have not come yet, and after ``XMLEvent/finished``.
    ///
    /// - Throws: ``InputError`` with the byte at which the document stops being acceptable.
    public mutating func next() throws(InputError) -> XMLEvent? {
        while waiting.isEmpty {
            guard stage != .finished else { return nil }
            guard base + buffer.count <= limits.bytes else {
                throw InputError(place: .byte(limits.bytes), expected: "at most \(limits.bytes) bytes of XML", found: "more")
            }
            guard try readToken() else {
                guard isComplete else { return nil }
                try end()
                continue
            }
        }
        return waiting.removeFirst()
    }

    /// Makes events of the text so far and of what follows it.
    mutating func emit(_ events: XMLEvent...) throws(InputError) {
        if !text.isEmpty {
            waiting.append(.text(String(decoding: text, as: UTF8.self)))
            text.removeAll(keepingCapacity: true)
        }
        waiting += events
    }

    /// Reads one token; `false` when its end has not come yet.
    private mutating func readToken() throws(InputError) -> Bool {
        if stage == .beginning {
            guard try readBeginning() else { return false }
        }
        guard position < buffer.count else { return false }
        guard buffer[position] == UInt8(ascii: "<") else { return try readText() }
        guard position + 1 < buffer.count else { return false }
        switch buffer[position + 1] {
        case UInt8(ascii: "?"): return try readInstruction()
        case UInt8(ascii: "!"): return try readDeclaration()
        case UInt8(ascii: "/"): return try readEndTag()
        default: return try readStartTag()
        }
    }

    /// Skips the byte order mark; `false` when it may still come.
    private mutating func readBeginning() throws(InputError) -> Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        // Enough bytes to tell a declaration from an instruction as well.
        guard isComplete || buffer.count >= 9 else { return false }
        if buffer.starts(with: mark) { position = mark.count }
        stage = .prolog
        if has("<?xml"), position + 5 < buffer.count, XMLCharacters.isSpace(buffer[position + 5]) { stage = .beginning }
        guard stage == .beginning else { return true }
        guard let end = try endOfToken("?>", from: position + 2, limit: limits.tagBytes) else { return false }
        try checkXMLDeclaration(from: position + 5, to: end - 2)
        consume(to: end)
        stage = .prolog
        return true
    }

    private mutating func end() throws(InputError) {
        guard position == buffer.count else {
            throw InputError(
                place: .byte(base + position), expected: "the end of what begins here", found: "the end of the input")
        }
        guard stage == .epilog else {
            let expected = open.last.map { "an end tag for \($0.name.local)" } ?? "a root element"
            throw InputError(place: .byte(base + position), expected: expected, found: "the end of the input")
        }
        stage = .finished
        try emit(.finished)
    }

    /// Whether the unread bytes begin with an ASCII text.
    func has(_ ascii: StaticString, at index: Int? = nil) -> Bool {
        let index = index ?? position
        let count = ascii.utf8CodeUnitCount
        guard index + count <= buffer.count else { return false }
        return ascii.withUTF8Buffer { buffer[index..<index + count].elementsEqual($0) }
    }

    mutating func consume(to end: Int) {
        position = end
        searched = end
        quote = 0
    }

    private mutating func discardRead() {
        guard position > 0 else { return }
        buffer.removeFirst(position)
        base += position
        searched = max(0, searched - position)
        position = 0
    }

    func fault(_ index: Int, _ expected: String) -> InputError {
        var found = "the end of what was expected to go on"
        if index < buffer.count {
            let byte = buffer[index]
            found = (0x21...0x7E).contains(byte) ? "\"\(Character(UnicodeScalar(byte)))\"" : "byte 0x\(Hex.encode([byte]))"
        }
        return InputError(place: .byte(base + index), expected: expected, found: found)
    }
}
