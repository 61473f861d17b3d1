import Daylight
import Glibc
import Tally

/// The folder of an audit: one file per input and per event. A file appears whole, is on the disk before the command says so, and
/// is never replaced.
struct AuditStore {
    let path: String

    /// Whether there is a folder; a path where nothing is counts as one that is missing.
    var isFolder: Bool {
        var status = stat()
        return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFDIR
    }

    /// Reads all of it.
    ///
    /// - Throws: ``Failure`` (66) when it or an input is not there, ``InputError`` for a file that is too large or an input that
    ///   cannot be read.
    func folder() throws -> AuditFolder {
        var events: [Int: [UInt8]] = [:]
        for name in try names() {
            guard let number = AuditFolder.eventNumber(name) else { continue }
            guard number <= AuditProcess.eventLimit else {
                throw InputError(source: name, expected: "at most \(AuditProcess.eventLimit) events", found: "more")
            }
            events[number] = try bytes(name)
        }
        let first = AuditSetup.fileNames[0]
        var inputs = [first: try bytes(first)]
        for name in AuditSetup.fileNames.dropFirst() where access("\(path)/\(name)", F_OK) == 0 {
            inputs[name] = try bytes(name)
        }
        // Where the contest cannot be read, verifying says why.
        for name in (try? AuditFolder.required(by: inputs[first] ?? [])) ?? [] where inputs[name] == nil {
            inputs[name] = try bytes(name)
        }
        return AuditFolder(inputs: inputs, events: events)
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        try CountFile.bytes("\(path)/\(name)", limit: AuditFolder.byteLimit)
    }

    private func names() throws -> [String] {
        guard let folder = opendir(path) else { throw Failure(.missingInput, "\(path): \(systemMessage())") }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names
    }

    /// Makes the folder, which must not hold an audit yet, and writes the inputs; `contest.json`, which makes it one, comes last.
    func create(_ setup: AuditSetup) throws {
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw Failure(.cannotCreateOutput, "\(path): \(systemMessage())")
        }
        try locked {
            for file in setup.files.reversed() { try write(file.name, setup.contents(of: file)) }
        }
    }

    /// Runs work while nobody else changes the folder.
    func locked<Result>(_ work: () throws -> Result) throws -> Result {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw Failure(.missingInput, "\(path): \(systemMessage())") }
        defer { close(folder) }
        guard flock(folder, LOCK_EX) == 0 else { throw Failure(.inputOutput, "\(path): \(systemMessage())") }
        let result = try work()
        guard fsync(folder) == 0 else { throw Failure(.inputOutput, "\(path): \(systemMessage())") }
        return result
    }

    /// Writes a file that must not be there yet.
    func write(_ name: String, _ bytes: [UInt8]) throws {
        let target = "\(path)/\(name)"
        // __O_TMPFILE | O_DIRECTORY; the header's macro is not visible to Swift.
        let file = open(path, 0o20000000 | O_DIRECTORY | O_RDWR | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw Failure(.cannotCreateOutput, "\(target): \(systemMessage())") }
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + written, bytes.count - written) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure(.cannotCreateOutput, "\(target): \(systemMessage())") }
            written += count
        }
        guard fsync(file) == 0, linkat(AT_FDCWD, "/proc/self/fd/\(file)", AT_FDCWD, target, AT_SYMLINK_FOLLOW) == 0 else {
            throw Failure(.cannotCreateOutput, "\(target): \(systemMessage())")
        }
    }
}
