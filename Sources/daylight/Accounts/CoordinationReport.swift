import Authenticity
import Daylight

/// What a run found, as text for people.
struct CoordinationReport {
    private static let edgeLimit = 6
    private static let memberLimit = 12
    private static let objectLimit = 4

    private let network: CoordinationNetwork
    private let subset: SpeedSubset?

    init(_ network: CoordinationNetwork, _ subset: SpeedSubset? = nil) {
        self.network = network
        self.subset = subset
    }

    var text: String {
        let counts = network.counts
        var lines = [
            "\(counts.rows) shares read; \(counts.repeats) exact repeats.",
            "\(counts.pairs) pairs of shares of one object within \(window) s, on \(counts.edges) edges between \(counts.accounts) accounts.",
        ]
        if let threshold = network.threshold {
            lines.append(
                "\(network.edgesOverThreshold) edges weigh more than the \(network.parameters.edgeQuantile) quantile, \(threshold)."
            )
        }
        if let subset {
            lines.append(
                "Within \(Double(subset.windowMilliseconds) / 1000) s: \(subset.markedPairs) pairs on \(subset.edgeCount) edges, "
                    + "\(subset.edgesOverThreshold) of them over their own threshold.")
        }
        if network.parameters.semantics == .daylight { lines += findings }
        return lines.joined(separator: "\n") + "\n"
    }

    private var window: String { "\(Double(network.parameters.windowMilliseconds) / 1000)" }

    private var findings: [String] {
        var lines: [String] = []
        if network.declaredEdgeCount > 0 {
            lines.append("\(network.declaredEdgeCount) edges that chance does not explain are explained by a declared group.")
        }
        guard !network.clusters.isEmpty else { return lines + ["Nothing here is beyond chance."] }
        lines.append("")
        lines.append("\(network.clusters.count) groups are beyond chance, strongest first:")
        for cluster in network.clusters { lines += describe(cluster) }
        lines.append("")
        lines.append("These are proposals. Write the evidence with --groups groups.json; anyone can check it with")
        lines.append("daylight accounts evidence verify groups.json FILE")
        return lines
    }

    private func describe(_ cluster: Cluster) -> [String] {
        var lines = ["", "\(cluster.name)  \(cluster.text)"]
        let shown = cluster.members.prefix(Self.memberLimit).map(\.account).joined(separator: ", ")
        let more = cluster.members.count - Self.memberLimit
        lines.append("  accounts     " + shown + (more > 0 ? " and \(more) more" : ""))
        for edge in cluster.edges.sorted(by: { $0.probability < $1.probability }).prefix(Self.edgeLimit) {
            lines.append(
                "  \(edge.first) – \(edge.second): \(edge.distinctObjects) objects, \(Self.rounded(edge.expected)) expected, "
                    + "p \(edge.probability.text), synchrony \(Self.rounded(edge.synchrony)), median delay \(Double(edge.medianDeltaMilliseconds) / 1000) s"
            )
        }
        if cluster.edges.count > Self.edgeLimit { lines.append("  … and \(cluster.edges.count - Self.edgeLimit) more edges") }
        if let probability = cluster.permutationProbability, let permutations = network.parameters.permutations {
            lines.append("  shuffled     p \(Self.rounded(probability)) from \(permutations.count) shuffles of times")
        }
        return lines + together(cluster) + innocent(cluster.innocent) + cluster.counterEvidence.map { "  against it   \($0)" }
    }

    /// The first things the group shared together, and within how many seconds.
    private func together(_ cluster: Cluster) -> [String] {
        let lines = cluster.timeline.prefix(Self.objectLimit).map { object in
            let span = Double(object.shares.map(\.afterFirstMilliseconds).max() ?? 0) / 1000
            let start = object.shares.first.map { $0.time.description } ?? ""
            return
                "  together     \(object.object) by \(Set(object.shares.map(\.account)).count) accounts within \(span) s from \(start)"
        }
        let more = cluster.timeline.count + cluster.timelineOmitted - lines.count
        return lines + (more > 0 ? ["  … and \(more) more objects"] : [])
    }

    private func innocent(_ innocent: Cluster.Innocent) -> [String] {
        [
            "  innocent?    declared group: \(innocent.isDeclaredPublisherGroup ? "yes" : "no"); "
                + "one event day: \(innocent.isEventDay ? "yes" : "no"); "
                + "widely shared objects: \(Self.rounded(100 * innocent.viralObjectShare)) %; "
                + "posted at :00 seconds: \(Self.rounded(100 * innocent.wholeMinuteShare)) %; "
                + "like fans: \(innocent.isLikeFandom ? "yes" : "no") (median synchrony \(Self.rounded(innocent.medianSynchrony)))"
        ]
            + (innocent.areTimesWholeMinutes
                ? ["               every time is a whole minute: a window below 60 s means nothing here"] : [])
    }

    private static func rounded(_ value: Double) -> String {
        let scale = value != 0 && abs(value) < 0.1 ? 10_000.0 : 100.0
        return "\((value * scale).rounded() / scale)"
    }
}
