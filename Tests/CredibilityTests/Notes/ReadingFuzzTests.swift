import Daylight
import Testing

@testable import Credibility

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Damaged tables are refused or lose rows; nothing traps. `DAYLIGHT_FUZZ=N` runs N rounds.
@Suite("Damaged note tables")
struct ReadingFuzzTests {
    private static var rounds: Int { getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 150 }

    @Test("any bytes can be read and scored")
    func damaged() throws {
        var generator = SeededGenerator(seed: 77)
        let tables = NoteTables.simulated(seed: 5, raters: 12, notes: 6)
        let parts = ["\t", "\n", "\r", "\u{0}", "\"", "1", "-", ".0", "HELPFUL", "9223372036854775807", "é", ""]
        for _ in 0..<Self.rounds {
            var files: [(NoteTable, String)] = [
                (.notes, tables.notesText), (.ratings, tables.ratingsText), (.statusHistory, tables.historyText),
            ]
            for file in files.indices {
                var characters = Array(files[file].1)
                for _ in 0..<Int.random(in: 0...6, using: &generator) {
                    let place = Int.random(in: 0..<characters.count, using: &generator)
                    let length = min(Int.random(in: 0...3, using: &generator), characters.count - place)
                    characters.replaceSubrange(place..<place + length, with: parts.randomElement(using: &generator) ?? "")
                }
                files[file].1 = String(characters)
            }
            guard let (archive, faults) = try? NoteTables.read(files, pieceSize: Int.random(in: 1...4000, using: &generator))
            else { continue }
            #expect(faults.count == archive.badRowCount)
            let scores = NoteScores(archive, NoteScoringParameters(minNoteRatings: 1, minRaterRatings: 1))
            #expect(scores.notes.count == archive.listedNoteCount)
        }
    }
}
