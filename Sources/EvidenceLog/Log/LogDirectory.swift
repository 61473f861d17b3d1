/// Where everything of a log lies in its directory.
struct LogDirectory: Sendable {
    let path: String

    /// A slash at the end would put what lies beside the directory inside it.
    init(path: String) {
        var path = path
        while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
        self.path = path
    }

    /// The published checkpoint.
    var checkpoint: String { path + "/checkpoint" }
    /// Every entry and head, in order: the one file that counts.
    var journal: String { path + "/journal" }
    /// The log's private key.
    var key: String { path + "/key" }
    /// Origin, verifier key, admitted signers, policy.
    var settings: String { path + "/log.json" }
    /// The public key, to hand out.
    var verifierKey: String { path + "/log.vkey" }
    /// Held by the one writer; its content is the writer's generation.
    var lock: String { path + "/lock" }
    /// Files on their way to their place.
    var temporary: String { path + "/.new" }

    func file(_ tile: TilePath) -> String { "\(path)/\(tile)" }
}
