import Synchronization

/// Counts of what the server did, for `/metrics`.
final class Metrics: Sendable {
    private struct Key: Hashable, Comparable {
        var method: String
        var route: String
        var status: Int

        static func < (left: Key, right: Key) -> Bool {
            (left.route, left.method, left.status) < (right.route, right.method, right.status)
        }
    }

    /// Upper bounds of the latency histogram, in seconds.
    static let bounds: [Double] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private struct Histogram {
        var counts = [Int](repeating: 0, count: Metrics.bounds.count + 1)
        var sum = 0.0

        mutating func add(_ seconds: Double) {
            let place = Metrics.bounds.firstIndex { seconds <= $0 } ?? Metrics.bounds.count
            counts[place] += 1
            sum += seconds
        }
    }

    private struct State {
        var requests: [Key: Int] = [:]
        var durations: [String: Histogram] = [:]
        var inFlight = 0
    }

    private let state = Mutex(State())

    func begin() { state.withLock { $0.inFlight += 1 } }
    func end() { state.withLock { $0.inFlight -= 1 } }

    /// - Parameter route: the template, so that the number of series stays bounded.
    func count(method: String, route: String, status: Int, duration: Duration) {
        // A method is text from outside; anything but the usual ones counts as one series.
        let method = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"].contains(method) ? method : "OTHER"
        state.withLock {
            $0.requests[Key(method: method, route: route, status: status), default: 0] += 1
            $0.durations[route, default: Histogram()].add(duration.inSeconds)
        }
    }

    /// A value measured at the moment of the scrape.
    struct Gauge {
        var name: String
        var help: String
        var value: Double
    }

    /// The Prometheus text format, version 0.0.4.
    func text(gauges: [Gauge]) -> String {
        let (requests, durations, inFlight) = state.withLock { ($0.requests, $0.durations, $0.inFlight) }
        var text = "# HELP daylight_http_requests_total Requests answered.\n# TYPE daylight_http_requests_total counter\n"
        for (key, count) in requests.sorted(by: { $0.key < $1.key }) {
            let labels = "method=\"\(key.method)\",route=\"\(key.route)\",status=\"\(key.status)\""
            text += "daylight_http_requests_total{\(labels)} \(count)\n"
        }
        text += "# HELP daylight_http_request_seconds Time to answer.\n# TYPE daylight_http_request_seconds histogram\n"
        for (route, histogram) in durations.sorted(by: { $0.key < $1.key }) { text += Self.lines(of: histogram, route: route) }
        let busy = Gauge(
            name: "daylight_http_requests_in_flight", help: "Requests being answered.", value: Double(inFlight))
        for gauge in [busy] + gauges {
            text += "# HELP \(gauge.name) \(gauge.help)\n# TYPE \(gauge.name) gauge\n\(gauge.name) \(gauge.value)\n"
        }
        return text
    }

    private static func lines(of histogram: Histogram, route: String) -> String {
        var text = ""
        var total = 0
        for (bound, count) in zip(bounds.map { "\($0)" } + ["+Inf"], histogram.counts) {
            total += count
            text += "daylight_http_request_seconds_bucket{route=\"\(route)\",le=\"\(bound)\"} \(total)\n"
        }
        text += "daylight_http_request_seconds_sum{route=\"\(route)\"} \(histogram.sum)\n"
        return text + "daylight_http_request_seconds_count{route=\"\(route)\"} \(total)\n"
    }
}
