import Daylight
import Testing

@testable import Server

@Suite struct RateLimiterTests {
    private let policy = RateLimit(name: "test", quota: 3, window: 30)

    @Test("a burst of the quota is allowed, the next request is not")
    func burst() {
        let limiter = RateLimiter(policy)
        let standings = (0..<4).map { _ in limiter.take("a", now: TestClock.start) }
        #expect(standings.map(\.isAllowed) == [true, true, true, false])
        #expect(standings.map(\.remaining) == [2, 1, 0, 0])
        #expect(standings[3].reset == 10)
    }

    @Test("one client's requests do not count for another")
    func separate() {
        let limiter = RateLimiter(policy)
        for _ in 0..<4 { _ = limiter.take("a", now: TestClock.start) }
        #expect(limiter.take("b", now: TestClock.start).isAllowed)
    }

    @Test("after the time named in reset one more request is allowed")
    func refill() {
        let limiter = RateLimiter(policy)
        var now = TestClock.start
        for _ in 0..<3 { _ = limiter.take("a", now: now) }
        let refused = limiter.take("a", now: now)
        now.milliseconds += Int64(refused.reset) * 1000
        #expect(limiter.take("a", now: now).isAllowed)
        #expect(!limiter.take("a", now: now).isAllowed)
    }

    @Test("a clock that goes backwards gives nothing away")
    func backwards() {
        let limiter = RateLimiter(policy)
        for _ in 0..<3 { _ = limiter.take("a", now: TestClock.start) }
        #expect(!limiter.take("a", now: Timestamp(milliseconds: 0)).isAllowed)
        #expect(!limiter.take("a", now: TestClock.start).isAllowed)
    }

    @Test("in any long run no client gets more than the quota and the refill")
    func property() {
        for seed in UInt64(1)...20 {
            var random = SplitMix64(seed: seed)
            let limiter = RateLimiter(policy)
            var now = TestClock.start
            var allowed = 0
            for _ in 0..<500 {
                now.milliseconds += Int64.random(in: 0...4000, using: &random)
                if limiter.take("a", now: now).isAllowed { allowed += 1 }
            }
            let seconds = Double(now.milliseconds - TestClock.start.milliseconds) / 1000
            #expect(Double(allowed) <= 3 + seconds / 10 + 1e-6, "seed \(seed)")
        }
    }

    @Test("a flood of addresses does not make the table grow beyond its bound")
    func bounded() {
        let limiter = RateLimiter(policy, bucketLimit: 10)
        for number in 0..<1000 {
            _ = limiter.take("client \(number)", now: Timestamp(seconds: TestClock.start.seconds + Int64(number)))
        }
        #expect(limiter.bucketCount <= 10)
    }

    @Test("the fields follow the draft of the IETF")
    func fields() {
        let standing = RateLimiter(policy).take("a", now: TestClock.start)
        #expect(standing.policy.header == "\"test\";q=3;w=30")
        #expect(standing.header == "\"test\";r=2;t=10")
    }
}
