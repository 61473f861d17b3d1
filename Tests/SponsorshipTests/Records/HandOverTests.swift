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

    @Test func aChangeThatIsPassedOnOnceMoreHolds() {
        let changed = KeptRecord(record: record("Byrå", amount: "1"), receivedFrom: nil, passedTo: chain[0].passedTo)
            .passing(to: "Server", at: Timestamp(seconds: 30))
        let told = KeptRecord(record: chain[1].record, receivedFrom: changed.passedTo[1], passedTo: [])
            .passing(to: "Tidning", at: Timestamp(seconds: 40))
        let last = KeptRecord(record: chain[2].record, receivedFrom: told.passedTo[0], passedTo: [])
        #expect(HandOverChain.faults([changed, told, last]) == [])
        #expect(
            HandOverChain.faults([changed, chain[1], chain[2]]) == [.notHandedOver(from: "Byrå", to: "Server")])
    }

    @Test func nobodyPassesOnWhatItDoesNotHaveYet() {
        let early = KeptRecord(record: chain[1].record, receivedFrom: chain[1].receivedFrom, passedTo: [])
            .passing(to: "Tidning", at: Timestamp(seconds: 9))
        let last = KeptRecord(record: chain[2].record, receivedFrom: early.passedTo[0], passedTo: [])
        #expect(HandOverChain.faults([chain[0], early, last]) == [.outOfOrder(provider: "Server")])
    }

    @Test func aFileIsReadAsItWasWrittenAndWrittenInTheSameBytes() throws {
        for kept in chain {
            let read = try KeptRecord(kept.bytes)
            #expect(read == kept && read.bytes == kept.bytes)
        }
        let text = String(decoding: chain[1].bytes, as: UTF8.self)
        #expect(text.hasPrefix(#"{"record":{"subject":{"ad":"a-1"},"provider":"Server","services":["placing"],"#))
        let spaced = text.replacing(",", with: " ,\n").replacing("1000.00", with: "1000")
        #expect(try KeptRecord(Array(spaced.utf8)).bytes == chain[1].bytes)
    }

    @Test(arguments: [
        (#""provider":"Server""#, #""provider":"""#, "record.provider"), (#"["placing"]"#, "[]", "record.services"),
        (#""amount":"1000.00""#, #""amount":1000"#, "record.invoiced[0]"),
        (#""ad":"a-1""#, #""ad":"a-1","campaign":"c""#, "record.subject"),
        (#""email":"a@b.example""#, #""email":"a""#, "record.sponsor.email"),
        (#""controllingEntity":"none""#, #""controllingEntity":null"#, "record.controllingEntity"),
        (#""kind":"mixed""#, #""kind":"other""#, "record.fundsOrigin"), (#""passedTo":["#, #""passedTo":[5,"#, "passedTo[0]"),
        (#""linkedProcesses":[]"#, #""linkedProcesses":[],"note":1"#, "record.note"),
        (#""hash":""#, #""hash":"0"#, "receivedFrom.hash"),
        (#""at":""#, #""at":"x"#, "receivedFrom.at"), (#"{"record""#, #"{"more":1,"record""#, "more"),
    ])
    func aWrongFileIsNamedByItsField(_ right: String, _ wrong: String, _ field: String) throws {
        let text = String(decoding: chain[1].bytes, as: UTF8.self)
        try #require(text.contains(right))
        let error = try #require(throws: InputError.self) { try KeptRecord(Array(text.replacing(right, with: wrong).utf8)) }
        #expect(error.field == field)
    }

    @Test func damagedFilesAreReadBackOrRefused() {
        var random = SeededGenerator(seed: 41)
        let seed = chain[1].bytes
        for _ in 0..<Fuzzing.count / 4 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + 9))
                default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 20)], at: place)
                }
                if bytes.isEmpty { break }
            }
            guard let kept = try? KeptRecord(bytes) else { continue }
            #expect((try? KeptRecord(kept.bytes)) == kept)
            _ = HandOverChain.faults([kept, kept])
        }
    }

    @Test func differentSubjectsHaveDifferentHashes() {
        #expect(record("Byrå").contentHash == record("Byrå", amount: "2000.00").contentHash)
        #expect(record("Byrå").contentHash != record("Byrå", amount: "2000.01").contentHash)
    }
}
