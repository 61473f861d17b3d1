/// How a log reaches the witnesses of its policy: over HTTP in a running program, a value in tests.
///
/// Both calls block; each is made on a thread of its own and must end by itself within seconds.
public protocol WitnessTransport: Sendable {
    /// Sends a body to `<url>/add-checkpoint`.
    func addCheckpoint(_ body: [UInt8], to url: String) -> WitnessReply
    /// Asks for `<url>/<path>`, the latest checkpoint the witness has cosigned for a log.
    func latestCheckpoint(_ path: String, at url: String) -> WitnessReply
}

/// What came back from a witness.
public enum WitnessReply: Sendable {
    case answered(status: Int, contentType: String?, body: [UInt8])
    /// No answer, with the reason.
    case unreachable(String)
}
