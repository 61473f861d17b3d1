import ArgumentParser
import Credibility
import Daylight
import Glibc

/// `daylight claims notes score`: computes the status of every note from the public tables.
struct NotesScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Score notes from tables of notes, ratings and status history.",
        discussion: """
            EXAMPLES
              daylight claims notes score tables --out scores
              daylight claims notes score tables --out scores --explain
              daylight claims notes score tables --out scores --private --json
              daylight claims notes score tables --out scores --harassment own --groups own --topics topics.tsv

            FOLDER holds the tables notes and ratings, perhaps noteStatusHistory and userEnrollment, each as NAME.tsv or in
            parts NAME-00000.tsv, NAME-00001.tsv and so on: tab separated, no quoting, columns found by name. Bad rows are left
            out and named on standard error.

            Writes note-scores.tsv and run.json into the output folder, with --explain also explanations.tsv, with --harassment own,
            --groups own or --topics also model-scores.tsv; none holds a participant id. With --private also rater-scores.tsv,
            which does: it is for the operator alone.

            EXIT CODES
              0 done, also with bad rows · 64 wrong options · 65 malformed input · 66 no such folder or table ·
              73 an output cannot be made
            """)

    @Argument(help: "Folder with the tables.")
    var folder: String

    @Option(help: ArgumentHelp("Folder for the results, made if it is not there.", valueName: "folder"))
    var out: String

    @Flag(name: .customLong("private"), help: "Also write what the model says about each rater.")
    var isPrivate = false

    @Flag(help: "Also write, for each note, a sentence that says why it has its status.")
    var explain = false

    @OptionGroup var scoring: NoteScoringOptions

    @OptionGroup var parts: NotePartOptions

    @Option(help: ArgumentHelp("Threads to work with, 1 to 64 (1). The results do not depend on them.", valueName: "count"))
    var threads: CountOption?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func validate() throws {
        guard (1...64).contains(threads?.value ?? 1) else { throw ValidationError("--threads takes 1 to 64.") }
    }

    func run() throws {
        try answeringFailures(json: json) {
            let parameters = try parts.applied(to: scoring.parameters())
            let topics = try parts.topicFile()
            let content = try NoteFolder(folder).read(topics: topics?.topics ?? NoteTopics())
            let scores = NoteScores(content.archive, parameters, workers: WorkThreads.workers(threads?.value ?? 1))
            try write(scores, content, topics)
            for (name, fit) in [("first", scores.firstFit), ("second", scores.secondFit)] where !fit.isSettled {
                StandardError.say("the \(name) fit had not come to rest after \(fit.sweeps) sweeps")
            }
            if !scores.isHarassmentSettled { StandardError.say("the model of harassing notes had not come to rest") }
            say(scores, content.archive)
        }
    }

    private func write(_ scores: NoteScores, _ content: NoteFolder.Content, _ topics: TopicFile?) throws {
        guard mkdir(out, 0o777) == 0 || errno == EEXIST else {
            throw Failure(.cannotCreateOutput, "\(out): \(systemMessage())")
        }
        var outputs = [(name: "note-scores.tsv", bytes: NoteScoreTable.bytes(scores), mode: mode_t(0o666))]
        if let models = ModelScoreTable.bytes(scores) { outputs.append(("model-scores.tsv", models, 0o666)) }
        if explain { outputs.append(("explanations.tsv", NoteExplanationTable.bytes(scores), 0o666)) }
        if isPrivate { outputs.append(("rater-scores.tsv", RaterScoreTable.bytes(scores, content.archive), 0o600)) }
        let record = NoteRunRecord(
            scores, inputs: content.inputs + [topics?.input].compactMap { $0 },
            outputs: outputs.map { ($0.name, Digest(of: $0.bytes)) })
        outputs.append(("run.json", CanonicalJSON.lineBytes(record.json) + [UInt8(ascii: "\n")], 0o666))
        let files = try outputs.map { output in
            let file = try OutputFile("\(out)/\(output.name)", mode: output.mode)
            try output.bytes.withUnsafeBytes(file.write)
            return file
        }
        for file in files { try file.publish() }
        // What an earlier run left here is not of this one, and the record would not name it.
        for stale in Self.optionalOutputs where !outputs.contains(where: { $0.name == stale }) { unlink("\(out)/\(stale)") }
    }

    private static let optionalOutputs = ["model-scores.tsv", "explanations.tsv", "rater-scores.tsv"]

    private func say(_ scores: NoteScores, _ archive: NoteArchive) {
        if json {
            let statuses = scores.coreStatuses.reduce(into: JSONObject()) { $0[$1.status.rawValue] = .integer($1.count) }
            print(
                CanonicalJSON.line([
                    "notes": .integer(archive.listedNoteCount), "raters": .integer(archive.activeRaterCount),
                    "ratings": .integer(archive.ratingCount), "badRows": .integer(archive.badRowCount),
                    "statuses": .object(statuses),
                ]))
            return
        }
        print("\(archive.listedNoteCount) notes, \(archive.ratingCount) ratings by \(archive.activeRaterCount) raters")
        if archive.badRowCount > 0 { print("\(archive.badRowCount) bad rows left out") }
        for (status, count) in scores.coreStatuses { print("\(status.rawValue): \(count)") }
    }
}
