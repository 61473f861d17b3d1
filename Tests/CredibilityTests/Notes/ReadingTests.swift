import Daylight
import Testing

@testable import Credibility

/// What counts as a row of the public tables, and what is said about the rest.
@Suite("Reading note tables")
struct ReadingTests {
    private static let tags = String(repeating: "\t0", count: ExplanationTag.allCases.count)
    private static let ann = NoteTables.id("ann")

    private func faults(_ rows: [String], end: String = "\n") throws -> (NoteArchive, [String]) {
        let text = ([NoteTables.ratingHeader] + rows).joined(separator: end) + end
        let (archive, faults) = try NoteTables.read([(.ratings, text)])
        return (archive, faults.map { "\($0.place) \($0.field)" })
    }

    @Test("each bad row is named with its line, and the good ones are kept", arguments: ["\n", "\r\n"])
    func badRows(end: String) throws {
        let good = "1\t\(Self.ann)\t5\tHELPFUL\(Self.tags)"
        let (archive, faults) = try faults(
            [
                good, "19000000000000000001\t\(Self.ann)\t5\tHELPFUL\(Self.tags)", "2\t\(Self.ann)\t5\tHELPFUL",
                "2\t\(Self.ann)\t5\tVERY_HELPFUL\(Self.tags)", "2\t\(Self.ann)\t5\tHELPFUL\(Self.tags.dropLast())2",
                "2\t\(Self.ann.lowercased())\t5\tHELPFUL\(Self.tags)", "2\t\(Self.ann.dropLast())\t5\tHELPFUL\(Self.tags)",
                "2\t\(Self.ann)\tnoon\tHELPFUL\(Self.tags)", "", "2.0\t\(Self.ann)\t-5.0\t\(Self.tags)",
                "\"3\"\t\(Self.ann)\t5\tHELPFUL\(Self.tags)", "3\u{0}\t\(Self.ann)\t5\tHELPFUL\(Self.tags)", good,
            ], end: end)
        #expect(
            faults == [
                "line(3) noteId", "line(4) ", "line(5) helpfulnessLevel", "line(6) notHelpfulNoteNotNeeded",
                "line(7) raterParticipantId", "line(8) raterParticipantId", "line(9) createdAtMillis", "line(10) ",
                "line(12) noteId", "line(13) noteId",
            ])
        #expect(archive.badRowCount == 10)
        // The same row twice is one, and a rating without a level says nothing.
        #expect(archive.ratingCount == 1)
        #expect(archive.noteIDs == [1, 2])
    }

    @Test("rows of one pair that differ are all left out, wherever they stand")
    func conflicts() throws {
        let (archive, faults) = try faults([
            "1\t\(Self.ann)\t5\tHELPFUL\(Self.tags)", "2\t\(Self.ann)\t5\tHELPFUL\(Self.tags)",
            "1\t\(Self.ann)\t5\tHELPFUL\(Self.tags.dropLast())1", "1\t\(Self.ann)\t5\tHELPFUL\(Self.tags)",
        ])
        let field = "noteId, raterParticipantId"
        #expect(faults == ["line(2) \(field)", "line(4) \(field)", "line(5) \(field)"])
        #expect(archive.ratingCount == 1)
        #expect(archive.badRowCount == 3)
    }

    @Test("a later form overrides the level of the first one")
    func oldForm() throws {
        let header = NoteTables.ratingHeader + "\thelpful\tnotHelpful"
        let rows = [("", "1", "0", 2), ("", "0", "1", 0), ("", "1", "1", 0), ("SOMEWHAT_HELPFUL", "1", "0", 1)]
        let text = rows.enumerated().map { "\($0)\t\(Self.ann)\t5\t\($1.0)\(Self.tags)\t\($1.1)\t\($1.2)\n" }.joined()
        let (archive, faults) = try NoteTables.read([(.ratings, header + "\n" + text)])
        #expect(faults.isEmpty)
        #expect(archive.marks.map(\.doubledValue) == rows.map { UInt32($0.3) })
    }

    @Test("columns in another order, more or fewer of them, and other pieces give the same archive")
    func columnOrder() throws {
        let tables = NoteTables.simulated(seed: 3, raters: 20, notes: 8)
        let plain = try NoteTables.read([(.ratings, tables.ratingsText)])
        let shuffled = tables.ratingsText.split(separator: "\n").map { line in
            (line.split(separator: "\t", omittingEmptySubsequences: false).reversed() + ["x"]).joined(separator: "\t")
        }
        let header = shuffled[0].dropLast() + "suggestion"
        let text = ([String(header)] + shuffled[1...].map { String($0.dropLast()) }).joined(separator: "\r\n")
        for size in [1, 7, 64, 1000, .max] {
            let (archive, faults) = try NoteTables.read([(.ratings, text), (.ratings, tables.ratingsText)], pieceSize: size)
            #expect(faults.isEmpty)
            #expect(archive.raters == plain.archive.raters)
            #expect(archive.starts == plain.archive.starts)
            #expect(archive.times == plain.archive.times)
            #expect(archive.marks.map(\.tags) == plain.archive.marks.map(\.tags))
        }
    }

    @Test(
        "a table that cannot be used is refused and says why",
        arguments: [
            (.ratings, "", "header"), (.ratings, "\n", "header"), (.ratings, "noteId\traterParticipantId\n", "createdAtMillis"),
            (.notes, "noteId\tnoteId\tnoteAuthorParticipantId\n", "two"), (.statusHistory, "noteId\n", "currentStatus"),
            (.ratings, String(repeating: "a\t", count: 300) + "\n", "256"),
            (.ratings, String(repeating: "a", count: 2 << 20), "header"),
        ] as [(NoteTable, String, String)])
    func unusable(table: NoteTable, text: String, words: String) {
        let error = #expect(throws: InputError.self) { _ = try NoteTables.read([(table, text)]) }
        #expect(error?.description.contains(words) == true)
    }

    @Test("a line that never ends costs itself only", arguments: [1000, 65_536, .max])
    func longLine(pieceSize: Int) throws {
        let good = "1\t\(Self.ann)\t5\tHELPFUL\(Self.tags)\n"
        let text = NoteTables.ratingHeader + "\n" + String(repeating: "x", count: 3 << 20) + "\n" + good
        let (archive, faults) = try NoteTables.read([(.ratings, text)], pieceSize: pieceSize)
        #expect(faults.count == 1)
        #expect(faults.first?.place == .line(2))
        #expect(archive.ratingCount == 1)
    }

    @Test("a header alone, without an end of line, is a table without rows")
    func headerOnly() throws {
        let (archive, faults) = try NoteTables.read([(.ratings, NoteTables.ratingHeader), (.notes, NoteTables().notesText)])
        #expect(archive.ratingCount == 0)
        #expect(faults.isEmpty)
    }

    @Test(
        "whole numbers of 64 bits",
        arguments: [
            ("0", 0), ("-1", -1), ("9223372036854775807", .max), ("-9223372036854775808", .min),
            ("1700000000000.0", 1_700_000_000_000),
            ("007", 7), ("9223372036854775808", nil), ("-9223372036854775809", nil), ("1.5", nil), (".0", nil), ("-", nil),
            ("", nil),
            ("1e3", nil), ("+1", nil), (" 1", nil), ("1.00", nil), ("12345678901234567890", nil),
        ] as [(String, Int64?)])
    func integers(text: String, value: Int64?) {
        #expect(Array(text.utf8).withUnsafeBytes(TSVField.integer) == value)
    }

    @Test("participant ids keep their text and its order")
    func participants() throws {
        var generator = SeededGenerator(seed: 1)
        let texts = (0..<200).map { _ in NoteTables.id("\(UInt64.random(in: 0...UInt64.max, using: &generator))") }
        let ids = try texts.map { try #require(ParticipantID($0)) }
        #expect(ids.map(\.text) == texts)
        #expect(ids.sorted().map(\.text) == texts.sorted())
        for wrong in ["/", ":", "@", "G", "a", "\u{7F}", "é", " "] {
            for place in [0, 7, 8, 40, 63] {
                #expect(ParticipantID(texts[0].prefix(place) + wrong + texts[0].dropFirst(place + 1)) == nil)
            }
        }
    }
}
