import Daylight
import HTTPTypes
import Storage

/// Deciding by a program in a reviewer's name.
struct APIDecisionRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(
                .post, "/api/v1/findings/{id}/decisions", access: .role(.reviewer, scope: .decide), body: .json,
                operation: Operation(
                    id: "decide", summary: "Makes a decision on a finding and logs it.", tag: "Findings",
                    schema: .named(.decision), example: Examples.decision, status: .created,
                    body: .init(schema: .named(.newDecision), example: Examples.newDecision),
                    problems: [.notSignedIn, .notAllowed, .notFound, .tooLarge, .wrongMediaType, .invalidContent, .inProgress],
                    parameters: ["id": "The finding's id."]),
                handle: decide)
        ]
    }

    private func decide(_ call: Call) async throws -> Reply {
        // A session's cookie travels by itself; only a token shows that a program meant it.
        guard case .program(let token) = call.visitor else { throw Problem.signInNeeded }
        return try await site.replays.once(call, user: token.user) {
            let record = try await site.finding(of: call)
            let (verdict, reasons) = try Self.read(call.json)
            let decision = try await site.observatory.decide(
                finding: record.finding.id, verdict: verdict, reasons: reasons, by: token.user.name, now: call.now,
                entropy: site.entropy)
            var reply = Reply.json(decision.json(for: call.visitor), status: .created, caching: .never)
            reply.headers[.location] = "\(SitePath.finding(record.finding.id))/decisions/\(decision.id.rawValue)"
            return reply
        }
    }

    private static func read(_ json: JSONValue) throws(Problem) -> (Verdict, DecisionReasons) {
        let faults = Schema.named(.newDecision).faults(in: json)
        guard faults.isEmpty, let verdict = json["verdict"]?.stringValue.flatMap(Verdict.init(rawValue:)),
            let text = json["reasons"]?.stringValue
        else { throw Problem(.invalidContent, "The decision does not fit; every fault is listed.", faults: faults) }
        do { return (verdict, try DecisionReasons(text)) } catch { throw Problem(error, pointer: "/reasons") }
    }
}
