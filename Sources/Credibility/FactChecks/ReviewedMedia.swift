public import Daylight

/// What a fact-checker says about a picture, film or sound (MediaReview of schema.org; credibility reference, section 4.3).
public struct ReviewedMedia: Hashable, Sendable {
    /// `nil` for a category that schema.org does not have.
    public let category: Category?
    /// What the original shows.
    public let context: String?
    /// Where the original is.
    public let originals: [String]
    /// Copies of what was reviewed.
    public let items: [Item]

    public init(category: Category?, context: String?, originals: [String], items: [Item]) {
        self.category = category
        self.context = context
        self.originals = originals
        self.items = items
    }

    /// What was done to the original.
    public enum Category: String, Hashable, Sendable, CaseIterable {
        case original = "OriginalMediaContent"
        case decontextualized = "DecontextualizedContent"
        case editedOrCropped = "EditedOrCroppedContent"
        case transformed = "TransformedContent"
        case staged = "StagedContent"
        case satireOrParody = "SatireOrParodyContent"

        /// Reads a category by its name or its address at schema.org; the older name of one is known, too.
        public init?(name: String) {
            let bare = LinkedDataType.bare(name)
            self.init(rawValue: bare == "MissingContext" ? "DecontextualizedContent" : bare)
        }
    }

    /// One copy.
    public struct Item: Hashable, Sendable {
        public let url: String?
        /// As written.
        public let sha256: String?

        public init(url: String?, sha256: String?) {
            self.url = url
            self.sha256 = sha256
        }
    }

    /// As the record shows it.
    public var json: JSONValue {
        [
            "category": .optional(category?.rawValue), "context": .optional(context),
            "originals": .array(originals.map(JSONValue.string)),
            "items": .array(items.map { ["url": .optional($0.url), "sha256": .optional($0.sha256)] }),
        ]
    }
}
