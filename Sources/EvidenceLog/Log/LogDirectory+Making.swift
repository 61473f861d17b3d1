import Glibc

extension LogDirectory {
    /// Fills a new directory so that it is there whole or not at all: a process killed on its first start must not leave
    /// half a log that no later start can use.
    ///
    /// The files are made in a directory beside it, which takes the name at the end. What an earlier, killed attempt has
    /// left there is cleared away. A directory that exists already is filled in place, if it is empty.
    ///
    /// - Throws: ``LogError/exists(path:)`` if there is anything in the directory; ``LogError/locked(path:)`` if another
    ///   process is making it.
    func appearWhole(_ fill: (LogDirectory) throws(LogError) -> Void) throws(LogError) {
        if let names = Disk.names(in: path) {
            guard names.isEmpty else { throw .exists(path: path) }
            if chmod(path, 0o700) != 0 { throw Disk.error("restrict", path) }
            return try fill(self)
        }
        let staging = LogDirectory(path: path + ".incomplete")
        try Disk.makeDirectories(staging.path, mode: 0o700)
        let handle = try OpenFile(staging.path, O_RDONLY | O_DIRECTORY)
        guard flock(handle.descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .locked(path: path) }
        for name in Disk.names(in: staging.path) ?? [] { unlink("\(staging.path)/\(name)") }
        try fill(staging)
        if rename(staging.path, path) != 0 { throw Disk.error("put in place", path) }
        try Disk.synchronizeDirectory(of: path)
    }
}
