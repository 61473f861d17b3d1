import Credibility
import Daylight

/// A file with topics and their words.
struct TopicFile {
    private static let byteLimit = 1 << 20

    let topics: NoteTopics
    /// What went into the run: entries are lines.
    let input: NoteRunRecord.Input

    /// - Throws: ``InputError`` for a line that is no topic; ``Failure`` for a file that cannot be read.
    static func read(_ path: String) throws -> TopicFile {
        let bytes = try InputFile.bytes(path, limit: byteLimit)
        do {
            let topics = try NoteTopics(parsing: bytes)
            let rows = bytes.split(separator: UInt8(ascii: "\n")).count
            return TopicFile(topics: topics, input: .init(name: "topics", digest: Digest(of: bytes), rowCount: rows))
        } catch {
            throw error.naming(path)
        }
    }
}
