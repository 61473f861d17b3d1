import ArgumentParser
import Credibility
import Daylight

/// `daylight claims notes watch`: keeps statuses up to date while ratings come in.
struct NotesWatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Update statuses of notes rating by rating.",
        discussion: """
            EXAMPLE
              tail -f ratings.tsv | daylight claims notes watch tables

            Scores the tables in FOLDER as daylight claims notes score does, then reads rows of the ratings table from standard
            input, the header line first, and prints one JSON object a rating: the note, its status and the rules that acted.
            What raters are like stays as the tables say; the note's parameters are exact after every rating. What --diligence and
            --harassment find stays as it was in the tables until they are scored again. There is no --groups and no --topics:
            what these models say of a note cannot be kept exact rating by rating; use daylight claims notes publish.

            The clock is createdAtMillis of the note's newest rating. A note that newly becomes helpful is held back for 30 to
            60 minutes; 14 days after a note was written its status is frozen.

            EXIT CODES
              0 the ratings ended · 64 wrong options · 65 malformed input · 66 no such folder or table
            """)

    @Argument(help: "Folder with the tables.")
    var folder: String

    @OptionGroup var scoring: NoteScoringOptions

    func run() throws {
        try answeringFailures(json: false) {
            let content = try NoteFolder(folder).read()
            var update = NoteUpdate(content.archive, try scoring.parameters())
            let input = try InputFile("-")
            var stream = RatingStream { StandardError.say($0.naming("-").description) }
            func answer(_ ratings: [IncomingRating]) {
                for rating in ratings {
                    if let answer = update.add(rating) {
                        print(CanonicalJSON.line(answer.json))
                    } else {
                        StandardError.say("-: note \(rating.note): not known, or the rating says nothing")
                    }
                }
                StandardOutput.flush()
            }
            do {
                try input.forEachPiece { answer(try stream.ratings(in: $0)) }
                answer(try stream.lastRatings())
            } catch let error as InputError {
                throw error.naming("-")
            }
        }
    }
}
