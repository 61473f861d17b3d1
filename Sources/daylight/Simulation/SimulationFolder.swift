import Glibc
import Simulation

/// A folder that gets the files of a simulated election.
struct SimulationFolder {
    let path: String

    /// Writes the traffic, in the folder `ads` the advertising, in `count` the count and in `claims` the claims: all files or
    /// none of those that were there keep standing.
    ///
    /// - Parameters:
    ///   - count: files of the count; none for a folder without one.
    ///   - claims: the same of the claims.
    /// - Throws: ``Failure`` (73) naming the path.
    func write(
        _ simulation: Simulation, _ advertising: AdvertisingSimulation, count: [(path: String, bytes: [UInt8])] = [],
        claims: [(path: String, bytes: [UInt8])] = []
    ) throws {
        let traffic = [
            ("posts.csv", simulation.postsCSV), ("declared.csv", simulation.declaredCSV), ("truth.json", simulation.truthJSON),
        ]
        let contents =
            traffic + advertising.files.map { ("ads/\($0.path)", $0.bytes) } + count.map { ("count/\($0.path)", $0.bytes) }
            + claims.map { ("claims/\($0.path)", $0.bytes) }
        try makeFolders(for: contents.map(\.0))
        let files = try contents.map { name, bytes in
            let file = try OutputFile("\(path)/\(name)")
            try bytes.withUnsafeBytes(file.write)
            return file
        }
        for file in files { try file.publish() }
    }

    private func makeFolders(for names: [String]) throws {
        var folders: Set<String> = [path]
        for name in names {
            let parts = name.split(separator: "/").dropLast()
            for count in parts.indices { folders.insert("\(path)/\(parts[...count].joined(separator: "/"))") }
        }
        // A folder sorts before what is in it.
        for folder in folders.sorted() {
            guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
                throw Failure(.cannotCreateOutput, "\(folder): \(systemMessage())")
            }
        }
    }
}
