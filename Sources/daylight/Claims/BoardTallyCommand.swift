import ArgumentParser
import Credibility
import Daylight

/// `daylight claims board tally`: the clauses of a draft in the order of agreement across kinds of reviewers.
struct BoardTallyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally",
        abstract: "Tally the reviews of a draft, clause by clause.",
        discussion: """
            EXAMPLES
              daylight claims board tally draft.json reviews.json
              daylight claims board tally draft.json reviews.json --shown tally.csv --json

            DRAFT is a version of a draft, each of REVIEWS one review or the list of them that a server hands out. The score of a clause
            is floor(1,000,000 · Π (agree + 1) / (votes + 2)) over fact-checkers, academics, media and civil society, in exact
            integers; votes are agree, disagree and unsure, and a kind without a vote counts one half. The highest score stands
            first, ties in the draft's order. Of several reviews by one person the last given counts; reviews of another
            version, from outside of the draft's period or of clauses it does not have are left out and counted. The order of
            files and reviews changes nothing.

            EXIT CODES
              0 tallied, and --shown is the same · 1 --shown differs · 64 wrong options · 65 a file is malformed, or there are
              more than 10,000 reviews · 66 no such file
            """)

    @Argument(help: "The version of the draft, JSON; - for standard input.")
    var draft: String

    @Argument(help: "Files of reviews, JSON.")
    var reviews: [String]

    @Option(help: "The table that a server shows (CSV), to be compared with.")
    var shown: String?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let version = try JudgedFile(path: draft, json: json).read(limit: BoardDraft.byteLimit) { try BoardDraft(parsing: $0) }
        var given: [BoardReview] = []
        for path in reviews {
            given += try JudgedFile(path: path, json: json).read(limit: BoardReviewFile.byteLimit) { bytes in
                let read = try BoardReviewFile.reviews(parsing: bytes)
                guard given.count + read.count <= BoardReview.countLimit else {
                    throw InputError(
                        field: "reviews", expected: "at most \(BoardReview.countLimit) reviews in all files", found: "more")
                }
                return read
            }
        }
        let tally = try BoardTally(version, given)
        let difference = try shown.map { path in
            try JudgedFile(path: path, json: json).read(limit: BoardDraft.byteLimit) { tally.firstDifference(from: $0) }
        }
        if json {
            var object = try tally.json.objectValue ?? [:]
            if let difference { object["shown"] = difference.json }
            print(CanonicalJSON.line(.object(object)))
        } else {
            tally.say()
            if let difference { StandardOutput.line(difference.sentence) }
        }
        if case .some(.line) = difference { throw Failure(.answerIsNo, "").exit() }
    }
}

/// How the table that a server shows compares with the one computed here.
private enum ShownTable {
    case same
    /// They differ first in this line, counted from 1.
    case line(Int)

    var json: JSONValue {
        switch self {
        case .same: ["same": true]
        case .line(let line): ["same": false, "line": .integer(line)]
        }
    }

    var sentence: String {
        switch self {
        case .same: "The table shown is the same."
        case .line(let line): "The table shown differs from line \(line) on."
        }
    }
}

extension BoardTally {
    fileprivate func firstDifference(from shown: [UInt8]) -> ShownTable {
        let mine = csv
        guard shown != mine else { return .same }
        let common = zip(shown, mine).prefix { $0 == $1 }.count
        return .line(mine[..<common].count { $0 == 0x0A } + 1)
    }

    fileprivate func say() {
        StandardOutput.line("\(draft.title), version \(draft.version): \(counted.count) reviews")
        let kinds = zip(BoardKind.allCases, reviewers).map { "\($0.rawValue) \($1)" }
        StandardOutput.line("  \(kinds.joined(separator: " · "))")
        for reason in LeftOut.allCases {
            if let count = leftOut[reason] { StandardOutput.line("  left out, \(reason.rawValue): \(count)") }
        }
        for clause in clauses {
            StandardOutput.line("\(clause.score)  \(clause.id): \(excerpt(of: clause))")
            let figures = zip(BoardKind.allCases, clause.counts).map { "\($0.rawValue) \($1.agree)/\($1.votes)" }
            StandardOutput.line("  agree/votes: \(figures.joined(separator: " · "))")
            if let apart = clause.apart, apart.isContested {
                StandardOutput.line(
                    "  contested: \(apart.highest.rawValue) for, \(apart.lowest.rawValue) against, \(apart.spread) apart")
            }
        }
    }

    private func excerpt(of clause: Clause) -> String {
        let text = draft.clauses[clause.place - 1].text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return text.count > 80 ? "\(text.prefix(79))…" : text
    }
}
