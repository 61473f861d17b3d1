import Daylight
import HTTPTypes
import Storage

/// Deciding on a finding in the browser.
struct DecisionRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.post, "/findings/{id}/decisions", access: .person(.reviewer), body: .keptForm, handle: decide),
            Route(.get, "/findings/{id}/decisions/{number}", handle: made),
        ]
    }

    private func decide(_ call: Call) async throws -> Reply {
        let record = try await site.finding(of: call)
        let filled = Self.read(call, verdicts: record.finding.question.verdicts)
        guard filled.problems.isEmpty, let verdict = filled.verdict, let reasons = try? DecisionReasons(filled.reasons),
            let user = call.visitor.user
        else {
            let form = site.decisionForm(for: call.visitor, filled: filled)
            return try await site.findingReply(record, form: form, for: call, status: .unprocessableContent)
        }
        return try await site.replays.onceForForm(filled.key, call, user: user) {
            let decision = try await site.observatory.decide(
                finding: record.finding.id, verdict: verdict, reasons: reasons, by: user.name, now: call.now,
                entropy: site.entropy)
            return "\(SitePath.finding(record.finding.id))/decisions/\(decision.id.rawValue)"
        }
    }

    /// What was typed, and everything that is wrong with it.
    private static func read(_ call: Call, verdicts: [Verdict]) -> DecisionForm {
        let verdict = call.form["verdict"].flatMap { Verdict(slug: $0) }.flatMap { verdicts.contains($0) ? $0 : nil }
        let reasons = call.form["reasons"] ?? ""
        var problems: [DecisionForm.Problem] = []
        if !call.formIsGenuine { problems.append(.expired) }
        if verdict == nil { problems.append(.verdictMissing) }
        if reasons.allSatisfy(\.isWhitespace) { problems.append(.reasonsMissing) }
        let isTooLong = reasons.count > DecisionForm.reasonsLimit || reasons.utf8.count > DecisionReasons.byteLimit
        if isTooLong { problems.append(.reasonsTooLong) }
        return DecisionForm(key: call.form["key"] ?? "", verdict: verdict, reasons: reasons, problems: problems)
    }

    private func made(_ call: Call) async throws -> Reply {
        let record = try await site.finding(of: call)
        let number = try call.parameter("number")
        let decisions = try await site.store.decisions(of: record.finding.id)
        guard let decision = decisions.first(where: { String($0.id.rawValue) == number }) else {
            throw Problem.notFound("This decision")
        }
        guard let logged = decision.statement.logged else {
            throw Problem(.unavailable, "The decision is stored; its receipt follows.", headers: [.retryAfter: "5"])
        }
        let page = DecisionMadePage(
            finding: record.finding.id, verdict: decision.verdict,
            reasons: ReviewerWords(decision.reasons, isSignedIn: call.visitor.user != nil), date: decision.decided,
            isCurrent: try await site.store.standing(ofStatement: logged.number).isCurrent,
            statement: Int(logged.number), leafHash: logged.leafHash, policy: site.log(of: logged).policyPath,
            verifyCommand: site.verifyCommand(logged))
        return try await site.page(page, for: call)
    }
}
