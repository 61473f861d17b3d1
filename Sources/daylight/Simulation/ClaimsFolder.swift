import Credibility
import Daylight
import Pictures
import Simulation

/// The files of the folder `claims` of a simulated election.
enum ClaimsFolder {
    static func files(_ simulation: ClaimsSimulation) throws -> [(path: String, bytes: [UInt8])] {
        let feeds = try simulation.feeds.feeds.flatMap { try RecordedFeed($0, policy: simulation.feeds.policy).files }
        let policy = CanonicalJSON.lineBytes(simulation.feeds.policy) + [0x0A]
        let parts: [(folder: String, files: [(path: String, bytes: [UInt8])])] = [
            ("notes", simulation.notes.files), ("checks", simulation.checks.files), ("texts", simulation.texts.files),
            ("pictures", simulation.pictures.files + [("known.tsv", try knownPictures(simulation.pictures))]),
            ("mails", try SignedLeak(simulation.leak).files), ("feeds", [("policy.json", policy)] + feeds),
        ]
        let truth = CanonicalJSON.lineBytes(simulation.truthJSON) + [0x0A]
        return parts.flatMap { part in part.files.map { ("\(part.folder)/\($0.path)", $0.bytes) } } + [("truth.json", truth)]
    }

    /// The table that `daylight claims image match` reads with `--corpus`.
    static func knownPictures(_ pictures: SimulatedPictures) throws -> [UInt8] {
        var lines = ["id\thash\tquality"]
        for (file, bytes) in pictures.originals {
            let picture = PDQ(try PictureFile.raster(decoding: bytes))
            lines.append("\(file)\t\(picture.hash)\t\(picture.quality)")
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }
}
