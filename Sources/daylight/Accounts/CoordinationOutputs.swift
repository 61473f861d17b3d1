import Authenticity
import Daylight
import Glibc
import Server

/// The files a run writes: opened before the work, and given their names when all of them are complete.
struct CoordinationOutputs {
    private typealias Write = (CoordinationNetwork, SpeedSubset?, OutputFile) throws -> Void

    private var files: [(file: OutputFile, write: Write)] = []

    /// - Throws: ``Failure`` (73) naming the first file that cannot be made.
    init(_ command: CoordinationCommand) throws {
        try add(command.edges) { network, _, file in try network.writeEdges(to: file.write) }
        try add(command.pairs) { network, _, file in try network.writePairs(to: file.write) }
        try add(command.flagged) { network, _, file in try network.writeFlagged(to: file.write) }
        try add(command.speed) { network, subset, file in
            if let subset { try network.writeSpeed(subset, to: file.write) }
        }
        try add(command.groups) { network, _, file in
            try Array((CanonicalJSON.line(network.groupsJSON) + "\n").utf8).withUnsafeBytes(file.write)
        }
    }

    private mutating func add(_ path: String?, _ write: @escaping Write) throws {
        guard let path else { return }
        files.append((try OutputFile(path), write))
    }

    /// Draws two pictures for each group.
    mutating func draw(_ network: CoordinationNetwork, in folder: String) async throws {
        guard !network.clusters.isEmpty else { return }
        guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
            throw Failure(.cannotCreateOutput, "\(folder): \(systemMessage())")
        }
        for cluster in network.clusters {
            let picture = try EvidencePictures(cluster.json)
            let (drawn, timeline) = (await picture.network(), picture.timeline())
            try add("\(folder)/\(cluster.name)-network.svg") { _, _, file in try drawn.withUnsafeBytes(file.write) }
            try add("\(folder)/\(cluster.name)-timeline.svg") { _, _, file in try timeline.withUnsafeBytes(file.write) }
        }
    }

    func write(_ network: CoordinationNetwork, _ subset: SpeedSubset?) throws {
        for (file, write) in files { try write(network, subset, file) }
        for (file, _) in files { try file.publish() }
    }
}
