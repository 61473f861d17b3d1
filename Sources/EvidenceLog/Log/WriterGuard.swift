/// A second opinion on whether a log is this process's to write, asked before every commit: the file lock sees only this
/// machine.
public protocol WriterGuard: Sendable {
    /// Blocks.
    ///
    /// - Throws: ``LogError/stopped(reason:)`` if somebody else writes the log, ``LogError/unavailable(reason:)`` while
    ///   that cannot be known.
    func check() throws(LogError)
}
