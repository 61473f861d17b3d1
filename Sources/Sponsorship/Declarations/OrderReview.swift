public import Daylight

/// The time before a vote in which only declared sponsors are served (TTPA Art. 5(2)), both ends included.
public struct VoteWindow: Hashable, Sendable {
    /// What is voted on.
    public let name: String
    public let opens: Timestamp
    public let closes: Timestamp

    public init(name: String, opens: Timestamp, closes: Timestamp) {
        self.name = name
        self.opens = opens
        self.closes = closes
    }

    public func contains(_ instant: Timestamp) -> Bool { opens <= instant && instant <= closes }
}

/// An order of advertising with what is known of it, judged by the D rules.
public struct OrderReview: Hashable, Sendable {
    /// What became of the signature under the declaration.
    public enum Signature: Hashable, Sendable { case valid, invalid, missing }

    /// The declaration that holds; `nil` when the sponsor was not asked or did not answer.
    public let declaration: Declaration?
    public let signature: Signature
    /// What the test of Art. 8(1) proposes.
    public let proposal: PoliticalProposal
    /// Windows of the votes that the order is linked to.
    public let windows: [VoteWindow]
    /// When the sponsor last told that something about it has changed.
    public let sponsorChangedAt: Timestamp?
    public let now: Timestamp

    public init(
        declaration: Declaration?, signature: Signature, proposal: PoliticalProposal, windows: [VoteWindow],
        sponsorChangedAt: Timestamp?, now: Timestamp
    ) {
        self.declaration = declaration
        self.signature = signature
        self.proposal = proposal
        self.windows = windows
        self.sponsorChangedAt = sponsorChangedAt
        self.now = now
    }

    /// Every rule that fires.
    public var findings: [DeclarationFinding] {
        guard let declaration else {
            return [DeclarationFinding(rule: .d01, message: "Ask the sponsor whether this is political advertising.")]
        }
        var findings = declaration.isPolitical ? politicalFindings(declaration) : notPoliticalFindings
        if signature != .valid {
            let state = signature == .missing ? "is missing" : "is not valid"
            findings.append(DeclarationFinding(rule: .d07, message: "The signature under the declaration \(state)."))
        }
        if let sponsorChangedAt, declaration.declaredAt < sponsorChangedAt {
            let message = "The sponsor told a change on \(sponsorChangedAt), after this declaration: ask for a correction."
            findings.append(DeclarationFinding(rule: .d10, message: message))
        }
        return findings
    }

    private var notPoliticalFindings: [DeclarationFinding] {
        guard proposal.looksPolitical else { return [] }
        let reasons = proposal.reasons.map(\.text).joined(separator: "; ")
        return [DeclarationFinding(rule: .d06, message: "Declared as not political, but looks political: \(reasons).")]
    }

    private func politicalFindings(_ declaration: Declaration) -> [DeclarationFinding] {
        var findings: [DeclarationFinding] = []
        func fire(_ rule: DeclarationRule, _ message: String) {
            findings.append(DeclarationFinding(rule: rule, message: message))
        }
        let missing = declaration.sponsor.missing
        if !missing.isEmpty { fire(.d02, "Sponsor incomplete: \(missing.joined(separator: ", ")).") }
        if case .unknown(let reason) = declaration.controllingEntity {
            fire(.d03, "State who ultimately controls the sponsor, or \"none\"; so far it is not known (\(reason)).")
        }
        if proposal.namesVote, declaration.linkedProcesses.isEmpty {
            fire(.d09, "The ad names a vote, the declaration links none: which election?")
        }
        guard let window = windows.first(where: { $0.contains(now) }) else { return findings }
        if declaration.eligibility == .notDeclared {
            fire(.d04, "A declaration of eligibility is needed from \(window.opens) on, because of \(window.name).")
        }
        if declaration.eligibility == .notEligible || Self.isControlledFromOutside(declaration) {
            fire(.d05, "The sponsor may not advertise before \(window.name).")
        }
        if declaration.fundsOrigin?.place == .outsideUnion {
            fire(.d08, "The funds come from outside the Union: check who controls the sponsor.")
        }
        return findings
    }

    private static func isControlledFromOutside(_ declaration: Declaration) -> Bool {
        guard case .known(let entity) = declaration.controllingEntity else { return false }
        return !entity.country.isMemberState
    }
}
