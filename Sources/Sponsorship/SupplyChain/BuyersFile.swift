public import Daylight

/// Who pays for which account at an advertising system: what is kept of its buyers.json (IAB Tech Lab; sponsorship reference,
/// section 10.3 [R]).
public struct BuyersFile: Sendable, AccountsFile {
    static let listName = "buyers"
    /// Largest file, in bytes.
    public static let byteLimit = AccountsBounds.bytes

    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Buys for itself.
        case advertiser = "ADVERTISER"
        /// Buys for others.
        case intermediary = "INTERMEDIARY"
        case both = "BOTH"
    }

    /// Who pays for one account.
    public struct Buyer: Hashable, Sendable {
        /// `nil` when the file does not say what is a kind of buyer.
        public let kind: Kind?
        public let name: String?
        public let domain: Host?
        /// The file hides who it is.
        public let isConfidential: Bool
    }

    /// Something in the file that should stand differently.
    public struct Note: Hashable, Sendable {
        public enum Code: String, Hashable, Sendable, CaseIterable {
            case noBuyerID = "no-buyer-id"
            case numberAsBuyerID = "number-as-buyer-id"
            case unknownBuyerType = "unknown-buyer-type"
            case noName = "no-name"
            case badDomain = "bad-domain"
            /// The entries count for nothing.
            case differentEntities = "different-entities"
        }

        /// Index of the buyer in the file.
        public let buyer: Int
        public let code: Code
    }

    /// No more notes than these are kept.
    public static let noteLimit = SellersFile.noteLimit

    private var buyers: [String: Buyer] = [:]
    private var contradicted: Set<String> = []
    public private(set) var notes: [Note] = []
    /// How many entries the file has.
    public private(set) var entryCount = 0

    /// A file without buyers, to be filled.
    init() {}

    /// Who pays for the account; `nil` when the file does not say, or says two things.
    public func buyer(_ account: String) -> Buyer? { buyers[account] }

    private mutating func note(_ code: Note.Code, of buyer: Int) {
        if notes.count < Self.noteLimit { notes.append(Note(buyer: buyer, code: code)) }
    }

    /// The reference asks for no version.
    mutating func end(hasVersion: Bool) {}

    /// Adds the next entry; one that names somebody else than an earlier entry of the account makes both count for nothing.
    mutating func add(_ entry: BuyersEntry) {
        let index = entryCount
        entryCount += 1
        guard let account = entry.account else { return note(.noBuyerID, of: index) }
        let buyer = entry.buyer
        if entry.hasNumberAsAccount { note(.numberAsBuyerID, of: index) }
        if buyer.kind == nil { note(.unknownBuyerType, of: index) }
        if entry.name == nil, !buyer.isConfidential { note(.noName, of: index) }
        if entry.domain != nil, buyer.domain == nil { note(.badDomain, of: index) }
        if contradicted.contains(account) { return note(.differentEntities, of: index) }
        if let earlier = buyers[account], earlier != buyer {
            contradicted.insert(account)
            buyers[account] = nil
            return note(.differentEntities, of: index)
        }
        buyers[account] = buyer
    }
}

/// One entry as the file has it.
struct BuyersEntry: AccountsEntry {
    /// Longest name that is kept, in characters; a longer one counts as none.
    private static let nameLimit = 500

    var account: String?
    var hasNumberAsAccount = false
    var type: String?
    var name: String?
    var domain: String?
    var isConfidential = false

    var buyer: BuyersFile.Buyer {
        BuyersFile.Buyer(
            kind: type.flatMap { BuyersFile.Kind(rawValue: $0.uppercased()) }, name: name,
            domain: domain.flatMap { Host($0) }, isConfidential: isConfidential)
    }

    mutating func take(_ name: String, _ value: JSONValue) {
        switch (name, value) {
        case ("buyer_id", .string(let text)): account = text.isBlank ? nil : text
        case ("buyer_id", .number(let number)): (account, hasNumberAsAccount) = (number.text, true)
        case ("buyer_type", .string(let text)): type = text
        case ("name", .string(let text)):
            self.name = text.isBlank || text.unicodeScalars.count > Self.nameLimit ? nil : text
        case ("domain", .string(let text)): domain = text.isBlank ? nil : text
        case ("is_confidential", _): isConfidential = value.isSet
        default: break
        }
    }
}

extension BuyersFile {
    /// Reads the text of a file, in memory for its accounts.
    ///
    /// - Throws: ``InputError`` with the byte where it stops being JSON.
    public init(parsing bytes: [UInt8]) throws(InputError) { try self.init(streaming: bytes) }

    /// Takes a file that has been parsed as a whole.
    ///
    /// - Throws: ``InputError`` when there is no list of buyers.
    public init(json: JSONValue) throws(InputError) { try self.init(parsed: json) }
}
