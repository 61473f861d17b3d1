import ArgumentParser
import Credibility
import Daylight
import Pictures

/// `daylight claims image match`: known pictures among new ones.
struct ImageMatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Find known pictures by their hashes.",
        discussion: """
            EXAMPLES
              daylight claims image match --corpus known.tsv post.jpg
              daylight claims image match --corpus known.tsv *.jpg --json

            known.tsv is tab separated with the header id, hash, quality. Pictures match when their hashes differ in at most 31
            of 256 bits and both qualities are 50 or more; each picture is asked about as it is, turned, mirrored, and without
            its uniform borders. Crops, added captions and small rotations are not found.

            EXIT CODES
              0 every picture compared · 64 wrong options · 65 malformed input · 66 a file is missing
            """)

    @Option(help: ArgumentHelp("Hashes of known pictures, tab separated.", valueName: "file"))
    var corpus: String

    @Argument(help: ArgumentHelp("Pictures.", valueName: "file"))
    var files: [String]

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let known = try JudgedFile(path: corpus, json: json).read(limit: KnownPictures.byteLimit, KnownPictures.init)
        var (entries, worst): ([JSONValue], Failure?) = ([], nil)
        for file in files {
            do {
                let picture = try HashedPicture(path: file)
                let matches = known.matches([picture.whole] + (picture.inside.map { [$0.hashes] } ?? []))
                entries.append(entry(file, matches))
                if !json { say(file, matches) }
            } catch let failure as Failure {
                StandardError.say("daylight: \(failure.message)")
                entries.append(["file": .string(file), "error": .string(failure.message)])
                if worst == nil || failure.reason == .missingInput { worst = failure }
            }
        }
        if json {
            print(CanonicalJSON.line(["known": .integer(known.ids.count), "images": .array(entries)]))
        } else {
            StandardOutput.line("Not seen by this method: crops, added captions, small rotations.")
        }
        if let worst { throw Failure(worst.reason, "").exit() }
    }

    private func entry(_ file: String, _ matches: [KnownPictures.Match]) -> JSONValue {
        let matches: [JSONValue] = matches.map { match in
            [
                "id": .string(match.id), "distance": .integer(match.distance),
                "view": match.view.map { .string($0.rawValue) } ?? .null, "trimmed": .bool(match.isTrimmed),
            ]
        }
        return ["file": .string(file), "matches": .array(matches), "error": .null]
    }

    private func say(_ file: String, _ matches: [KnownPictures.Match]) {
        StandardOutput.line(matches.isEmpty ? "\(file): no known picture" : "\(file):")
        for match in matches {
            let seen = (match.view?.rawValue ?? "as it is") + (match.isTrimmed ? ", without its border" : "")
            StandardOutput.line("  \(match.id): \(match.distance) of 256 bits differ, \(seen)")
        }
    }
}
