import Daylight
import HTTPTypes
import Storage
import Tally

/// The elections that are counted here, and defining one.
struct DefinitionRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, SitePath.elections, handle: list),
            Route(.get, SitePath.defineElection, access: .person(.reviewer), handle: form),
            Route(.post, SitePath.defineElection, access: .person(.reviewer), body: .form, handle: define),
        ]
    }

    private var keys: String {
        let keys = ReleaseDesk(counts: site.counts).publishers.map { key -> JSONValue in
            ["keyId": .string(key.id), "publicKey": .string(Base64.encode(key.publicKey))]
        }
        return "\"publishers\": " + CanonicalJSON.line(.array(keys))
    }

    private func list(_ call: Call) async throws -> Reply {
        let items = try await site.counts.elections().map { state in
            ElectionsPage.Item(
                id: state.id, title: state.definition.title, status: state.status, received: state.receivedStations,
                expected: state.expectedStations)
        }
        let role = call.visitor.user?.role
        let page = ElectionsPage(
            items: items, mayDefine: role.map { $0 >= .reviewer } ?? false, mayType: role.map { $0 >= .clerk } ?? false)
        return try await site.page(page, for: call)
    }

    private func form(_ call: Call) async throws -> Reply {
        try await site.page(DefinePage(keys: keys, text: "", fault: nil, challenge: nil), for: call)
    }

    private func define(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let text = call.form["definition"] ?? ""
        let value: JSONValue
        let challenge: DefinePage.Challenge
        do throws(InputError) {
            value = try JSONParser.parse(Array(text.utf8), limits: CountDesk.limits)
            challenge = try Self.challenge(value, secret: call.visitor.formToken)
        } catch {
            return try await site.page(
                DefinePage(keys: keys, text: text, fault: error.description, challenge: nil), for: call,
                status: .unprocessableContent)
        }
        let typed = (1...challenge.challenge.blanked.count).map { call.form["group-\($0)"] }
        guard typed.allSatisfy({ $0 != nil }) else {
            return try await site.page(DefinePage(keys: keys, text: text, fault: nil, challenge: challenge), for: call)
        }
        guard challenge.challenge.isMet(by: typed.compactMap { $0 }) else {
            var wrong = challenge
            wrong.isWrong = true
            return try await site.page(
                DefinePage(keys: keys, text: text, fault: nil, challenge: wrong), for: call, status: .unprocessableContent)
        }
        do {
            let state = try await site.counts.define(value, by: user.name, now: call.now)
            return .seeOther(SitePath.election(state.id))
        } catch let refusal as CountDesk.DefinitionRefusal {
            return try await site.page(
                DefinePage(keys: keys, text: text, fault: refusal.sentence, challenge: nil), for: call,
                status: .unprocessableContent)
        }
    }

    /// Which groups are to be typed depends on the visitor's session, so that it cannot be known beforehand and is the same when
    /// the form comes back.
    private static func challenge(_ value: JSONValue, secret: String) throws(InputError) -> DefinePage.Challenge {
        let definition = try ElectionDefinition(value)
        let digest = try ElectionDefinition.digest(of: value)
        var generator = DigestGenerator(seed: Digest(of: Array((secret + digest.hex).utf8)))
        return DefinePage.Challenge(
            title: definition.title, units: definition.units.units.count, lists: definition.lists.count,
            challenge: DigestChallenge(digest, using: &generator), isWrong: false)
    }
}

/// Numbers that follow from a digest.
private struct DigestGenerator: RandomNumberGenerator {
    private var digest: Digest

    init(seed: Digest) { digest = seed }

    mutating func next() -> UInt64 {
        digest = Digest(of: digest.bytes)
        return digest.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension CountDesk.DefinitionRefusal {
    /// For people.
    var sentence: String {
        switch self {
        case .malformed(let error): error.description
        case .hasReports: "Reports have come in under the definition there is; it can no longer change."
        }
    }
}

extension ElectionState {
    var expectedStations: Int { definition.units.units.count { $0.level == .station } }
    var receivedStations: Int { ledger.reported.count { definition.units.units[$0].level == .station } }

    /// As long as nothing was published that says otherwise.
    var status: ResultsStatus {
        definition.facts.isTest ? .test : receivedStations < expectedStations ? .partialUnofficial : .completeUnofficial
    }
}
