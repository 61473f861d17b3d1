public import Daylight

/// What a sponsor declares before a service is provided (TTPA Art. 5(2), 7; reference 3.2).
///
/// A correction never overwrites: it is a new declaration that names the one it supersedes.
public struct Declaration: Hashable, Sendable {
    /// Whether the ad is political, and by which branch of the definition (TTPA Art. 3(2)).
    public enum Nature: Hashable, Sendable {
        case notPolitical
        case political(Basis)
    }

    /// Why an ad is political.
    public enum Basis: String, Hashable, Sendable, CaseIterable {
        /// By, for or on behalf of a political actor.
        case politicalActor
        /// Liable and designed to influence a vote or a law.
        case influence
        case both
    }

    /// Which of the three kinds of sponsors of Art. 5(2) TTPA it is.
    public enum Eligibility: String, Hashable, Sendable, CaseIterable {
        case unionCitizen
        case residentThirdCountryVoter
        case unionLegalPersonNotThirdCountryControlled
        case notEligible
        case notDeclared
    }

    /// Who signs, and for whom.
    public struct Declarant: Hashable, Sendable {
        public let name: String
        /// The natural person who signs.
        public let signatory: String
        /// Whom the declarant acts for; `nil` for itself.
        public let onBehalfOf: String?

        public init(name: String, signatory: String, onBehalfOf: String? = nil) {
            self.name = name
            self.signatory = signatory
            self.onBehalfOf = onBehalfOf
        }
    }

    public let declarationID: RecordID
    public let orderID: RecordID
    public let declaredAt: Timestamp
    public let declaredBy: Declarant
    public let nature: Nature
    public let linkedProcesses: [LinkedProcess]
    public let eligibility: Eligibility
    public let sponsor: DeclaredSponsor
    public let controllingEntity: Stated<Party>
    public let payer: Payer
    /// `nil` when the sponsor has not said it.
    public let fundsOrigin: FundsOrigin?
    public let priorSuspension: PriorSuspension
    /// Which wording of the statement of truth was signed.
    public let truthStatementVersion: String
    /// The declaration that this one corrects.
    public let supersedes: RecordID?

    public init(
        declarationID: RecordID, orderID: RecordID, declaredAt: Timestamp, declaredBy: Declarant, nature: Nature,
        linkedProcesses: [LinkedProcess], eligibility: Eligibility, sponsor: DeclaredSponsor,
        controllingEntity: Stated<Party>, payer: Payer, fundsOrigin: FundsOrigin?, priorSuspension: PriorSuspension,
        truthStatementVersion: String, supersedes: RecordID? = nil
    ) {
        self.declarationID = declarationID
        self.orderID = orderID
        self.declaredAt = declaredAt
        self.declaredBy = declaredBy
        self.nature = nature
        self.linkedProcesses = linkedProcesses
        self.eligibility = eligibility
        self.sponsor = sponsor
        self.controllingEntity = controllingEntity
        self.payer = payer
        self.fundsOrigin = fundsOrigin
        self.priorSuspension = priorSuspension
        self.truthStatementVersion = truthStatementVersion
        self.supersedes = supersedes
    }

    public var isPolitical: Bool { nature != .notPolitical }
}
