import ArgumentParser
import Daylight
import Tally

/// `daylight count audit plan`: how many ballots or batches to draw.
struct AuditPlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Say how many ballots or batches an audit is likely to need.",
        discussion: """
            EXAMPLES
              daylight count audit plan contest.json
              daylight count audit plan - --json < contest.json

            FILE is a JSON object with method, riskLimit (a text such as "0.05") and what the method needs: bravo and
            supersimple take ballots, votes and winners (bravo also quantiles, supersimple also rates); macro takes batches
            and winners; listSeats takes outcome (dhondt or sainteLague), seats and either ballots and votes, or batches. A
            tie, or a contest too close to sample, asks for a full hand count.

            EXIT CODES
              0 planned · 64 wrong options · 65 malformed input · 66 no such file
            """)

    @Argument(help: "Contest and method as JSON; - for standard input.")
    var file: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let plan = try CountFile(path: file, json: json).read(limit: AuditFile.byteLimit, AuditPlan.init(parsing:))
        if json { print(CanonicalJSON.line(plan.json)) } else { plan.say() }
    }
}

extension AuditPlan {
    fileprivate func say() {
        switch self {
        case .bravo(let plan, let quantiles):
            print("ballots on average: \(plan.asn)")
            for (quantile, size) in zip(quantiles, plan.sizes) { print("ballots with probability \(quantile): \(size)") }
            if plan.fullHandCount { print("count all ballots by hand instead") }
        case .superSimple(let margin, let size):
            print("diluted margin: \(margin)")
            print(margin > 0 ? "ballots to compare: \(size)" : "tie: count all \(size) ballots by hand")
        case .batches(let audit, let size):
            print(audit.bounds == nil ? "tie: count all \(size) batches by hand" : "batches to draw: \(size)")
        case .listSeats(let audit): print(audit.text)
        }
    }
}
