import Daylight
import Sponsorship
import Testing

/// Rules D01 to D10, corrections, and the test that only proposes.
@Suite struct OrderReviewTests {
    private static let day: Int64 = 86_400
    private static let window = VoteWindow(
        name: "Riksdagsvalet", opens: Timestamp(seconds: 100 * day), closes: Timestamp(seconds: 200 * day))

    private func party(_ country: String) -> Party {
        Party(
            kind: .legalPerson(establishment: "Kaj 1"), name: "Holding", email: EmailAddress("a@b.example")!,
            country: CountryCode(country)!)
    }

    private func declaration(
        id: String = "d-1", at day: Int64 = 10, nature: Declaration.Nature = .political(.both), isLinked: Bool = true,
        eligibility: Declaration.Eligibility = .unionCitizen, name: String? = "Kustpartiet",
        establishment: String? = "Hamngatan 3",
        controlledBy: Stated<Party> = .none, place: FundsOrigin.Place = .insideUnion, order: String = "o-1",
        supersedes: String? = nil
    ) -> Declaration {
        Declaration(
            declarationID: RecordID(id)!, orderID: RecordID(order)!, declaredAt: Timestamp(seconds: day * Self.day),
            declaredBy: .init(name: "Kustpartiet", signatory: "Maja Exempel"), nature: nature,
            linkedProcesses: isLinked
                ? [LinkedProcess(kind: .election, level: .national, name: "Riksdagsvalet", territory: "SE")] : [],
            eligibility: eligibility,
            sponsor: DeclaredSponsor(
                isLegalPerson: true, name: name, email: EmailAddress("a@b.example"), establishment: establishment,
                country: CountryCode("SE")),
            controllingEntity: controlledBy, payer: .sameAsSponsor, fundsOrigin: FundsOrigin(kind: .private, place: place),
            priorSuspension: .never(earlierVersion: nil), truthStatementVersion: "1", supersedes: supersedes.map { RecordID($0)! }
        )
    }

    private func rules(
        _ declaration: Declaration?, on day: Int64 = 150, signature: OrderReview.Signature = .valid, score: Double = 0,
        namesVote: Bool = false, changedOn: Int64? = nil
    ) -> [String] {
        let reasons = score > 0 ? [PoliticalProposal.Reason(feature: .content, text: "names a party", weight: score)] : []
        return OrderReview(
            declaration: declaration, signature: signature, proposal: PoliticalProposal(reasons: reasons, namesVote: namesVote),
            windows: [Self.window], sponsorChangedAt: changedOn.map { Timestamp(seconds: $0 * Self.day) },
            now: Timestamp(seconds: day * Self.day)
        ).findings.map { "\($0.rule.rawValue) \($0.effect.rawValue)" }
    }

    @Test func aCompleteDeclarationFiresNothing() { #expect(rules(declaration()) == []) }

    @Test func noDeclarationBlocks() { #expect(rules(nil) == ["D01 block"]) }

    @Test func anIncompleteSponsorBlocks() {
        #expect(rules(declaration(name: nil)) == ["D02 block"])
        #expect(rules(declaration(establishment: nil)) == ["D02 block"])
        #expect(rules(declaration(nature: .notPolitical, name: nil)) == [])
    }

    @Test func nobodyAndNotKnownAreDifferentAnswers() {
        #expect(rules(declaration(controlledBy: .none)) == [])
        #expect(rules(declaration(controlledBy: .unknown(reason: "asked"))) == ["D03 block"])
        #expect(rules(declaration(controlledBy: .known(party("FI")))) == [])
    }

    @Test(arguments: [(99, false), (100, true), (200, true), (201, false)] as [(Int64, Bool)])
    func eligibilityIsAskedForInsideTheWindowOnly(_ day: Int64, _ isInside: Bool) {
        #expect(rules(declaration(eligibility: .notDeclared), on: day) == (isInside ? ["D04 block"] : []))
        #expect(rules(declaration(eligibility: .notEligible), on: day) == (isInside ? ["D05 block"] : []))
        #expect(rules(declaration(controlledBy: .known(party("CH"))), on: day) == (isInside ? ["D05 block"] : []))
        #expect(rules(declaration(place: .outsideUnion), on: day) == (isInside ? ["D08 hold"] : []))
    }

    @Test func whatLooksPoliticalButIsDeclaredOtherwiseIsHeld() {
        #expect(rules(declaration(nature: .notPolitical), score: 0.7) == ["D06 hold"])
        #expect(rules(declaration(nature: .notPolitical), score: 0.69) == [])
        #expect(rules(declaration(), score: 1) == [])
    }

    @Test func signaturesLinksAndChangesAreLookedAt() {
        #expect(rules(declaration(), signature: .missing) == ["D07 hold"])
        #expect(rules(declaration(), signature: .invalid) == ["D07 hold"])
        #expect(rules(declaration(isLinked: false), namesVote: true) == ["D09 hold"])
        #expect(rules(declaration(isLinked: false)) == [])
        #expect(rules(declaration(at: 10), changedOn: 11) == ["D10 hold"])
        #expect(rules(declaration(at: 11), changedOn: 11) == [])
    }

    @Test func aCorrectionSupersedesAndKeepsWhatItCorrects() throws {
        let first = declaration()
        let second = declaration(id: "d-2", at: 20, supersedes: "d-1")
        let third = declaration(id: "d-3", at: 30, supersedes: "d-2")
        let history = try DeclarationHistory([third, first, second])
        #expect(history.declarations.map(\.declarationID.text) == ["d-1", "d-2", "d-3"])
        #expect(history.current == third)
    }

    @Test func declarationsThatAreNoLineAreRefused() {
        let first = declaration()
        let second = declaration(id: "d-2", at: 20, supersedes: "d-1")
        func fault(_ declarations: Declaration...) -> DeclarationHistoryFault? {
            do { _ = try DeclarationHistory(declarations) } catch { return error }
            return nil
        }
        #expect(fault() == .noFirst)
        #expect(fault(second) == .noFirst)
        #expect(fault(first, declaration(id: "d-9")) == .secondFirst(RecordID("d-9")!))
        #expect(fault(first, second, declaration(id: "d-3", at: 30, supersedes: "d-1")) == .correctedTwice(RecordID("d-1")!))
        #expect(fault(first, declaration(id: "d-2", at: 5, supersedes: "d-1")) == .notLater(RecordID("d-2")!))
        #expect(fault(first, declaration(id: "d-2", at: 20, order: "o-2", supersedes: "d-1")) == .otherOrder(RecordID("d-2")!))
        #expect(fault(first, declaration(id: "d-2", at: 20, supersedes: "d-7")) == .looseEnd)
        #expect(fault(first, second, declaration(id: "d-1", at: 30, supersedes: "d-2")) == .twice(RecordID("d-1")!))
    }

    @Test func theTestProposesWithReasonsFromNamesAndWords() {
        let lexicon = PoliticalLexicon(
            actors: ["Kustpartiet", "Maja Exempel"], domains: ["kustpartiet.example"], votes: ["Riksdagsvalet 2026"],
            terms: ["rösta på"])
        let ad = PoliticalLexicon.Ad(
            text: "RÖSTA PÅ Maja Exempel i riksdagsvalet 2026!", sponsor: "Kustpartiet e.V.",
            landing: SecureLink("https://www.kustpartiet.example/"))
        let proposal = lexicon.proposal(for: ad)
        #expect(proposal.looksPolitical)
        #expect(proposal.namesVote)
        #expect(proposal.reasons.first?.feature == .sponsor)
        #expect(proposal.byFeature.map(\.feature) == PoliticalProposal.Feature.allCases)
        #expect(proposal.byFeature.filter { !$0.reasons.isEmpty }.map(\.feature) == [.content, .sponsor, .context, .objective])

        let shoes = lexicon.proposal(for: .init(text: "Sko på rea, provrösta på skor", sponsor: "Skobutiken AB"))
        #expect(shoes.score == 0)
        #expect(shoes.reasons.isEmpty)
        #expect(PoliticalLexicon(terms: ["", "!"]).proposal(for: ad).reasons.isEmpty)
    }

    @Test func aWrittenDeclarationIsReadAsTheSame() throws {
        let declarations = [
            declaration(), declaration(nature: .notPolitical, isLinked: false), declaration(name: nil, establishment: nil),
            declaration(controlledBy: .unknown(reason: "asked twice")), declaration(controlledBy: .known(party("FI"))),
            declaration(id: "d-2", at: 20, supersedes: "d-1"),
        ]
        for declaration in declarations { #expect(try Declaration(declaration.json) == declaration) }
        #expect(Set(declarations.map { CanonicalJSON.line(.object($0.json)) }).count == declarations.count)
    }

    @Test(arguments: [
        "declarationId", "declaredAt", "declaredBy", "isPolitical", "basis", "linkedProcesses", "eligibility", "sponsor",
        "controllingEntity", "payer", "priorSuspension", "truthStatementVersion",
    ])
    func aDeclarationWithoutAMemberIsRefusedByIt(_ name: String) {
        for value in [nil, 5, true] as [JSONValue?] where !(name == "isPolitical" && value == true) {
            var object = declaration().json
            object[name] = value
            #expect { try Declaration(object) } throws: { ($0 as? InputError)?.field == name }
        }
    }
}
