import Daylight
import Sponsorship
import Testing

/// A record passed from the agency over the ad server to the publisher can be proven from end to end (TTPA Art. 9, 10).
@Suite struct HandOverTests {
    private func record(_ provider: String, sponsor: String = "Kustpartiet", amount: String = "2000") -> ProviderRecord {
        ProviderRecord(
            subject: .ad(RecordID("a-1")!), provider: provider, services: ["placing"],
            invoiced: [Money(amount: Decimal(amount)!, currency: "SEK")!], otherBenefits: [],
            fundsOrigin: FundsOrigin(kind: .mixed, place: .insideUnion),
            sponsor: Party(
                kind: .legalPerson(establishment: "Hamngatan 3"), name: sponsor, email: EmailAddress("a@b.example")!,
                country: CountryCode("SE")!),
            controllingEntity: .none, linkedProcesses: [])
    }

    private var chain: [KeptRecord] {
        let agency = KeptRecord(record: record("Byrå"), receivedFrom: nil, passedTo: [])
            .passing(to: "Server", at: Timestamp(seconds: 10))
        let server = KeptRecord(record: record("Server", amount: "1000"), receivedFrom: agency.passedTo[0], passedTo: [])
            .passing(to: "Tidning", at: Timestamp(seconds: 20))
        return [
            agency, server, KeptRecord(record: record("Tidning", amount: "7000"), receivedFrom: server.passedTo[0], passedTo: []),
        ]
    }

    @Test func aWholeChainHolds() { #expect(HandOverChain.faults(chain) == []) }

    @Test func aMissingLinkIsNamed() {
        #expect(HandOverChain.faults([]) == [.empty])
        #expect(HandOverChain.faults([chain[0], chain[2]]) == [.notHandedOver(from: "Byrå", to: "Tidning")])
        #expect(HandOverChain.faults(Array(chain.dropFirst())) == [.startsLate(provider: "Server")])
        let silent = KeptRecord(record: chain[0].record, receivedFrom: nil, passedTo: [])
        #expect(HandOverChain.faults([silent] + chain.dropFirst()) == [.notHandedOver(from: "Byrå", to: "Server")])
    }

    @Test func aRecordChangedAfterwardsIsNoticed() {
        let changed = KeptRecord(record: record("Byrå", amount: "1"), receivedFrom: nil, passedTo: chain[0].passedTo)
        #expect(HandOverChain.faults([changed] + chain.dropFirst()) == [.changed(provider: "Byrå")])
        let other = KeptRecord(record: record("Tidning", sponsor: "Annan"), receivedFrom: chain[2].receivedFrom, passedTo: [])
        #expect(HandOverChain.faults([chain[0], chain[1], other]) == [.differs(provider: "Tidning")])
    }

    @Test func nobodyPassesOnWhatItDoesNotHaveYet() {
        let early = KeptRecord(record: chain[1].record, receivedFrom: chain[1].receivedFrom, passedTo: [])
            .passing(to: "Tidning", at: Timestamp(seconds: 9))
        let last = KeptRecord(record: chain[2].record, receivedFrom: early.passedTo[0], passedTo: [])
        #expect(HandOverChain.faults([chain[0], early, last]) == [.outOfOrder(provider: "Server")])
    }

    @Test func differentSubjectsHaveDifferentHashes() {
        #expect(record("Byrå").contentHash == record("Byrå", amount: "2000.00").contentHash)
        #expect(record("Byrå").contentHash != record("Byrå", amount: "2000.01").contentHash)
    }
}
