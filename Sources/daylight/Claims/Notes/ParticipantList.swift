import Credibility
import Daylight

/// A file with participant ids, one a line.
enum ParticipantList {
    private static let byteLimit = 1 << 30

    /// - Throws: ``InputError`` for a line that is not an id; ``Failure`` for a file that cannot be read.
    static func read(_ path: String) throws -> Set<ParticipantID> {
        let bytes = try InputFile.bytes(path, limit: byteLimit)
        var ids: Set<ParticipantID> = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let text = String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
            if text.isEmpty { continue }
            guard let id = ParticipantID(text) else {
                throw InputError(
                    source: path, place: .line(index + 1), expected: "64 upper-case hexadecimal digits", found: "\"\(text)\"")
            }
            ids.insert(id)
        }
        return ids
    }
}
