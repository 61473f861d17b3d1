import Daylight
import EvidenceLog
import Sponsorship
import Storage

/// That a sponsor declared what an ad is and who stands behind it (TTPA Art. 7). Who that is stands in the private body behind the
/// commitment, where it can be erased; this names nobody.
struct SponsorDeclaration: DutyRecord {
    static let kind = AdRecordKind.declaration

    /// Of salt and words; the log holds the same.
    let commitment: Digest
    let declarationID: RecordID
    let orderID: RecordID
    let declaredAt: Timestamp
    let isPolitical: Bool
    let eligibility: Declaration.Eligibility
    let supersedes: RecordID?
    /// The D rules that fired when it was recorded.
    let rules: [DeclarationRule]

    var due: Timestamp? { nil }

    init(_ declaration: Declaration, commitment: Digest, rules: [DeclarationRule]) {
        self.commitment = commitment
        declarationID = declaration.declarationID
        orderID = declaration.orderID
        declaredAt = declaration.declaredAt
        isPolitical = declaration.isPolitical
        eligibility = declaration.eligibility
        supersedes = declaration.supersedes
        self.rules = rules
    }

    init(_ members: MemberReader) throws(InputError) {
        guard let digest = Digest(hex: try members.string("commitment")) else {
            throw members.fault("commitment", "a SHA-256", members.object["commitment"])
        }
        commitment = digest
        declarationID = try members.identifier("declarationId")
        orderID = try members.identifier("orderId")
        declaredAt = try members.instant("declaredAt")
        isPolitical = members.object["isPolitical"]?.boolValue ?? true
        eligibility = try members.choice("eligibility", Declaration.Eligibility.self)
        supersedes = try members.optional("supersedes") == nil ? nil : members.identifier("supersedes")
        rules = try members.array("rules").compactMap { $0.stringValue.flatMap { DeclarationRule(rawValue: $0) } }
    }

    var json: JSONObject {
        var object: JSONObject = [
            "commitment": .string(commitment.hex), "declarationId": .string(declarationID.text),
            "orderId": .string(orderID.text), "declaredAt": .string(declaredAt.description), "isPolitical": .bool(isPolitical),
            "eligibility": .string(eligibility.rawValue),
        ]
        object["supersedes"] = supersedes.map { .string($0.text) }
        object["rules"] = .array(rules.map { .string($0.rawValue) })
        return object
    }
}

extension MemberReader {
    fileprivate func identifier(_ name: String) throws(InputError) -> RecordID {
        guard let id = RecordID(try string(name)) else { throw fault(name, "an identifier", object[name]) }
        return id
    }
}

/// Records declarations of sponsors: stored, signed and logged as a commitment.
struct DeclarationDesk: Sendable {
    private let store: Store
    private let shelf: NoticeShelf
    private let observatory: Observatory
    private let configuration: AdvertisingConfiguration
    private let entropy: Entropy

    init(_ site: Site) {
        store = site.store
        observatory = site.observatory
        configuration = site.configuration.advertising
        shelf = NoticeShelf(store: store, context: configuration.noticeContext)
        entropy = site.entropy
    }

    /// What the D rules say about a declaration that the sponsor handed over without a signature of its own.
    ///
    /// - Parameter code: of the ad, whose words count if it has a notice.
    func findings(_ declaration: Declaration, code: ShortCode, now: Timestamp) async throws -> [DeclarationFinding] {
        let notice = try await shelf.notice(code)?.notice
        let words = [notice?.displayTitle, notice?.ext?["words"]?.stringValue].compactMap { $0 }.joined(separator: "\n")
        return findings(declaration, words: words, now: now)
    }

    private func findings(_ declaration: Declaration, words: String, now: Timestamp) -> [DeclarationFinding] {
        let windows = declaration.linkedProcesses.compactMap { process -> VoteWindow? in
            guard process.kind.isVote, let date = process.date else { return nil }
            let window = ElectionWindow.article5(of: Election(date: date), zone: configuration.zone)
            return VoteWindow(name: process.name, opens: window.start, closes: window.end)
        }
        return OrderReview(
            declaration: declaration, signature: .missing, proposal: proposal(declaration, words: words, now: now),
            windows: windows, sponsorChangedAt: nil, now: now
        ).findings
    }

    /// Whether the ad looks political by the operator's lists; nothing speaks for it where there are none.
    private func proposal(_ declaration: Declaration, words: String, now: Timestamp) -> PoliticalProposal {
        let declarant = declaration.declaredBy
        let ad = PoliticalLexicon.Ad(
            text: words, sponsor: declaration.sponsor.name ?? "", advertiser: declarant.onBehalfOf ?? declarant.name)
        return configuration.politicalLists?.proposal(for: ad, at: now) ?? PoliticalProposal(reasons: [], namesVote: false)
    }

    /// Records the declaration about an ad, or one that corrects it. When this returns it is durable.
    ///
    /// - Returns: why it does not follow from the declaration before; `nil` when it was recorded.
    func record(
        _ declaration: Declaration, code: ShortCode, by author: String, now: Timestamp
    ) async throws -> DeclarationFault? {
        try await observatory.advertisingTurn.run { [self] in
            let earlier = try await store.duty(SponsorDeclaration.self, code.text)
            if earlier?.content.declarationID == declaration.declarationID { return .twice }
            guard declaration.supersedes == earlier?.content.declarationID else { return .notNext }
            let message = Array(CanonicalJSON.line(.object(declaration.json)).utf8)
            let salt = entropy.bytes(Commitment.saltByteCount)
            let commitment = Commitment(salt: salt, message: message)
            let before = try await reference(earlier?.record)
            let statement = try Statement(committing: commitment, type: .sponsorDeclared, supersedes: before)
            let content = SponsorDeclaration(
                declaration, commitment: commitment.digest,
                rules: try await findings(declaration, code: code, now: now).map(\.rule))
            try await store.add(
                [
                    NewAdRecord(
                        kind: .declaration, key: code.text, version: (earlier?.record.version ?? 0) + 1, body: content.body,
                        author: author, created: now)
                ],
                statement: NewStatement(
                    envelope: try observatory.signer.sign(statement.body()), predicateType: PredicateType.sponsorDeclared.uri,
                    title: "A sponsor's declaration", created: now, supersedes: before),
                privateBody: PrivateBody(commitment: commitment.digest, salt: salt, message: message))
            _ = try await observatory.logPendingIfPossible()
            return nil
        }
    }

    private func reference(_ record: AdRecord?) async throws -> StatementReference? {
        guard let id = record?.statement else { return nil }
        return try await store.statement(id)?.logged.map { StatementReference(index: $0.index, leafHash: $0.leafHash) }
    }

    /// Why a declaration cannot be recorded.
    enum DeclarationFault: Hashable, Sendable { case twice, notNext }
}
