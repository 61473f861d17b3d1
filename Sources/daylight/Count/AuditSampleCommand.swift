import ArgumentParser
import Daylight
import Tally

/// `daylight count audit sample`: what to fetch from the storage.
struct AuditSampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Draw the sample that a public seed determines.",
        discussion: """
            EXAMPLES
              daylight count audit sample draw.json
              daylight count audit sample - --json < draw.json

            FILE is a JSON object with sampler, seed, size and what the sampler needs: rivest (ballots with the smallest
            tickets) takes manifest and withReplacement, stark (numbers from 1 on) takes population, ppeb (batches in
            proportion to their error bounds) takes batches. The same seed gives the same sample to everyone.

            EXIT CODES
              0 drawn · 64 wrong options · 65 malformed input · 66 no such file
            """)

    @Argument(help: "Sampler, seed and manifest as JSON; - for standard input.")
    var file: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let sample = try CountFile(path: file, json: json).read(limit: AuditFile.byteLimit, AuditSample.init(parsing:))
        if json { print(CanonicalJSON.line(sample.json)) } else { sample.say() }
    }
}

extension AuditSample {
    fileprivate func say() {
        switch self {
        case .ballots(let draws):
            for draw in draws { print("\(draw.ticket) \(draw.batch) \(draw.position) (draw \(draw.generation))") }
        case .items(let items): for item in items { print(item) }
        case .batches(let names): for name in names { print(name) }
        }
    }
}
