import Credibility
import Crypto
import Daylight
import Glibc

/// A folder with the public note tables, each in one file or in numbered parts.
struct NoteFolder {
    /// The data of all tables, and what was read.
    struct Content {
        let archive: NoteArchive
        let inputs: [NoteRunRecord.Input]
    }

    private let path: String
    private let files: [(table: NoteTable, name: String)]

    /// - Throws: ``MissingFile`` when the folder or a table that is needed is not there.
    init(_ path: String) throws {
        self.path = path
        let names = try Self.names(in: path)
        files = NoteTable.allCases.flatMap { table in
            names.filter { Self.isPart($0, of: table) }.sorted().map { (table, $0) }
        }
        for table in NoteTable.allCases where table.isNeeded && !files.contains(where: { $0.table == table }) {
            let (parts, whole) = ("\(table.rawValue)-00000.tsv", "\(table.rawValue).tsv")
            throw MissingFile(path: "\(path)/\(parts)", message: "\(path): no \(parts) and no \(whole)")
        }
    }

    /// Reads all files, naming bad rows and columns without a meaning on standard error.
    ///
    /// - Parameter topics: what notes are looked through for.
    /// - Throws: ``InputError`` naming a table that cannot be used; ``Failure`` for a file that cannot be read.
    func read(topics: NoteTopics = NoteTopics()) throws -> Content {
        let progress = ProgressLine()
        defer { progress.clear() }
        var reader = NoteArchiveReader(topics: topics) { fault in
            progress.clear()
            StandardError.say(fault.description)
        }
        var inputs: [NoteRunRecord.Input] = []
        for (table, name) in files {
            let input = try InputFile("\(path)/\(name)")
            var hash = SHA256()
            var done = 0
            reader.begin(table, file: name)
            let summary: NoteArchiveReader.FileSummary
            do {
                try input.forEachPiece { piece in
                    hash.update(bufferPointer: piece)
                    try reader.read(piece)
                    done += piece.count
                    progress.update("reading \(name)", input.byteCount.map { Double(done) / Double(max($0, 1)) })
                }
                summary = try reader.end()
            } catch let error as InputError {
                throw error.naming("\(path)/\(name)")
            }
            for column in summary.unknownColumns {
                progress.clear()
                StandardError.say("\(name): column \"\(column)\" has no meaning here and is ignored")
            }
            let digest = Daylight.Digest(hash.finalize())
            inputs.append(NoteRunRecord.Input(name: name, digest: digest, rowCount: summary.rowCount))
        }
        return Content(archive: reader.archive(), inputs: inputs)
    }

    private static func names(in path: String) throws -> [String] {
        guard let folder = opendir(path) else { throw MissingFile(path: path, message: "\(path): \(systemMessage())") }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names
    }

    /// The files of a table in a folder.
    static func parts(of table: NoteTable, in path: String) throws -> [String] {
        try names(in: path).filter { isPart($0, of: table) }.sorted()
    }

    /// `NAME.tsv`, or `NAME-` and five digits.
    private static func isPart(_ file: String, of table: NoteTable) -> Bool {
        guard file.hasPrefix(table.rawValue), file.hasSuffix(".tsv") else { return false }
        let number = file.dropFirst(table.rawValue.count).dropLast(4)
        return number.isEmpty
            || (number.count == 6 && number.first == "-" && number.dropFirst().allSatisfy("0123456789".contains))
    }
}
