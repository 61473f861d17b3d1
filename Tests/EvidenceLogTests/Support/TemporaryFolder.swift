import Glibc
import Testing

@testable import EvidenceLog

/// A folder of a test's own, removed with everything in it when the test is over.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/daylight-log-XXXXXX".utf8CString)
        path = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    deinit { Self.remove(path) }

    private static func remove(_ path: String) {
        for name in Disk.names(in: path) ?? [] {
            let inside = path + "/" + name
            if unlink(inside) != 0 { remove(inside) }
        }
        rmdir(path)
    }

    /// Copies the files directly inside a folder, not those below.
    static func copyFiles(from source: String, to target: String) throws {
        for name in Disk.names(in: source) ?? [] {
            guard let bytes = try? Disk.read("\(source)/\(name)") else { continue }
            try Disk.create("\(target)/\(name)", bytes, mode: 0o600)
        }
    }
}
