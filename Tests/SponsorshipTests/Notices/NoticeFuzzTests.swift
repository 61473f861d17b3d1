import Daylight
import Sponsorship
import Testing

/// Hostile notices, contexts and imports: nothing traps, and a notice is a value exactly when nothing blocks it.
///
/// `DAYLIGHT_FUZZ=5000000` in the environment runs that many executions; a test run does fewer.
@Suite struct NoticeFuzzTests {
    private static let values: [JSONValue] = [
        .null, true, false, 0, -1, 1, .number(JSONNumber(spelling: "1e999")),
        .number(JSONNumber(spelling: "9223372036854775808")),
        "", " ", "none", "x", "2026-02-30", "9999-12-31", "2026-01-01", "https://", "https://a.example:99999999/", "a@b.c",
        .string(String(repeating: "é", count: 501)), "\u{0}", [], [.null], ["x", "x"], [:], ["amount": "1", "currency": "SEK"],
        ["start": "0001-01-01", "end": "9999-12-31"], NoticeSamples.sponsor, NoticeSamples.techniques,
    ]

    /// The value with one member somewhere in it taken out, replaced, renamed or doubled in a list.
    private func mutated(_ value: JSONValue, _ random: inout SeededGenerator) -> JSONValue {
        switch value {
        case .object(let object) where !object.members.isEmpty && Int.random(in: 0..<8, using: &random) > 0:
            var object = object
            let member = object.members.randomElement(using: &random)!
            switch Int.random(in: 0..<6, using: &random) {
            case 0: object[member.name] = nil
            case 1: object[member.name + "x"] = member.value
            case 2: object[member.name] = Self.values.randomElement(using: &random)!
            default: object[member.name] = mutated(member.value, &random)
            }
            return .object(object)
        case .array(var list) where !list.isEmpty && Int.random(in: 0..<8, using: &random) > 0:
            let index = Int.random(in: 0..<list.count, using: &random)
            if Bool.random(using: &random) { list.append(list[index]) }
            list[index] = mutated(list[index], &random)
            return .array(list)
        default: return Self.values.randomElement(using: &random)!
        }
    }

    @Test func aNoticeIsAValueExactlyWhenNothingBlocksIt() throws {
        var random = SeededGenerator(seed: 14)
        let seeds = NoticeRulesTests.good.map { JSONValue.object(NoticeSamples.notice($0.changes)) }
        let context = NoticeContext(
            now: Timestamp(iso8601: "2030-01-01T00:00:00Z"), repositoryHosts: ["a.example"],
            publications: [.init(firstAt: Timestamp(seconds: 0), lastAt: nil)])
        for _ in 0..<(Fuzzing.count / 10) {
            var value = seeds.randomElement(using: &random)!
            for _ in 0..<Int.random(in: 1...4, using: &random) { value = mutated(value, &random) }
            guard let object = value.objectValue else { continue }
            let review = NoticeReview(object, context: context)
            let isBlocked = review.findings.contains { $0.effect == .block }
            #expect((review.notice == nil) == isBlocked, "\(CanonicalJSON.line(value))")
            #expect(Set(review.findings.map { "\($0.rule) \($0.field)" }).count == review.findings.count)
            #expect(review.findings.allSatisfy { !$0.message.isEmpty })
            guard let notice = review.notice else { continue }
            let again = NoticeReview(notice.json, context: context)
            #expect(again.notice == notice, "\(CanonicalJSON.line(value))")
            #expect(again.notice?.contentHash == notice.contentHash)
        }
    }

    @Test func contextsAndImportsAreReadOrRefused() throws {
        var random = SeededGenerator(seed: 15)
        let context: JSONValue = [
            "now": "2026-01-01T00:00:00Z", "zone": "Europe/Paris", "repositoryHosts": ["a.example"],
            "publications": [["firstAt": "2026-01-01T00:00:00Z"]], "delivery": ["eligible": 5, "addressed": 2, "jsd": 0],
        ]
        let meta: JSONValue = [
            [
                "id": "1", "currency": "SEK", "spend": ["lower_bound": "1", "upper_bound": "2"],
                "impressions": ["lower_bound": "1"], "target_locations": [["name": "x"]],
            ]
        ]
        let theirs: JSONValue = [
            "schema": "openttpa.transparency_notice.v1", "campaign": ["id": "c"],
            "transparency_notice": ["sponsor": ["name": "x"], "amounts": ["message_amount": 1], "targeting": ["used": true]],
        ]
        for _ in 0..<(Fuzzing.count / 10) {
            if let object = mutated(context, &random).objectValue { _ = try? NoticeContext(object) }
            _ = try? MetaArchive.read(mutated(meta, &random))
            if let object = mutated(theirs, &random).objectValue { _ = try? OpenTTPADraft(object) }
        }
    }

    @Test func tablesOfAnyBytesAreReadOrRefused() {
        var random = SeededGenerator(seed: 16)
        let seed = Array("ad_id,impressions,spend_range_min_eur,spend_range_max_eur\n\"1\",10k-100k,1,\n2,≤ 10k,1,2\r\n".utf8)
        for _ in 0..<(Fuzzing.count / 10) {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] =
                    Bool.random(using: &random)
                    ? UInt8.random(in: 0...255, using: &random) : Array("\",\n\r".utf8).randomElement(using: &random)!
            }
            if let result = try? GoogleArchive.read(bytes) { #expect(result.ads.count + result.rejected.count <= bytes.count) }
            _ = NoticeReview(JSONObject())
            _ = try? NoticeWords(parsing: String(decoding: bytes, as: UTF8.self))
            _ = SecureLink(String(decoding: bytes, as: UTF8.self))
            _ = ShortCode(String(decoding: bytes.prefix(8), as: UTF8.self))
        }
    }
}
