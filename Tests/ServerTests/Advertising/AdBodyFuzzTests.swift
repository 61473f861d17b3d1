import Daylight
import Glibc
import Sponsorship
import Testing

@testable import Server

/// What programs send about ads, with any of its values replaced: read and measured, or refused with the member; nothing traps.
///
/// `DAYLIGHT_FUZZ=1000000` in the environment runs that many; a test run does fewer.
@Suite struct AdBodyFuzzTests {
    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 2_000

    private static let values: [JSONValue] = [
        .null, true, "", " ", "x", "\u{0}", "9999-12-31", "0001-01-01", "2026-02-30", "https://", "https://x.example/", "-1",
        "1e9",
        "99999999999999999999999999.99", "0.001", 0, -1, 1, 500, .integer(Int64.max), .integer(Int64.min), .integer(1 << 53),
        .real(0.1),
        .real(1e308), .real(-0.0), .real(.leastNonzeroMagnitude), [], [[]], [0, 0], .object([:]), "Kustpartiet", "rated.example",
        "EUR", "SE",
    ]

    /// The value with one of its leaves, or a whole part of it, replaced.
    private static func changed(_ value: JSONValue, _ random: inout some RandomNumberGenerator) -> JSONValue {
        guard Int.random(in: 0..<5, using: &random) > 0 else { return values.randomElement(using: &random)! }
        switch value {
        case .array(var elements) where !elements.isEmpty:
            let index = Int.random(in: elements.indices, using: &random)
            elements[index] = changed(elements[index], &random)
            return .array(elements)
        case .object(var object) where !object.members.isEmpty:
            let member = object.members.randomElement(using: &random)!
            object[member.name] = changed(member.value, &random)
            return .object(object)
        default: return values.randomElement(using: &random)!
        }
    }

    private func run(_ body: JSONValue, _ read: (JSONValue) throws -> Void) {
        var random = SplitMix64(seed: 2026)
        var (read_, refused) = (0, 0)
        for _ in 0..<Self.executions {
            var value = body
            for _ in 0...Int.random(in: 0..<3, using: &random) { value = Self.changed(value, &random) }
            do {
                try read(value)
                read_ += 1
            } catch {
                #expect(error is InputError, "\(error)")
                refused += 1
            }
        }
        #expect(read_ > 0 && refused > Self.executions / 4)
    }

    @Test func deliveries() async throws {
        let site = try await TestSite()
        try await site.advertise()
        let published = try #require(try await site.site.notices.notice(NoticeSample.code))
        run(AdFindingTests.delivery(AdFindingTests.tailored)) { value in
            let report = try DeliveryReport(value)
            _ = try DeliveryReview(report, of: published)
            _ = report.published
            #expect(try DeliveryReport(report.json) == report)
        }
    }

    @Test func pledges() {
        run(PledgeTests.pledge) { value in
            let pledge = try Pledge(value)
            #expect(try Pledge(pledge.json) == pledge)
        }
    }

    @Test func declarations() {
        run(.object(DutySample.declaration)) { value in
            guard let object = value.objectValue else { throw InputError(expected: "an object", found: value.kind) }
            let declaration = try Declaration(object)
            #expect(try Declaration(declaration.json) == declaration)
        }
    }

    @Test func money() {
        run(MoneySample.file) { value in
            let file = try MoneyFile(Array(CanonicalJSON.line(value).utf8), suffixes: .wellKnown)
            #expect(try file.answer().json.objectValue != nil)
        }
    }
}
