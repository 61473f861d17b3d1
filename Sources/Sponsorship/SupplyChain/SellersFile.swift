public import Daylight

/// Whom an advertising system pays for which account: what is kept of its sellers.json (IAB Tech Lab, 1.0 and 1.1;
/// sponsorship reference, section 10.3).
public struct SellersFile: Sendable, AccountsFile {
    static let listName = "sellers"

    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Is paid for places of its own.
        case publisher = "PUBLISHER"
        /// Is paid for places of others.
        case intermediary = "INTERMEDIARY"
        case both = "BOTH"

        /// Reads any case.
        public init?(anyCase text: String) {
            guard let kind = Self.allCases.first(where: { $0.rawValue == text.uppercased() }) else { return nil }
            self = kind
        }

        /// Sells places of its own.
        public var isPublisher: Bool { self != .intermediary }
        /// Sells places of others.
        public var isIntermediary: Bool { self != .publisher }
    }

    /// Who is paid for one account.
    public struct Seller: Hashable, Sendable {
        /// `nil` when the file does not say what is a kind of seller.
        public let kind: Kind?
        /// Where the seller's own files are.
        public let domain: Host?
        /// The file hides who it is.
        public let isConfidential: Bool
        /// The account only passes on what is sold under another.
        public let isPassthrough: Bool
        /// Tells names apart without keeping them.
        let nameHash: UInt64

        public init(kind: Kind?, domain: Host?, isConfidential: Bool = false, isPassthrough: Bool = false, name: String? = nil) {
            self.kind = kind
            self.domain = domain
            self.isConfidential = isConfidential
            self.isPassthrough = isPassthrough
            nameHash = (name ?? "").utf8.reduce(FNV1a.seed, FNV1a.mixed)
        }
    }

    /// Something in the file that should stand differently.
    public struct Note: Hashable, Sendable {
        public enum Code: String, Hashable, Sendable, CaseIterable {
            case noVersion = "no-version"
            case noSellerID = "no-seller-id"
            case numberAsSellerID = "number-as-seller-id"
            case unknownSellerType = "unknown-seller-type"
            case noName = "no-name"
            case badDomain = "bad-domain"
            /// The entries count for nothing.
            case differentEntities = "different-entities"
        }

        /// Index of the seller in the file; `nil` for the whole file.
        public let seller: Int?
        public let code: Code
    }

    /// No more notes than these are kept.
    public static let noteLimit = 1000

    private(set) var sellers: [String: Seller] = [:]
    private var contradicted: Set<String> = []
    public private(set) var notes: [Note] = []
    /// How many entries the file has.
    public private(set) var entryCount = 0

    /// A file without sellers, to be filled.
    init() {}

    /// Who is paid for the account; `nil` when the file does not say, or says two things.
    public func seller(_ account: String) -> Seller? { sellers[account] }

    /// How many accounts the file tells the owner of.
    public var count: Int { sellers.count }

    mutating func note(_ code: Note.Code, of seller: Int?) {
        if notes.count < Self.noteLimit { notes.append(Note(seller: seller, code: code)) }
    }

    mutating func end(hasVersion: Bool) {
        if !hasVersion { note(.noVersion, of: nil) }
    }

    /// Adds the next entry; one that names somebody else than an earlier entry of the account makes both count for nothing.
    mutating func add(_ entry: SellersEntry) {
        let index = entryCount
        entryCount += 1
        guard let account = entry.account else { return note(.noSellerID, of: index) }
        let seller = entry.seller
        if entry.hasNumberAsAccount { note(.numberAsSellerID, of: index) }
        if seller.kind == nil { note(.unknownSellerType, of: index) }
        if entry.name == nil, !seller.isConfidential { note(.noName, of: index) }
        if entry.domain != nil, seller.domain == nil { note(.badDomain, of: index) }
        if contradicted.contains(account) { return note(.differentEntities, of: index) }
        if let earlier = sellers[account], earlier != seller {
            contradicted.insert(account)
            sellers[account] = nil
            return note(.differentEntities, of: index)
        }
        sellers[account] = seller
    }
}

/// One entry as the file has it.
struct SellersEntry: AccountsEntry {
    var account: String?
    var hasNumberAsAccount = false
    var type: String?
    var name: String?
    var domain: String?
    var isConfidential = false
    var isPassthrough = false

    var seller: SellersFile.Seller {
        SellersFile.Seller(
            kind: type.flatMap { SellersFile.Kind(anyCase: $0) }, domain: domain.flatMap { Host($0) },
            isConfidential: isConfidential,
            isPassthrough: isPassthrough, name: name)
    }

    mutating func take(_ name: String, _ value: JSONValue) {
        switch (name, value) {
        case ("seller_id", .string(let text)): account = text.isBlank ? nil : text
        case ("seller_id", .number(let number)): (account, hasNumberAsAccount) = (number.text, true)
        case ("seller_type", .string(let text)): type = text
        case ("name", .string(let text)): self.name = text.isBlank ? nil : text
        case ("domain", .string(let text)): domain = text.isBlank ? nil : text
        case ("is_confidential", _): isConfidential = value.isSet
        case ("is_passthrough", _): isPassthrough = value.isSet
        default: break
        }
    }
}
