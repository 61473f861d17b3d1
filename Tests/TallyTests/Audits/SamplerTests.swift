import BigInt
import Daylight
import Testing

@testable import Tally

/// Samplers to the byte (tally reference, section 8.1).
struct SamplerTests {
    private static let seed = "20260614123456789012"

    private static func manifest() throws -> BallotManifest {
        try BallotManifest([
            .init(name: "P-001", ballots: 5), .init(name: "empty", ballots: 0), .init(name: "P-002", ballots: 3),
            .init(name: "P-003", ballots: 4),
        ])
    }

    private static func text(_ draw: ConsistentSampler.Draw) -> String { "\(draw.batch) \(draw.position) \(draw.ticket)" }

    @Test func hashIsWrittenBackwards() {
        #expect(
            TicketNumber(HashNumber(of: "abc")).text()
                == "0.56998071861792858926477341561059638840106636224182943832566300809078486324348")
    }

    @Test func ticketOfABallotAndItsNext() {
        let prefix = Digest(of: Array(Self.seed.utf8)).hex
        #expect(prefix == "f0e6dec62db3912fea82566032edb497f891ac2eae152b2784aec0c3762a01c8")
        let ticket = TicketNumber(HashNumber(of: prefix + "('P-001', 1)"))
        #expect(ticket.text() == "0.47984099597162850755160108182208016079038556909233558960560175772165762576478")
        #expect(ticket.next().text() == "0.59387139607447479258891864710448928539439262827146117874821431601455034908739")
    }

    @Test func samplesWithoutReplacement() throws {
        let draws = ConsistentSampler.sample(seed: Self.seed, manifest: try Self.manifest(), size: 8, withReplacement: false)
        #expect(
            draws.map(Self.text) == [
                "P-002 2 0.140525344990104188", "P-001 2 0.181597197031472549", "P-001 4 0.237510822255205834",
                "P-003 4 0.306507652854888135", "P-002 1 0.417868456115656696", "P-002 3 0.465600689951925936",
                "P-001 1 0.479840995971628507", "P-003 3 0.538087055655549586",
            ])
    }

    @Test func samplesWithReplacement() throws {
        let draws = ConsistentSampler.sample(seed: Self.seed, manifest: try Self.manifest(), size: 6, withReplacement: true)
        #expect(draws.suffix(2).map(Self.text) == ["P-003 4 0.320139507676527104", "P-003 4 0.340435540453162117"])
        #expect(draws.map(\.generation) == [1, 1, 1, 1, 2, 3])
        let many = ConsistentSampler.sample(seed: Self.seed, manifest: try Self.manifest(), size: 100, withReplacement: true)
        #expect(many.count == 100 && many.prefix(6).elementsEqual(draws))
    }

    @Test func smallerSampleIsTheBeginningOfALargerOne() throws {
        let manifest = try BallotManifest((1...40).map { .init(name: "B\($0)", ballots: 100) })
        let all = ConsistentSampler.sample(seed: "7", manifest: manifest, size: 4000, withReplacement: false)
        #expect(Set(all.map { "\($0.batch) \($0.position)" }).count == 4000)
        for size in [0, 1, 600, 1500] {
            let some = ConsistentSampler.sample(seed: "7", manifest: manifest, size: size, withReplacement: false)
            #expect(some.elementsEqual(all.prefix(size)))
        }
    }

    @Test func leadingDigitsOrderAsAllDigitsDo() {
        for number in 0..<500 {
            let hash = HashNumber(of: "\(number)")
            let digits = TicketNumber(hash).digits.prefix(18).reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
            #expect(TicketNumber.leadingDigits(hash) == digits)
        }
    }

    @Test(arguments: [
        ("P-001", "'P-001'"), ("it's", #""it's""#), (#"a"b"#, #"'a"b'"#), (#"'""#, #"'\'"'"#), (#"a\b"#, #"'a\\b'"#),
        ("a\nb\u{7F}", #"'a\nb\x7f'"#), ("é", "'é'"), ("\u{A0}\u{200B}\u{E0001}", #"'\xa0\u200b\U000e0001'"#),
    ])
    func idsAreWrittenAsPythonDoes(text: String, expected: String) {
        #expect(PythonText.quoted(text) == expected)
    }

    @Test func starkSampler() {
        #expect(
            StarkSampler.items(seed: "12345678901234567890", population: 1_000_000, size: 5)
                == [729_426, 940_921, 282_929, 264_056, 191_438])
    }

    @Test func batchesInProportionToTheirBounds() throws {
        let bounds = ["6/5", "19/20", "1/3"].compactMap(Quotient.init(parsing:))
        #expect(try StarkSampler.Batches(bounds: bounds).indices(seed: "12345678901234567890", size: 4) == [0, 1, 1, 1])
    }

    @Test func longCommonDenominatorsAreRefused() {
        let bounds = (0..<60).map { Quotient(1, (BigUInt(1) << 90) + BigUInt($0 * $0 + 3 * $0 + 1)) }
        #expect(throws: InputError.self) { try StarkSampler.Batches(bounds: bounds) }
    }
}
