import ArgumentParser
import Daylight
import Glibc
import Sponsorship

/// `daylight ads validate`: judges a transparency notice.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Judge a transparency notice, field by field.",
        discussion: """
            EXAMPLE
              daylight ads validate notice.json --context context.json

            Every fault is told with its field, the article and what to write instead. A finding of severity block or hold makes
            the notice invalid; warn does not.

            EXIT CODES
              0 valid · 1 not valid · 64 wrong options · 65 malformed input · 66 no such file
            """)

    /// Largest notice and largest context, in bytes.
    static let byteLimit = 16 << 20

    @Argument(help: "The notice as JSON; - for standard input.")
    var notice: String

    @Option(help: ArgumentHelp("What it is judged against: time, hosts, publications, delivery.", valueName: "context.json"))
    var context: String?

    @Option(help: "Judge the notice again and again for 1 to 600 seconds and print how fast, not what it says.")
    var measure: UInt16?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func validate() throws {
        if notice == "-", context == "-" { throw ValidationError("Only one of the two can be standard input.") }
        if let measure, !(1...600).contains(measure) {
            throw ValidationError("--measure: expected 1 to 600 seconds, found \(measure)")
        }
    }

    func run() throws {
        let known = try NoticeContext.reading(context, json: json)
        if let measure { return try say(speed(known, seconds: Double(measure))) }
        let review = try JudgedFile(path: notice, json: json).readObject(limit: Self.byteLimit) { object in
            NoticeReview(object, context: known)
        }
        print(json ? CanonicalJSON.line(review.json) : Self.text(review))
        if !review.isValid { throw ExitCode(Failure.Reason.answerIsNo.rawValue) }
    }

    /// Notices that a second of the processor reads and judges.
    private func speed(_ known: NoticeContext, seconds: Double) throws -> Double {
        try JudgedFile(path: notice, json: json).read(limit: Self.byteLimit) { bytes in
            let start = clock()
            var (count, used) = (0, 0.0)
            repeat {
                let value = try JSONParser.parse(bytes, limits: .init(bytes: Self.byteLimit, depth: 32))
                guard let object = value.objectValue else {
                    throw InputError(place: .byte(0), expected: "an object", found: value.kind)
                }
                _ = NoticeReview(object, context: known)
                count += 1
                used = Double(clock() - start) / 1e6
            } while used < seconds
            return Double(count) / max(used, 1e-6)
        }
    }

    private func say(_ speed: Double) {
        print(
            json
                ? CanonicalJSON.line(["noticesPerCPUSecond": .real(speed)])
                : "\(Int(speed)) notices for a second of the processor")
    }

    private static func text(_ review: NoticeReview) -> String {
        let lines = review.findings.map { finding in
            "\(finding.effect.rawValue) \(finding.rule.rawValue) \(finding.field): \(finding.message) [\(finding.rule.basis)]"
        }
        let verdict = review.isValid ? "The notice is valid." : "The notice is not valid."
        return (lines.map(\.printable) + [verdict]).joined(separator: "\n")
    }
}

extension String {
    /// The line without control characters: what a file says is repeated in messages, and nothing in it may steer the
    /// terminal or break the line.
    var printable: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}

extension JudgedFile {
    /// Deepest nesting of a JSON file.
    private static let depthLimit = 32

    /// The same for a file that holds one JSON object.
    func readObject<Result>(limit: Int, _ work: (JSONObject) throws -> Result) throws -> Result {
        try read(limit: limit) { bytes in
            let value = try JSONParser.parse(bytes, limits: .init(bytes: limit, depth: Self.depthLimit))
            guard let object = value.objectValue else {
                throw InputError(place: .byte(0), expected: "an object", found: value.kind)
            }
            return try work(object)
        }
    }
}

extension NoticeContext {
    /// The context of a file, or what holds without one.
    static func reading(_ path: String?, json: Bool) throws -> NoticeContext {
        guard let path else { return NoticeContext() }
        return try JudgedFile(path: path, json: json).readObject(limit: ValidateCommand.byteLimit) { try NoticeContext($0) }
    }
}
