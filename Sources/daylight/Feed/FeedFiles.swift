import Daylight
import Exposure

/// The two files of a ranking: the policy and the candidates.
struct FeedFiles {
    let policy: String
    let candidates: String
    let json: Bool

    /// A ranking with the documents that it was made from.
    struct Ranking {
        let policy: JSONValue
        let candidates: JSONValue
        let noProfiling: Bool
        let ranked: RankedFeed
    }

    /// Reads both and ranks.
    ///
    /// - Throws: exit 65 or 66 after the error document.
    func ranked(noProfiling: Bool) throws -> Ranking {
        let (policyValue, whole) = try readPolicy()
        let used = noProfiling ? whole.withoutProfiling : whole
        return try JudgedFile(path: candidates, json: json).read(limit: FeedCandidates.limits.bytes) { bytes in
            let value = try JSONParser.parse(bytes, limits: FeedCandidates.limits)
            let ranked = RankedFeed(try FeedCandidates(value, for: used), by: used)
            return Ranking(policy: policyValue, candidates: value, noProfiling: noProfiling, ranked: ranked)
        }
    }

    /// The policy as it stands in its file, and read.
    func readPolicy() throws -> (JSONValue, RankingPolicy) {
        try JudgedFile(path: policy, json: json).read(limit: RankingPolicy.limits.bytes) { bytes in
            let value = try JSONParser.parse(bytes, limits: RankingPolicy.limits)
            return (value, try RankingPolicy(value))
        }
    }
}
