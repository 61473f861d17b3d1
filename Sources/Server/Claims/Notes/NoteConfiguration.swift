public import Credibility
public import Daylight

/// How the server's notes are scored, as the operator decides in two files of the data folder.
public struct NoteConfiguration: Sendable {
    /// Name of the file with the models and counts.
    public static let fileName = "notes.json"
    /// Name of the file with the topics.
    public static let topicsFileName = "topics.tsv"
    /// Largest of either file, in bytes.
    public static let byteLimit = 1 << 20

    /// The file of topics as it went into a run.
    struct TopicTable: Sendable {
        let bytes: [UInt8]

        /// Named as in the record of `daylight claims notes score`.
        var input: NoteRunRecord.Input {
            NoteRunRecord.Input(
                name: "topics", digest: Digest(of: bytes), rowCount: bytes.split(separator: UInt8(ascii: "\n")).count)
        }
    }

    public private(set) var parameters = NoteScoringParameters()
    public private(set) var topics = NoteTopics()
    private(set) var topicTable: TopicTable?

    public init() {}

    /// Takes over what `notes.json` says: an object with `diligence`, `harassment`, `minNoteRatings` and `minRaterRatings`, each of
    /// which may be left out. The server knows nobody's modelling group, so that there is nothing to say of groups.
    ///
    /// - Throws: ``InputError`` naming a member that is not known or does not fit.
    public mutating func take(_ bytes: [UInt8]) throws(InputError) {
        let reader = try MemberReader(try JSONParser.parse(bytes))
        for member in reader.object.members {
            switch member.name {
            case "diligence": parameters.diligence = try Self.choice(reader, member.name)
            case "harassment": parameters.harassment = try Self.choice(reader, member.name)
            case "minNoteRatings": parameters.minNoteRatings = Int(try reader.integer(member.name, in: Self.counts))
            case "minRaterRatings": parameters.minRaterRatings = Int(try reader.integer(member.name, in: Self.counts))
            default:
                throw InputError(
                    field: member.name, expected: "diligence, harassment, minNoteRatings or minRaterRatings",
                    found: "another member")
            }
        }
    }

    private static let counts: ClosedRange<Int64> = 0...1_000_000_000

    private static func choice<Value: RawRepresentable & CaseIterable>(
        _ reader: MemberReader, _ name: String
    ) throws(InputError) -> Value where Value.RawValue == String {
        guard let value = Value(rawValue: try reader.string(name)) else {
            throw reader.fault(name, Value.allCases.map(\.rawValue).joined(separator: " or "), reader.object[name])
        }
        return value
    }

    /// Takes over the topics of `topics.tsv`: notes on one may be withheld.
    ///
    /// - Throws: ``InputError`` naming the line that is no topic with words.
    public mutating func takeTopics(_ bytes: [UInt8]) throws(InputError) {
        topics = try NoteTopics(parsing: bytes)
        topicTable = TopicTable(bytes: bytes)
    }
}
