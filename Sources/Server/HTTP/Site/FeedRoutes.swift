import Credibility
import Daylight
import Exposure
import HTTPTypes
import Storage

/// The published ranking policies, and feeds as they were served.
struct FeedRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, SitePath.feed, handle: list),
            Route(.get, SitePath.newPolicy, access: .person(.reviewer), handle: form),
            Route(.post, SitePath.newPolicy, access: .person(.reviewer), body: .form, handle: publish),
            Route(.get, "/feed/policies/{policy}", handle: policy),
            Route(.get, "/feed/policies/{policy}/policy.json", handle: file),
            Route(.get, "/feeds/{feed}", handle: served),
            Route(.get, "/feeds/{feed}/served.json") { call in
                let served = try await site.feed(call)
                return .json(.object(served.record.json), caching: .never)
            },
            Route(.get, "/feeds/{feed}/opening.json") { call in
                let served = try await site.feed(call)
                return .json(.object(served.opening.json), caching: .never)
            },
        ]
    }

    private func list(_ call: Call) async throws -> Reply {
        let items = try await site.feeds.policies().map { policy in
            FeedPage.Item(version: policy.policy.version, validFrom: policy.policy.validFrom, published: policy.published)
        }
        let mayPublish = call.visitor.user.map { $0.role >= .reviewer } ?? false
        return try await site.page(FeedPage(items: items, mayPublish: mayPublish), for: call)
    }

    private func form(_ call: Call) async throws -> Reply {
        try await site.page(NewPolicyPage(text: "", fault: nil), for: call)
    }

    private func publish(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let text = call.form["policy"] ?? ""
        let fault: String
        do {
            let document = try JSONParser.parse(
                Array(text.utf8), limits: .init(bytes: FeedDesk.policyLimit, depth: RankingPolicy.limits.depth))
            let policy = try await site.feeds.publish(document, by: user.name, now: call.now)
            return .seeOther(SitePath.policy(policy.policy.version))
        } catch let error as InputError {
            fault = error.description
        } catch let refusal as FeedDesk.Refusal {
            fault = refusal.sentence
        }
        return try await site.page(NewPolicyPage(text: text, fault: fault), for: call, status: .unprocessableContent)
    }

    private func policy(_ call: Call) async throws -> Reply {
        let policy = try await site.policy(call)
        return try await site.page(
            PolicyPage(
                policy: policy.policy, digest: policy.digest, published: policy.published,
                statement: try await site.number(of: policy.statement),
                drafts: try await site.board.drafts(aboutPolicy: policy.policy.version).map { draft in
                    (draft.title, SitePath.boardDraft(draft.id))
                }), for: call)
    }

    /// The canonical bytes, whose digest is on the log.
    private func file(_ call: Call) async throws -> Reply {
        let policy = try await site.policy(call)
        return Reply(type: MediaTypeText.json, body: try CanonicalJSON.bytes(of: policy.document))
    }

    private func served(_ call: Call) async throws -> Reply {
        let served = try await site.feed(call)
        var reply = try await site.page(
            ServedFeedPage(
                name: served.name, feed: served.feed, record: served.record, created: served.created,
                statement: try await site.number(of: served.statement), contact: site.configuration.contact), for: call)
        reply.caching = .never
        return reply
    }
}

extension FeedDesk.Refusal {
    /// For people.
    var sentence: String {
        switch self {
        case .malformed(let error): error.description
        case .versionTaken(let version):
            "Another policy is published as version \(version); a changed policy needs a version of its own."
        }
    }
}

extension Site {
    /// - Throws: ``Problem`` not-found.
    func policy(_ call: Call) async throws -> FeedDesk.Policy {
        guard let policy = try await feeds.policy(call.parameter("policy")) else { throw Problem.notFound("This policy") }
        return policy
    }

    /// - Throws: ``Problem`` not-found.
    func feed(_ call: Call) async throws -> FeedDesk.Served {
        guard let served = try await feeds.served(call.parameter("feed")) else { throw Problem.notFound("This feed") }
        return served
    }

    /// The number of a statement in the logs, once it is there.
    func number(of statement: StatementRecord.ID?) async throws -> Int? {
        guard let statement else { return nil }
        return try await store.statement(statement)?.logged.map { Int($0.number) }
    }
}
