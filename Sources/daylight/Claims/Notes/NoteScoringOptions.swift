public import ArgumentParser
public import Credibility
import Daylight
import Glibc

/// What the verbs that score notes have in common.
struct NoteScoringOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "own computes how careless raters find a note's sources; none leaves that rule out.", valueName: "model"))
    var diligence: NoteScoringParameters.Diligence = .own

    @Option(
        help: ArgumentHelp(
            "own leaves out raters who found notes helpful that others across the sides call harassing; none leaves nobody out.",
            valueName: "model"))
    var harassment: NoteScoringParameters.Harassment = .none

    @Option(help: ArgumentHelp("Fewest ratings of a note that takes part in a fit (5).", valueName: "count"))
    var minNoteRatings: CountOption?

    @Option(help: ArgumentHelp("Fewest ratings of a rater who takes part in a fit (10).", valueName: "count"))
    var minRaterRatings: CountOption?

    @Option(help: ArgumentHelp("File with participant ids of raters who act together, one a line.", valueName: "file"))
    var correlated: String?

    func validate() throws {
        guard max(minNoteRatings?.value ?? 0, minRaterRatings?.value ?? 0) <= 1_000_000_000 else {
            throw ValidationError("--min-note-ratings and --min-rater-ratings take at most 1000000000.")
        }
    }

    /// - Throws: ``InputError`` or ``Failure`` for a file of ids that cannot be used.
    func parameters() throws -> NoteScoringParameters {
        NoteScoringParameters(
            diligence: diligence, minNoteRatings: minNoteRatings?.value ?? 5, minRaterRatings: minRaterRatings?.value ?? 10,
            correlatedRaters: try correlated.map(ParticipantList.read) ?? [], harassment: harassment)
    }
}

/// Models of parts of the ratings, for the verbs that score whole tables.
struct NotePartOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "own also models parts of the raters that userEnrollment names; none takes all raters as one.", valueName: "model"))
    var groups: NoteScoringParameters.Groups = .none

    @Option(help: ArgumentHelp("File with topics and their words: notes on one may be withheld.", valueName: "file"))
    var topics: String?

    func applied(to parameters: NoteScoringParameters) -> NoteScoringParameters {
        var parameters = parameters
        parameters.groups = groups
        return parameters
    }

    /// - Throws: ``InputError`` or ``Failure`` for a file that cannot be used.
    func topicFile() throws -> TopicFile? { try topics.map(TopicFile.read) }
}

extension NoteScoringParameters.Diligence: ExpressibleByArgument {}
extension NoteScoringParameters.Harassment: ExpressibleByArgument {}
extension NoteScoringParameters.Groups: ExpressibleByArgument {}

extension StandardOutput {
    /// Hands over what has been printed.
    static func flush() { fflush(nil) }
}
