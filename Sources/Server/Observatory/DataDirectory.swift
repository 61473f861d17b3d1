import Glibc

/// The folders of an observatory, all of them only for their owner.
struct DataDirectory: Sendable {
    let path: String

    /// The first log.
    var log: String { "\(path)/log" }
    var keys: String { "\(path)/keys" }
    var signer: String { "\(path)/\(Observatory.signerPath)" }

    /// A key that signs publications, counted from 1.
    func publisher(_ number: Int) -> String { "\(keys)/publisher-\(number).pem" }
    /// Where results are published.
    var results: String { "\(path)/results" }
    /// A later log.
    func log(_ name: LogName) -> String { "\(path)/logs/\(name)" }

    /// Makes the directory and its folder of keys where they are missing.
    ///
    /// - Throws: ``ObservatoryError`` directory, with the path and the reason.
    init(_ path: String) throws(ObservatoryError) {
        self.path = path
        for directory in [path, "\(path)/keys"] { try Self.make(directory) }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// An existing directory that others may enter is refused: narrowing it silently could break another program.
    private static func make(_ path: String) throws(ObservatoryError) {
        if mkdir(path, 0o700) == 0 { return }
        guard errno == EEXIST else { throw .directory(path: path, reason: String(cString: strerror(errno))) }
        var facts = stat()
        guard stat(path, &facts) == 0 else { throw .directory(path: path, reason: String(cString: strerror(errno))) }
        guard facts.st_mode & S_IFMT == S_IFDIR else { throw .directory(path: path, reason: "it is not a directory") }
        guard facts.st_mode & 0o077 == 0 else {
            throw .directory(path: path, reason: "others may enter it; run chmod 700 '\(path)'")
        }
    }
}
