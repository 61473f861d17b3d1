import Daylight
import Exposure
import Glibc

/// The two halves of a served feed's record in one folder: `served.json`, which may be published, and `opening.json`, which
/// holds the posts and stays private.
struct FeedRecordFolder {
    let served: String
    let opening: String
    private let folder: String

    init(_ folder: String) {
        self.folder = folder
        served = "\(folder)/served.json"
        opening = "\(folder)/opening.json"
    }

    /// Writes both; the published half last, so that it never stands alone.
    func write(_ ranking: FeedFiles.Ranking) throws {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw Failure(.cannotCreateOutput, "\(folder): \(systemMessage())").exit()
        }
        var random = SystemRandomNumberGenerator()
        let salt = (0..<OpenedFeed.saltByteCount).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        do {
            let places = ranking.ranked.places
            let record = try ServedFeed(
                places, at: ranking.ranked.now, policy: (ranking.ranked.policy.version, ranking.policy),
                candidates: ranking.candidates, noProfiling: ranking.noProfiling, salt: salt)
            let opened = OpenedFeed(salt: salt, candidates: ranking.candidates, order: places)
            try write(opened.json, to: opening, mode: 0o600)
            try write(record.json, to: served, mode: 0o644)
        } catch let error as InputError {
            throw Failure(.malformedInput, error.description).exit()
        } catch let failure as Failure {
            throw failure.exit()
        }
    }

    private func write(_ object: JSONObject, to path: String, mode: mode_t) throws {
        let output = try OutputFile(path, mode: mode)
        try (CanonicalJSON.lineBytes(.object(object)) + [0x0A]).withUnsafeBytes { try output.write($0) }
        try output.publish()
    }
}
