import Glibc
import Subprocess

/// A place in a picture.
struct Point: Hashable, Sendable {
    var x: Double
    var y: Double
}

/// A graph as a layout sees it: nodes are numbers, nothing else reaches another program.
struct Graph: Sendable {
    struct Edge: Hashable, Sendable {
        var a: Int
        var b: Int
        var weight: Int64
    }

    var nodeCount: Int
    var edges: [Edge]
}

/// Finds places for the nodes of a graph.
enum NetworkLayout {
    /// Longest time the layout program may take, in seconds. The clock is the `timeout` command's, which starts with the
    /// program: a clock of ours would also count the time this process is too busy to listen.
    static let timeLimit = 15
    static let outputLimit = 1 << 20

    /// Places by Graphviz's `sfdp`; on a circle if that program is missing, fails or takes too long.
    static func positions(of graph: Graph, program: String = "sfdp") async -> [Point] {
        guard graph.nodeCount > 2 else { return circle(graph.nodeCount) }
        guard let output = await output(of: program, input: dot(graph)), let places = parse(output, nodeCount: graph.nodeCount)
        else {
            return circle(graph.nodeCount)
        }
        return places
    }

    /// Places on a circle, the first on top.
    static func circle(_ count: Int) -> [Point] {
        (0..<count).map { index in
            let turn = Double(index) / Double(max(count, 1))
            return Point(x: CircularMotion.sine(turn), y: -CircularMotion.cosine(turn))
        }
    }

    /// The graph in the DOT language, nodes named `n0`, `n1`, ….
    static func dot(_ graph: Graph) -> String {
        var text = "graph g {\n"
        for node in 0..<graph.nodeCount { text += "n\(node);\n" }
        for edge in graph.edges { text += "n\(edge.a) -- n\(edge.b) [weight=\(min(max(edge.weight, 1), 100))];\n" }
        return text + "}\n"
    }

    /// Reads Graphviz's plain format; `nil` unless every node has a place.
    static func parse(_ plain: String, nodeCount: Int) -> [Point]? {
        var places = [Point?](repeating: nil, count: nodeCount)
        for line in plain.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 4, words[0] == "node", words[1].first == "n", let node = Int(words[1].dropFirst()),
                places.indices.contains(node), let x = Double(words[2]), let y = Double(words[3]), x.isFinite, y.isFinite
            else { continue }
            places[node] = Point(x: x, y: -y)
        }
        let found = places.compactMap { $0 }
        return found.count == nodeCount ? found : nil
    }

    private static func output(of program: String, input: String) async -> String? {
        // Not through a pipe: writing to a program that has ended would raise SIGPIPE and end this process too.
        guard let file = UnnamedFile(Array(input.utf8)) else { return nil }
        defer { file.close() }
        let result = try? await Subprocess.run(
            .name("timeout"),
            arguments: [
                "--kill-after=1", String(timeLimit), program, "-Tplain", "-Gstart=1", "-Goverlap=scale", "-Nshape=circle",
                "-Nwidth=0.4", file.path,
            ],
            input: .none, output: .string(limit: outputLimit), error: .discarded)
        guard let result, result.terminationStatus.isSuccess else { return nil }
        return result.standardOutput
    }
}

/// A temporary file without a name, which a child process can open while it is not closed; nothing is left of it after.
struct UnnamedFile: Sendable {
    private let descriptor: Int32
    /// A path that leads to the open file for every process of the same user.
    let path: String

    /// `nil` if no file can be made or the disk is full.
    init?(_ bytes: [UInt8]) {
        var template = Array("/tmp/daylight-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { return nil }
        unlink(template)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                _ = Glibc.close(descriptor)
                return nil
            }
            written += count
        }
        self.descriptor = descriptor
        path = "/proc/\(getpid())/fd/\(descriptor)"
    }

    func close() { _ = Glibc.close(descriptor) }
}
