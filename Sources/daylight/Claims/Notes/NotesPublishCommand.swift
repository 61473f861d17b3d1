import ArgumentParser
import Credibility
import Daylight
import Glibc

/// `daylight claims notes publish`: what readers are shown after a run, and the status history for the next one.
struct NotesPublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Make the next status history, unless too much changed at once.",
        discussion: """
            EXAMPLE
              daylight claims notes publish tables --now 1790000000000 --out next
              daylight claims notes publish tables --now 1790000000000 --out next --harassment own --groups own --topics topics.tsv

            Scores the tables in FOLDER as daylight claims notes score does, noteStatusHistory as the run before left it, and writes noteStatusHistory-00000.tsv for
            the next run. A note that newly becomes helpful is held back for 30 to 60 minutes, one that needs more raters for six
            hours at most; 14 days after a note was written its status is frozen.

            Nothing is written when, of the notes that are not frozen, more gain or lose "helpful" than 12 % of those that were
            (plus a hundred) without a new rating, or 30 % in all, or when all that were would be lost. --accept-churn writes
            nevertheless.

            EXIT CODES
              0 written · 1 too much changed · 64 wrong options · 65 malformed input · 66 no such folder or table ·
              73 the output cannot be made
            """)

    @Argument(help: "Folder with the tables.")
    var folder: String

    @Option(help: ArgumentHelp("Folder for the history, made if it is not there.", valueName: "folder"))
    var out: String

    @Option(help: ArgumentHelp("The moment of this run, in milliseconds since 1970.", valueName: "milliseconds"))
    var now: Int64

    @Flag(help: "Write however much changed.")
    var acceptChurn = false

    @OptionGroup var scoring: NoteScoringOptions

    @OptionGroup var parts: NotePartOptions

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func validate() throws {
        guard (0...1 << 53).contains(now) else { throw ValidationError("--now takes 0 to 9007199254740992.") }
    }

    func run() throws {
        try answeringFailures(json: json) {
            let parameters = try parts.applied(to: scoring.parameters())
            let content = try NoteFolder(folder).read(topics: parts.topicFile()?.topics ?? NoteTopics())
            // A note whose row is passed over would lose what was published of it.
            guard content.archive.badHistoryRowCount == 0 else {
                throw InputError(
                    source: "\(folder)/noteStatusHistory", expected: "a sound row for each note",
                    found: "\(content.archive.badHistoryRowCount) that are not")
            }
            if let last = content.archive.lastRun, last > now {
                throw InputError(
                    source: "\(folder)/noteStatusHistory", field: "timestampMillisOfCurrentStatus",
                    expected: "no run after --now \(now)", found: "\(last)")
            }
            let publication = NotePublication(content.archive, parameters, now: now)
            let isWritten = publication.churn.isPassed || acceptChurn
            if isWritten { try write(publication) }
            say(publication, isWritten: isWritten)
            if !isWritten { throw ExitCode(1) }
        }
    }

    private func write(_ publication: NotePublication) throws {
        guard mkdir(out, 0o777) == 0 || errno == EEXIST else {
            throw Failure(.cannotCreateOutput, "\(out): \(systemMessage())")
        }
        var status = stat()
        guard stat(out, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw Failure(.cannotCreateOutput, "\(out): is a file, not a folder")
        }
        let name = "\(NoteTable.statusHistory.rawValue)-00000.tsv"
        if let other = try NoteFolder.parts(of: .statusHistory, in: out).first(where: { $0 != name }) {
            throw Failure(
                .cannotCreateOutput, "\(out)/\(other): the history is written whole into \(name); move the other parts away first"
            )
        }
        let file = try OutputFile("\(out)/\(name)", mode: 0o666)
        try publication.history.withUnsafeBytes(file.write)
        try file.publish()
    }

    private func say(_ publication: NotePublication, isWritten: Bool) {
        let held = publication.answers.count(where: \.isHeld)
        let locked = publication.answers.count(where: \.isLocked)
        if json {
            let churn = publication.churn.churns.reduce(into: JSONObject()) { object, churn in
                object[churn.scope.rawValue] = [
                    "before": .integer(churn.before), "after": .integer(churn.after), "gained": .integer(churn.gained),
                    "lost": .integer(churn.lost), "share": .real(churn.share), "refused": .bool(churn.isRefused),
                ]
            }
            print(
                CanonicalJSON.line([
                    "notes": .integer(publication.answers.count), "changed": .integer(publication.changeCount),
                    "held": .integer(held), "locked": .integer(locked), "churn": .object(churn), "written": .bool(isWritten),
                ]))
            return
        }
        print("\(publication.answers.count) notes, \(publication.changeCount) changed, \(held) held back, \(locked) frozen")
        for churn in publication.churn.churns where churn.isRefused {
            print(
                "too much changed (\(churn.scope.rawValue)): \(churn.before) were helpful, \(churn.gained) more, \(churn.lost) no longer"
            )
        }
    }
}
