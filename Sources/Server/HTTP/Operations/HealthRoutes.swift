import Daylight
import EvidenceLog
import HTTPTypes
import Logging
import Storage

/// For the operator's machinery.
struct HealthRoutes: Sendable {
    let site: Site

    /// A statement that waits longer than this for the log makes the server unhealthy, in seconds.
    private static let patience: Int64 = 60

    var routes: [Route] {
        [
            Route(.get, "/health/live", access: .everyone) { _ in .json(["status": "live"], caching: .never) },
            Route(.get, "/health/ready", access: .everyone, handle: ready),
            Route(.get, "/health", access: .everyone, handle: health),
            Route(.get, "/metrics", access: .everyone, handle: metrics),
        ]
    }

    private func ready(_ call: Call) async throws -> Reply {
        do {
            try await site.store.ping()
            return .json(["status": "ready"], caching: .never)
        } catch {
            return storeIsSilent("not ready", error, call)
        }
    }

    /// 503 when the store does not answer, or when statements wait for a log that does not take them. What a person should
    /// look at although everything goes on is a warning.
    private func health(_ call: Call) async throws -> Reply {
        do {
            try await site.store.ping()
            let pending = try await site.store.pendingStatements()
            let age = pending.map { call.now.seconds - $0.created.seconds }.max() ?? 0
            let isStale = age > Self.patience
            return .json(
                [
                    "status": isStale ? "log does not follow" : "healthy", "store": "answers",
                    "log": [
                        "size": .integer(site.observatory.log.checkpoint().size), "pending": .integer(pending.count),
                        "oldestPendingSeconds": .integer(max(0, age)),
                    ], "warnings": .array(site.observatory.log.witnessRefusals().map(\.json)),
                ], status: isStale ? .serviceUnavailable : .ok, caching: .never)
        } catch {
            return storeIsSilent("store does not answer", error, call)
        }
    }

    /// The reason goes to the operator's log only: it may name hosts and people.
    private func storeIsSilent(_ status: String, _ error: any Error, _ call: Call) -> Reply {
        site.logger.error("store", metadata: ["request": "\(call.requestID)", "error": "\(error)"])
        return .json(
            ["status": .string(status), "store": "does not answer", "requestId": .string(call.requestID)],
            status: .serviceUnavailable, caching: .never)
    }

    private func metrics(_ call: Call) async throws -> Reply {
        let datasets = try await site.store.datasets()
        let gauges = [
            Metrics.Gauge(
                name: "daylight_log_size", help: "Entries in the evidence log.",
                value: Double(site.observatory.log.checkpoint().size)),
            Metrics.Gauge(
                name: "daylight_statements_pending", help: "Statements waiting for the log.",
                value: Double(try await site.store.pendingStatements().count)),
            Metrics.Gauge(name: "daylight_datasets", help: "Data sets imported.", value: Double(datasets.count)),
            Metrics.Gauge(
                name: "daylight_shares", help: "Shares imported.", value: Double(datasets.reduce(0) { $0 + $1.rows })),
        ]
        return .text(site.metrics.text(gauges: gauges), type: "text/plain; version=0.0.4; charset=utf-8", caching: .never)
    }
}

extension WitnessRefusal {
    /// Its name and what is the matter. What the witness said is a text from outside, and goes to the operator's log only.
    fileprivate var json: JSONValue {
        ["warning": isConflict ? "witness-saw-another-history" : "witness-refuses", "witness": .string(witness)]
    }
}
