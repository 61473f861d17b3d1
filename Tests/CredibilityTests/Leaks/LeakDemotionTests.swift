import Daylight
import Testing

@testable import Credibility

@Suite struct LeakDemotionTests {
    private static func after(_ days: Int64, _ seconds: Int64 = 0) -> Timestamp {
        Timestamp(seconds: LeakSample.now.seconds + days * 86_400 + seconds)
    }

    @Test("a demotion is decided by a person and ends after 14 days by itself")
    func term() throws {
        var leak = try LeakSample.leak()
        #expect(leak.demotion(at: LeakSample.now) == nil)
        try leak.demote(by: "ada", reason: "Nobody could verify it yet.", at: LeakSample.now)
        #expect(leak.demotion(at: LeakSample.now)?.by == "ada" && leak.guidance(at: LeakSample.now).contains(.demotionEnds))
        #expect(leak.demotion(at: Self.after(14, -1)) != nil && leak.demotion(at: Self.after(14)) == nil)
        #expect(throws: LeakRefusal.noDemotion) { try leak.liftDemotion(by: "bo", at: Self.after(14)) }
    }

    @Test("renewing it begins 14 days anew; lifting ends it at once")
    func renewing() throws {
        var leak = try LeakSample.leak()
        try leak.demote(by: "ada", reason: "Not yet.", at: LeakSample.now)
        try leak.demote(by: "bo", reason: "Still not.", at: Self.after(10))
        #expect(leak.demotions.map { $0.ended?.cause } == [.renewed, nil])
        #expect(leak.demotion(at: Self.after(20))?.by == "bo")
        try leak.liftDemotion(by: "cy", at: Self.after(20))
        #expect(leak.demotion(at: Self.after(20)) == nil && leak.demotions[1].ended?.cause == .lifted)
    }

    @Test("it ends with the assessment or the case, and what is assessed is not demoted as unverified")
    func assessment() throws {
        var leak = try LeakSample.leak(in: .assessing)
        try leak.demote(by: "ada", reason: "Not yet.", at: LeakSample.now)
        var other = leak
        try leak.conclude(by: "bo", reason: "Done.", at: Self.after(1))
        #expect(leak.demotions[0].ended == .init(cause: .assessed, by: "bo", at: Self.after(1)))
        #expect(throws: LeakRefusal.alreadyAssessed) { try leak.demote(by: "ada", reason: "Again.", at: Self.after(2)) }
        try other.close(by: "bo", reason: "End.", at: Self.after(1))
        #expect(other.demotions[0].ended?.cause == .closed)
        #expect(throws: LeakRefusal.malformed(InputError(field: "reason", expected: "a text", found: "nothing"))) {
            var fresh = try LeakSample.leak()
            try fresh.demote(by: "ada", reason: " ", at: LeakSample.now)
        }
    }
}
