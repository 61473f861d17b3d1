import ArgumentParser
import Daylight
import EvidenceLog
import Glibc

/// Files that are named on the command line, read whole and bounded.
enum CommandFile {
    private static let byteLimit = 16 << 20

    /// - Throws: exit 66 if there is no such file, 74 if it cannot be read, 65 if it is too large.
    static func read(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure.exit(
                errno == EACCES ? ExitCode(77) : CommandFailure.missing,
                "\(path): cannot open: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CommandFailure.exit(ExitCode(74), "\(path): cannot read: \(String(cString: strerror(errno)))")
            }
            if count == 0 { return bytes }
            bytes += chunk.prefix(count)
            guard bytes.count <= byteLimit else {
                throw CommandFailure.exit(CommandFailure.malformed, "\(path): expected at most \(byteLimit) bytes, found more")
            }
        }
    }

    /// Runs a parser over a file's content; a fault in it is exit 65 and names the file.
    static func parsing<T>(_ path: String, _ parse: ([UInt8]) throws(InputError) -> T) throws -> T {
        let bytes = try read(path)
        do {
            return try parse(bytes)
        } catch {
            throw CommandFailure.exit(CommandFailure.malformed, "\(path): \(error)")
        }
    }

    /// Writes to standard output, all of it.
    ///
    /// - Throws: exit 74 if nobody takes it.
    static func print(_ bytes: [UInt8]) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ExitCode(74) }
            done += count
        }
    }

    static func printLine(_ text: String) throws { try print(Array(text.utf8) + [0x0A]) }
}
