public import Daylight

/// The fact-checks that a page or a feed publishes about itself (credibility reference, section 4.5).
public struct ClaimDocument: Sendable {
    /// Largest script of a page, or file of linked data that is no feed.
    public static let largestScript = 1 << 20
    /// Largest page or feed.
    public static let largestDocument = 64 << 20
    /// Most reviews that are read from a page, in its order.
    public static let mostReviews = 100
    /// The same for a feed.
    public static let mostFeedReviews = 200_000

    /// Something that was left out.
    public struct Problem: Hashable, Sendable {
        public let code: ClaimDocumentProblem
        /// What it is about, for people.
        public let detail: String
    }

    public let source: FactCheck.Source
    /// In the order of the document, each id once.
    public let records: [FactCheck]
    /// In the order of ``ClaimDocumentProblem``, each once with its first occasion.
    public let problems: [Problem]

    /// Reads a page or a file of linked data.
    ///
    /// - Parameter address: where it was found, if known.
    /// - Throws: ``InputError`` for what is neither, for a file that is not JSON or too deep, and for more than 64 MiB.
    public init(_ bytes: [UInt8], foundAt address: WebAddress?, policy: FactCheckPolicy) throws(InputError) {
        guard bytes.count <= Self.largestDocument else {
            throw InputError(expected: "at most \(Self.largestDocument) bytes", found: "\(bytes.count) bytes")
        }
        var builder = ClaimDocumentBuilder(policy: policy, address: address)
        let text = LinkedDataText.trimmed(bytes[...])
        switch text.first {
        case UInt8(ascii: "<")?: builder.readPage(bytes)
        case UInt8(ascii: "{")?, UInt8(ascii: "[")?: try builder.readFile(text)
        default:
            let found = text.first.map { "byte 0x\(Hex.encode([$0]))" } ?? "nothing"
            throw InputError(place: .byte(text.startIndex), expected: "a page (<) or JSON ({ or [)", found: found)
        }
        source = builder.source
        records = builder.records
        problems = ClaimDocumentProblem.allCases.compactMap { code in
            builder.problems[code].map { Problem(code: code, detail: $0) }
        }
    }
}
