import Daylight
import Synchronization

/// A clock that stands still until a test moves it.
final class TestClock: Sendable {
    static let start = Timestamp(seconds: 1_795_420_800)

    private let time = Mutex(TestClock.start)

    var now: Timestamp { time.withLock { $0 } }

    func advance(seconds: Int64) { time.withLock { $0.milliseconds += seconds * 1000 } }
}
