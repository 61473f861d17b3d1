import Daylight

/// A draw of the sample.
public struct AuditDraw: Hashable, Sendable {
    public let paper: AuditPaper
    /// The ticket it was drawn with, for ballots.
    public let ticket: String?
    /// Which ticket of the ballot that was, counting from 1.
    public let generation: Int
    /// Where its batch stands in the manifest.
    let batch: Int

    /// The members `batch`, and for a ballot `position`, `ticket` and `draw`.
    var json: JSONValue {
        var object = paper.json
        if let ticket {
            object["ticket"] = .string(ticket)
            object["draw"] = .integer(generation)
        }
        return .object(object)
    }
}

/// Readings by contest: marks of a ballot or votes of a batch; `nil` when the paper was not found.
typealias Found = [[Int]]?

/// What is known of a paper that was drawn.
enum PaperState: Hashable, Sendable {
    case waiting
    case once(by: String, Found)
    /// Two people read different things.
    case differing(String, String)
    case settled(Found)
}

/// The sample so far: what was drawn in which round, and what was found.
struct AuditRounds: Sendable {
    let seed: String
    /// Draws in all at the end of each round.
    private(set) var sizes: [Int] = []
    private(set) var draws: [AuditDraw] = []
    private(set) var papers: [AuditPaper: PaperState] = [:]
    /// Papers that are not settled.
    private(set) var open = 0
    /// The risk of each contest after each measured round.
    var risks: [[Double]] = []
    /// The round in which each paper was drawn first, counting from 1.
    private(set) var firstRound: [AuditPaper: Int] = [:]
    /// Draws that are known already but belong to later rounds.
    private var ahead: ArraySlice<AuditDraw> = []

    init(seed: String) { self.seed = seed }

    /// Opens a round with so many draws in all.
    ///
    /// - Parameter lookAhead: draws that will be asked for later, made now to save hashing all ballots again.
    mutating func open(_ size: Int, lookAhead: Int, _ setup: AuditSetup) {
        let new = size - draws.count
        if ahead.count < new { ahead = setup.draws(seed: seed, size: max(size, min(lookAhead, setup.sizeLimit)))[draws.count...] }
        for draw in ahead.prefix(new) {
            draws.append(draw)
            guard firstRound.updateValue(firstRound[draw.paper] ?? sizes.count + 1, forKey: draw.paper) == nil else { continue }
            papers[draw.paper] = .waiting
            open += 1
        }
        ahead = ahead.dropFirst(new)
        sizes.append(size)
    }

    mutating func set(_ paper: AuditPaper, _ state: PaperState) {
        papers[paper] = state
        if case .settled = state { open -= 1 }
    }

    /// The smallest risk of each contest so far: one that was confirmed stays so.
    var best: [Double] {
        risks.dropFirst().reduce(risks.first ?? []) { best, risks in zip(best, risks).map { min($0, $1) } }
    }

    /// What was found on the paper of a draw.
    func found(_ draw: AuditDraw) -> Found {
        if case .settled(let found)? = papers[draw.paper] { found } else { nil }
    }

    /// The draws of a round, counting from 1.
    func draws(of round: Int) -> ArraySlice<AuditDraw> {
        draws[(round > 1 ? sizes[round - 2] : 0)..<sizes[round - 1]]
    }
}

extension AuditSetup {
    /// Fewest digits of a seed: twenty throws of a die with ten sides.
    public static let seedDigits = 20

    /// The first draws that the seed determines.
    func draws(seed: String, size: Int) -> [AuditDraw] {
        if let bounds {
            // The bounds were tried out when they were read.
            let indices = (try? StarkSampler.Batches(bounds: bounds.quotients).indices(seed: seed, size: size)) ?? []
            return indices.map {
                AuditDraw(paper: AuditPaper(batch: manifest.batches[$0].name), ticket: nil, generation: 1, batch: $0)
            }
        }
        return ConsistentSampler.sample(
            seed: seed, manifest: manifest, size: size, withReplacement: method.withReplacement
        ).map { draw in
            AuditDraw(
                paper: AuditPaper(batch: draw.batch, position: draw.position), ticket: draw.ticket,
                generation: draw.generation, batch: places[draw.batch] ?? 0)
        }
    }
}
