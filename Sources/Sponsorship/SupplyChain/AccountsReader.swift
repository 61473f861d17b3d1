import Daylight

/// A file of which one list of entries is kept: sellers.json or buyers.json.
protocol AccountsFile {
    associatedtype Entry: AccountsEntry
    /// The member that holds the list.
    static var listName: String { get }
    /// One without entries, to be filled.
    init()
    mutating func add(_ entry: Entry)
    /// Told once at the end.
    mutating func end(hasVersion: Bool)
}

/// One entry, filled member by member.
protocol AccountsEntry {
    init()
    /// Takes a member's value; members that are not kept, and values of a wrong type, are passed over.
    mutating func take(_ name: String, _ value: JSONValue)
}

extension JSONValue {
    /// Whether a flag is up: 1 as the standard writes it, `true`, or a text of either. Who hides who it is must not be named
    /// because of a spelling.
    var isSet: Bool {
        switch self {
        case .bool(let flag): flag
        case .number(let number): number.integer == 1
        case .string(let text): text == "1" || text.lowercased() == "true"
        default: false
        }
    }
}

/// Reads such a file piece by piece, so that one of hundreds of megabytes needs memory for its accounts only.
///
/// The structure is checked everywhere; texts that are not kept are passed over unread.
struct AccountsReader<File: AccountsFile> {
    private static var byteLimit: Int { AccountsBounds.bytes }
    private static var depthLimit: Int { 32 }
    /// Longest name, number or text that is kept.
    private static var tokenLimit: Int { 64 << 10 }

    private enum Expectation { case value, valueOrEnd, name, nameOrEnd, colon, commaOrEnd, nothing }
    private enum Token { case none, name, text, skipped, bare }

    private var position = 0
    private var expectation = Expectation.value
    private var token = Token.none
    private var isEscaped = false
    private var bytes: [UInt8] = []
    /// `{` or `[` of every level.
    private var levels: [UInt8] = []
    /// Members at hand: of the file, and of an entry.
    private var fileMember = ""
    private var entryMember = ""
    private var seenMembers: Set<String> = []
    private var entry = File.Entry()
    private var hasList = false
    private var hasVersion = false
    private var file = File()

    init() {}

    /// - Throws: ``InputError`` with the byte where it stops being JSON.
    mutating func take(_ piece: UnsafeRawBufferPointer) throws(InputError) {
        for byte in piece {
            guard position < Self.byteLimit else { throw fault("at most \(Self.byteLimit) bytes", "more") }
            try take(byte)
            position += 1
        }
    }

    /// The file, when all of it has been taken.
    consuming func finish() throws(InputError) -> File {
        guard case .nothing = expectation, case .none = token else { throw fault("more of the file", "its end") }
        guard hasList else { throw InputError(field: File.listName, expected: "a list", found: "nothing") }
        file.end(hasVersion: hasVersion)
        return file
    }

    private func fault(_ expected: String, _ found: String) -> InputError {
        InputError(place: .byte(position), expected: expected, found: found)
    }

    private mutating func take(_ byte: UInt8) throws(InputError) {
        switch token {
        case .none: try structure(byte)
        case .bare:
            if byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0x2C || byte == 0x5D || byte == 0x7D {
                try endToken()
                try structure(byte)
            } else {
                try keep(byte)
            }
        case .name, .text, .skipped: try text(byte)
        }
    }

    private mutating func text(_ byte: UInt8) throws(InputError) {
        guard byte >= 0x20 else { throw fault("an escaped control character", "a control character") }
        if case .skipped = token {} else { try keep(byte) }
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            try endToken()
        }
    }

    private mutating func keep(_ byte: UInt8) throws(InputError) {
        guard bytes.count < Self.tokenLimit else { throw fault("a text of at most \(Self.tokenLimit) bytes", "a longer one") }
        bytes.append(byte)
    }

    private mutating func structure(_ byte: UInt8) throws(InputError) {
        switch (byte, expectation) {
        case (0x20, _), (0x09, _), (0x0A, _), (0x0D, _): break
        case (UInt8(ascii: "{"), .value), (UInt8(ascii: "{"), .valueOrEnd): try open(byte, .nameOrEnd)
        case (UInt8(ascii: "["), .value), (UInt8(ascii: "["), .valueOrEnd): try open(byte, .valueOrEnd)
        case (UInt8(ascii: "}"), .nameOrEnd), (UInt8(ascii: "]"), .valueOrEnd): try close(byte)
        case (UInt8(ascii: "}"), .commaOrEnd), (UInt8(ascii: "]"), .commaOrEnd): try close(byte)
        case (UInt8(ascii: ","), .commaOrEnd): expectation = levels.last == UInt8(ascii: "{") ? .name : .value
        case (UInt8(ascii: ":"), .colon): expectation = .value
        case (UInt8(ascii: "\""), .name), (UInt8(ascii: "\""), .nameOrEnd): begin(.name, byte)
        case (UInt8(ascii: "\""), .value), (UInt8(ascii: "\""), .valueOrEnd): begin(isKept ? .text : .skipped, byte)
        case (_, .value), (_, .valueOrEnd): begin(.bare, byte)
        default: throw fault(Self.words(expectation), "another character")
        }
    }

    private static func words(_ expectation: Expectation) -> String {
        switch expectation {
        case .value, .valueOrEnd: "a value"
        case .name, .nameOrEnd: "a member name"
        case .colon: "\":\""
        case .commaOrEnd: "\",\" or the end of the list or object"
        case .nothing: "the end of the file"
        }
    }

    private mutating func begin(_ kind: Token, _ byte: UInt8) {
        token = kind
        bytes.removeAll(keepingCapacity: true)
        bytes.append(byte)
    }

    /// Whether the value that comes is one of an entry's, or the version.
    private var isKept: Bool { isInEntry || (levels.count == 1 && fileMember == "version") }
    private var isInList: Bool { levels.count >= 2 && fileMember == File.listName && levels[1] == UInt8(ascii: "[") }
    private var isInEntry: Bool { levels.count == 3 && isInList && levels[2] == UInt8(ascii: "{") }

    private mutating func open(_ byte: UInt8, _ next: Expectation) throws(InputError) {
        guard levels.count < Self.depthLimit else { throw fault("at most \(Self.depthLimit) levels", "more") }
        guard !levels.isEmpty || byte == UInt8(ascii: "{") else { throw fault("an object", "a list") }
        levels.append(byte)
        expectation = next
        if levels.count == 2, isInList { hasList = true }
        if isInEntry {
            entry = File.Entry()
            seenMembers.removeAll(keepingCapacity: true)
        }
    }

    private mutating func close(_ byte: UInt8) throws(InputError) {
        // The brackets differ by two.
        guard levels.last == byte - 2 else { throw fault("the bracket that closes", "another") }
        if isInEntry { file.add(entry) }
        levels.removeLast()
        expectation = levels.isEmpty ? .nothing : .commaOrEnd
    }

    private mutating func endToken() throws(InputError) {
        defer { token = .none }
        if case .name = token {
            expectation = .colon
            return try name()
        }
        expectation = levels.isEmpty ? .nothing : .commaOrEnd
        if case .skipped = token { return }
        let value = try parsed()
        guard !levels.isEmpty else { throw fault("an object", value.kind) }
        if isInEntry { entry.take(entryMember, value) }
        if levels.count == 1, fileMember == "version" { hasVersion = true }
    }

    private func parsed() throws(InputError) -> JSONValue {
        do { return try JSONParser.parse(bytes) } catch {
            throw InputError(place: .byte(position - bytes.count), expected: error.expected, found: error.found)
        }
    }

    private mutating func name() throws(InputError) {
        guard levels.count == 1 || isInEntry else { return }
        let name = try parsed().stringValue ?? ""
        if levels.count == 1 {
            guard name != File.listName || !hasList else { throw fault("one list of \(File.listName)", "another") }
            fileMember = name
        } else {
            guard seenMembers.insert(name).inserted else { throw fault("each name once in an entry", name) }
            entryMember = name
        }
    }
}

/// Bounds of sellers.json and buyers.json.
enum AccountsBounds {
    /// Largest file, in bytes.
    static let bytes = 512 << 20
}

extension AccountsFile {
    /// Reads the text of a file.
    init(streaming bytes: [UInt8]) throws(InputError) {
        var reader = AccountsReader<Self>()
        var fault: InputError?
        bytes.withUnsafeBytes { piece in
            do throws(InputError) { try reader.take(piece) } catch { fault = error }
        }
        if let fault { throw fault }
        self = try reader.finish()
    }

    /// Takes a file that has been parsed as a whole.
    init(parsed json: JSONValue) throws(InputError) {
        let list = json[Self.listName]
        guard let entries = list?.arrayValue else {
            throw InputError(field: Self.listName, expected: "a list", found: list?.kind ?? "nothing")
        }
        self.init()
        for value in entries {
            // The stream passes over whatever is no object, too.
            guard let object = value.objectValue else { continue }
            var entry = Entry()
            for member in object.members { entry.take(member.name, member.value) }
            add(entry)
        }
        end(hasVersion: json["version"] != nil)
    }
}
