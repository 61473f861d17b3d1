import Daylight
import Sponsorship
import Testing

/// Whatever comes, the parsers answer: with a value that holds together, or with an error.
@Suite struct SupplyChainFuzzTests {
    private static let pieces: [String] = [
        "\n", "\r", "\r\n", ",", ";", "#", "=", "%", "%2C", "%E9", " ", "\t", "\u{A0}", "\u{2003}", "\u{FEFF}", "\0", "\u{85}",
        "DIRECT",
        "reseller", "a.example", "Å.example", "OWNERDOMAIN=", "MANAGERDOMAIN=m.example,se", "!", "1.0,1", "{", "}", "[", "]",
        "\"", ":",
        "\\u00e4", "\\", "\"sellers\":[", "\"seller_id\":", "1", "0.5", "null", "é", "placeholder",
    ]

    private static func mutated(_ seed: String, _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(seed.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...9, using: &random)))
            case 1 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 2:
                let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
                bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
            default: bytes.insert(contentsOf: pieces.randomElement(using: &random)!.utf8, at: place)
            }
        }
        return bytes
    }

    @Test func everyLineOfAnAdsTxtIsAccountedFor() throws {
        var random = SeededGenerator(seed: 21)
        for _ in 0..<Fuzzing.count {
            let bytes = Self.mutated(
                "a.example,1,DIRECT,abcdef012\nOWNERDOMAIN=o.example\nb.example,x%2Cy,RESELLER # c\n", &random)
            let file = try AdsTxt(parsing: bytes)
            let lines = 1 + bytes.count { $0 == 0x0A || $0 == 0x0D }
            let taken = file.records.map(\.line) + file.variables.map(\.line)
            #expect(Set(taken).count == taken.count && Set(taken).isDisjoint(with: file.rejected.map(\.line)))
            #expect((taken + file.rejected.map(\.line) + file.warnings.map(\.line)).allSatisfy { $0 <= lines })
            #expect(
                file.records.allSatisfy {
                    file.relationships(of: $0.id, at: $0.domain).contains($0.relationship == .direct ? .direct : .reseller)
                })
        }
    }

    @Test func aChainThatIsReadIsWrittenAndReadAgain() {
        var random = SeededGenerator(seed: 22)
        for _ in 0..<Fuzzing.count {
            let bytes = Self.mutated("1.1,2!a.example,1,1!b.example,x%2Cy,0,r,N%20n,d.example", &random)
            guard let chain = try? SupplyChain(json: .string(String(decoding: bytes, as: UTF8.self))) else { continue }
            #expect((try? SupplyChain(json: .string(chain.text)))?.text == chain.text)
            #expect((try? SupplyChain(json: chain.json)) == chain)
        }
    }

    @Test func theStreamTakesNothingThatTheParserRefusesWithinASeller() {
        var random = SeededGenerator(seed: 23)
        let seed =
            #"{"version":"1.0","sellers":[{"seller_id":"1","seller_type":"BOTH","name":"N","domain":"a.example"},{"seller_id":2}]}"#
        for _ in 0..<Fuzzing.count {
            let bytes = Self.mutated(seed, &random)
            let streamed = try? SellersFile(parsing: bytes)
            guard let whole = try? SellersFile(json: JSONParser.parse(bytes, limits: .init(depth: 32))) else { continue }
            #expect(streamed.map { SellersFileTests.summary($0) } == SellersFileTests.summary(whole))
        }
    }

    @Test func theStreamTakesNothingThatTheParserRefusesWithinABuyer() {
        var random = SeededGenerator(seed: 25)
        for _ in 0..<Fuzzing.count {
            let bytes = Self.mutated(DemandChainTests.buyers, &random)
            let streamed = try? BuyersFile(parsing: bytes)
            guard let whole = try? BuyersFile(json: JSONParser.parse(bytes, limits: .init(depth: 32))) else { continue }
            #expect(streamed.map { DemandChainTests.summary($0) } == DemandChainTests.summary(whole))
        }
    }

    @Test func filesOfChainsAndMoneyNeverTrap() {
        var random = SeededGenerator(seed: 24)
        let chain =
            #"{"schain":"1.0,1!a.example,1!b.example,2","site":"s.example","boughtFrom":"b.example","adsTxt":"a.example,1,DIRECT","sellersJson":{"a.example":{"sellers":[]}},"inventoryPartnerDomain":"p.example","dchain":{"ver":"1.0","complete":1,"nodes":[{"asi":"d.example","bsid":"7"}]},"buyersJson":{"d.example":{"buyers":[{"buyer_id":"7","name":"N"}]}}}"#
        let money =
            #"{"currency":"EUR","advertisers":["p"],"payments":[{"from":"p","to":"x.example/1","amount":"9.99","evidence":"notice"}],"placements":[{"account":"x.example/1","site":"r.example","wins":99,"period":{"start":"2026-05-01","end":"2026-05-31"}}],"bids":[{"dchain":{"ver":"1.0","complete":1,"nodes":[{"asi":"d.example","bsid":"7"}]},"to":"x.example/1","amount":"1.5","period":{"start":"2026-05-01","end":"2026-05-31"}}],"buyersJson":{"d.example":{"buyers":[{"buyer_id":"7","name":"p"}]}},"lists":[]}"#
        for _ in 0..<Fuzzing.count / 4 {
            _ = try? SupplyChainFile(Self.mutated(chain, &random), suffixes: .wellKnown).answer()
            let file = try? MoneyFile(Self.mutated(money, &random), suffixes: .wellKnown)
            for period in [nil, MoneyTrail.Period("2026-05-10/2026-05-12")] { _ = try? file?.answer(in: period) }
        }
    }
}
