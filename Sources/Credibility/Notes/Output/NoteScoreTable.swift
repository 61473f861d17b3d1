/// `note-scores.tsv`: one row a note, ascending by id.
public struct NoteScoreTable {
    public static let columns = [
        "noteId", "status", "coreStatus", "intercept", "factor", "interceptFirst", "factorFirst", "interceptMax",
        "interceptNoHighVolume", "interceptNoCorrelated", "lowDiligenceIntercept", "rules", "ratings", "negativeRatings",
        "negativeMean", "positiveRatings", "positiveMean", "netMin", "balance",
    ]

    /// The whole table.
    public static func bytes(_ scores: NoteScores) -> [UInt8] {
        var table = TableText(columns)
        for note in scores.notes {
            table.add(String(note.id))
            table.add(note.status.rawValue)
            table.add(note.coreStatus.rawValue)
            table.add(note.final)
            table.add(note.first)
            table.add(note.upperBound)
            table.add(note.withoutHighVolume)
            table.add(note.withoutCorrelated)
            table.add(note.lowDiligence)
            table.add(note.rules.map(\.rawValue).joined(separator: ","))
            table.add(String(note.ratingCount))
            for side in [note.sides.negative, note.sides.positive] {
                table.add(side.isNamed ? String(side.count) : "")
                table.add(side.isNamed ? side.mean : nil)
            }
            table.add(String(note.sides.netMin))
            table.add(note.sides.balance)
            table.endRow()
        }
        return table.bytes
    }
}

/// `explanations.tsv`: why each note has its status, ascending by id.
public enum NoteExplanationTable {
    /// The whole table.
    public static func bytes(_ scores: NoteScores) -> [UInt8] {
        var table = TableText(["noteId", "status", "explanation"])
        for note in scores.notes {
            table.add(String(note.id))
            table.add(note.status.rawValue)
            table.add(note.explanation)
            table.endRow()
        }
        return table.bytes
    }
}

/// `rater-scores.tsv`: one row a rater, ascending by participant id. It names people and is never published.
public struct RaterScoreTable {
    public static let columns = [
        "participantId", "interceptFirst", "factorFirst", "intercept", "factor", "agreement", "helpful",
    ]

    /// The whole table.
    public static func bytes(_ scores: NoteScores, _ archive: NoteArchive) -> [UInt8] {
        var table = TableText(columns)
        let rated = Set(archive.raters)
        for (rater, id) in archive.raterIDs.enumerated() where rated.contains(UInt32(rater)) {
            table.add(id.text)
            table.add(scores.firstFit.raters[rater])
            table.add(scores.secondFit.raters[rater])
            table.add(scores.agreements[rater])
            table.add(scores.isHelpful[rater] ? "1" : "0")
            table.endRow()
        }
        return table.bytes
    }
}

/// Fields with tabs between them, rows with line feeds behind them.
struct TableText {
    private(set) var bytes: [UInt8]
    private var isFirstField = true

    init(_ columns: [String]) { bytes = Array((columns.joined(separator: "\t") + "\n").utf8) }

    mutating func add(_ text: String) {
        if !isFirstField { bytes.append(UInt8(ascii: "\t")) }
        isFirstField = false
        bytes.append(contentsOf: text.utf8)
    }

    mutating func add(_ value: Double?) { add(value.map { FixedDecimal.text($0) } ?? "") }

    mutating func add(_ parameters: BridgingParameters?) {
        add(parameters?.intercept)
        add(parameters?.factor)
    }

    mutating func endRow() {
        bytes.append(UInt8(ascii: "\n"))
        isFirstField = true
    }
}

/// Numbers with nine decimals.
enum FixedDecimal {
    private static let scale = 1e9

    static func text(_ value: Double) -> String {
        let scaled = (abs(value) * scale).rounded()
        // Parameters are of the order of 1; a number that large would be spelt out.
        guard scaled < 9e18 else { return value.description }
        let digits = String(UInt64(scaled))
        let padded = String(repeating: "0", count: max(0, 10 - digits.count)) + digits
        return (value < 0 && scaled > 0 ? "-" : "") + padded.dropLast(9) + "." + padded.suffix(9)
    }
}
