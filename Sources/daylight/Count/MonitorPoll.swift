import Daylight
import Tally

/// One poll of all hosts, as it is printed.
struct MonitorPoll {
    let number: Int
    let at: Timestamp
    var looks: [(host: String, look: Result<FeedWatcher.Look, Failure>)] = []

    init(number: Int, at moment: Timestamp) {
        self.number = number
        at = moment
    }

    private var findings: [FeedFinding] {
        looks.flatMap { host, look in (try? look.get())?.check.findings ?? [] }
    }

    private var isWell: Bool {
        looks.allSatisfy { _, look in (try? look.get())?.check.isClean ?? false }
    }

    var json: JSONObject {
        [
            "poll": .integer(number), "observedAt": .string(at.description), "ok": .bool(isWell),
            "hosts": .array(looks.map { .object(Self.json($0.host, $0.look)) }),
            "findings": .array(findings.map { .object($0.json) }),
        ]
    }

    private static func json(_ host: String, _ look: Result<FeedWatcher.Look, Failure>) -> JSONObject {
        switch look {
        case .failure(let failure): return ["host": .string(host), "reached": false, "message": .string(failure.message)]
        case .success(let look):
            let check = look.check
            return [
                "host": .string(host), "reached": true, "seq": check.seq.map(JSONValue.integer) ?? .null,
                "status": check.status.map { .string($0.rawValue) } ?? .null, "figuresChecked": .integer(check.figuresChecked),
                "sumsChecked": .integer(check.sumsChecked), "notChecked": .integer(check.notChecked),
                "findings": .integer(check.findings.count),
            ]
        }
    }

    var text: String {
        var lines: [String] = []
        for (host, look) in looks {
            switch look {
            case .failure(let failure): lines.append("\(at) \(host): not reached: \(failure.message)")
            case .success(let look):
                let check = look.check
                let seq = check.seq.map { "publication \($0)" } ?? "no publication"
                let status = check.status.map { ", \($0.rawValue)" } ?? ""
                lines.append(
                    "\(at) \(host): \(seq)\(status), \(check.figuresChecked) figures and \(check.sumsChecked) sums checked, "
                        + (check.isClean ? "all well" : "\(check.findings.count) findings"))
            }
        }
        return (lines + findings.map { "  \($0.text)" }).joined(separator: "\n")
    }
}

extension FeedFinding {
    var text: String { "\(code.rawValue) \(host) \(place): expected \(expected), found \(found)" }
}
