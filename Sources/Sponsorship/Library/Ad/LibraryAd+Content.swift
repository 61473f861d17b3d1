public import Daylight

extension LibraryAd {
    /// What the ad says and where.
    public struct Content: Hashable, Sendable {
        /// What it is about, brand or cause included (DSA Art. 39(2)(a)).
        public let title: String
        /// The words of its creatives; may be empty.
        public let text: String
        /// SHA-256 of the bytes of each creative.
        public let creatives: [Digest]
        /// BCP 47.
        public let languages: [String]
        public let mediums: [Medium]

        /// - Throws: where a text or a list is too long or has control characters, and without a title.
        public init(
            title: String, text: String = "", creatives: [Digest] = [], languages: [String] = [], mediums: [Medium] = []
        ) throws(InputError) {
            try LibraryText.check(title, "title", limit: LibraryText.nameLimit)
            if !text.isEmpty { try LibraryText.check(text, "text", limit: LibraryText.textLimit, mayBreak: true) }
            try LibraryText.checkCount(creatives.count, "creatives")
            try LibraryText.check(languages, "languages", limit: LibraryText.identifierLimit)
            self.title = title
            self.text = text
            self.creatives = creatives
            self.languages = languages
            self.mediums = mediums
        }
    }

    /// Where an ad is shown (reference 3.4).
    public enum Medium: String, CaseIterable, Hashable, Sendable {
        case online, print, outdoor, radio, tv, cinema, directMail, influencer
    }

    /// Who tells of the ad.
    public enum Source: String, CaseIterable, Hashable, Sendable {
        /// A transparency notice published here.
        case notice
        case meta, google, propublica
        /// Any other table.
        case table
    }
}
