import ArgumentParser
import Daylight
import Tally

/// `daylight count prove`: whether a file of evidence proves what it claims.
struct ProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Verify a file of evidence about a report's way, offline.",
        discussion: """
            EXAMPLES
              daylight count prove EQUIVOCATION-S0017.json
              daylight count prove OMITTED-S0042.json --json --definition 9f86d081884c7d65…

            FILE is one that daylight count check --evidence has written. Signatures, receipts, sums and the claim are computed
            anew from what is in it; nothing is looked up. A file in which anything was changed proves nothing. Without
            --definition the keys are taken from the definition in the file, whose digest is said: compare it with the one
            published.

            EXIT CODES
              0 proven · 1 not proven · 64 wrong options · 65 malformed input · 66 no such file
            """)

    @Argument(help: "File of evidence; - for standard input.")
    var file: String

    @Option(help: "SHA-256 of the definition that you trust, 64 lower-case hexadecimal digits.")
    var definition: String?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func validate() throws {
        guard definition.map({ Digest(hex: $0) == nil }) != true else {
            throw ValidationError("--definition: expected 64 lower-case hexadecimal digits")
        }
    }

    func run() throws {
        let trusted = definition.flatMap { Digest(hex: $0) }
        let verdict = try CountFile(path: file, json: json).read(limit: CountEvidence.byteLimit) { bytes in
            try CountEvidence(parsing: bytes).verify(definition: trusted)
        }
        if json { print(CanonicalJSON.line(verdict.json)) } else { verdict.say() }
        guard verdict.ok else { throw Failure(.answerIsNo, "").exit() }
    }
}

extension EvidenceVerdict {
    fileprivate func say() {
        print(ok ? "proven" : "not proven: \(reason ?? "")")
        for sentence in proven { print("  \(sentence)") }
        if !notProven.isEmpty { print("What this does not prove:") }
        for sentence in notProven { print("  \(sentence)") }
        if let definition { print("Digest of the definition: \(definition.groups.joined(separator: " "))") }
    }
}
