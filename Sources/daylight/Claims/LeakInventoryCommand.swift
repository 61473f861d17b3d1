import ArgumentParser
import Credibility
import Crypto
import Daylight
import Glibc

/// `daylight claims leak inventory`: a new case file from the files of a leak.
struct LeakInventoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inventory",
        abstract: "Write a new case file about leaked files, without their contents.",
        discussion: """
            EXAMPLES
              daylight claims leak inventory dump/*.eml --keys keys.json --title "Mails of a campaign" --json > case.json
              daylight claims leak inventory dump/* --title "A find" --voting-day 2026-11-29 \\
                --address https://dump.example/1 --first-seen 2026-11-20T12:00:00Z --json > case.json

            Every file is hashed on this machine, told by its first bytes and not by its name; mails are verified as daylight
            claims mail verify does. Names stand without their folders, unless one comes twice. The case file that --json
            prints is ready for the form at /leaks/new and for POST /api/v1/leaks.

            EXIT CODES
              0 written · 64 wrong options · 65 malformed keys or title, too many files · 66 a file is missing
            """)

    @Argument(help: ArgumentHelp("The leaked files.", valueName: "file"))
    var files: [String]

    @Option(help: "JSON file of key records, as for daylight claims mail verify.")
    var keys: String?

    @Option(help: "What the case is called.")
    var title = "A leak"

    @Option(help: "Where it was first seen, an http or https address.", transform: webAddress)
    var address: WebAddress?

    @Option(help: "When it was first seen, with seconds and offset; the clock's when left out.", transform: instant)
    var firstSeen: Timestamp?

    @Option(help: "The day of the vote at stake, as YYYY-MM-DD.", transform: ClaimsOption.civilDate)
    var votingDay: CivilDate?

    @Option(help: "Instant to judge signatures by, with seconds and offset; the clock's when left out.", transform: instant)
    var now: Timestamp?

    @Flag(help: "Print the case file instead of text.")
    var json = false

    func validate() throws {
        guard firstSeen == nil || address != nil else { throw ValidationError("--first-seen goes with --address") }
    }

    func run() throws {
        let now = now ?? Timestamp(seconds: Int64(time(nil)))
        let archive =
            try keys.map { try JudgedFile(path: $0, json: json).read(limit: 16 << 20, DKIMKeyArchive.init(parsing:)) }
            ?? DKIMKeyArchive()
        let names = LeakFileNames(files)
        var items: [LeakItem] = []
        for (index, file) in files.enumerated() {
            items.append(
                try JudgedFile(path: file, json: json).judging {
                    try Self.item(file, named: names[index], archive: archive, now: now)
                })
        }
        let leak = try JudgedFile(path: "", json: json).judging { try self.leak(of: items, now: now) }
        if json {
            print(String(decoding: try CanonicalJSON.bytes(of: leak.json), as: UTF8.self))
        } else {
            StandardOutput.line("\(leak.id): \(leak.title), \(items.count) \(items.count == 1 ? "file" : "files")")
            for item in items {
                StandardOutput.line("  \(item.sha256)  \(item.size) bytes  \(item.type.rawValue)  \(item.file)")
                if let mail = item.mail { StandardOutput.line("    mail: \(mail.verdict.name)\(mail.told)") }
            }
        }
    }

    private func leak(of items: [LeakItem], now: Timestamp) throws(InputError) -> LeakCase {
        var leak = try LeakCase(
            title: title, items: items, election: votingDay.map { .vote(day: $0, opens: nil) } ?? .none)
        leak.firstSeen = address.map { LeakCase.Sighting(time: firstSeen ?? now, address: $0, archive: nil) }
        return leak
    }

    /// A pipe might never end, and a folder has no bytes.
    private static func checkIsFile(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR: throw Failure(.missingInput, "\(path): is a folder, not a file; name the files in it")
        default: throw Failure(.missingInput, "\(path): is not a file but a pipe or device; copy what it holds to a file")
        }
    }

    /// Hashes a file in pieces; only a mail is held whole.
    private static func item(_ path: String, named name: String, archive: DKIMKeyArchive, now: Timestamp) throws -> LeakItem {
        var (hash, size, held): (SHA256, Int64, [UInt8]) = (SHA256(), 0, [])
        var isMail = false
        try checkIsFile(path)
        try InputFile(path).forEachPiece { piece in
            hash.update(bufferPointer: piece)
            size += Int64(piece.count)
            let isBeginning = held.count < LeakMediaType.window
            guard isBeginning || isMail && held.count <= MailMessage.largest else { return }
            held.append(contentsOf: piece)
            if isBeginning { isMail = LeakMediaType(beginning: Array(held.prefix(LeakMediaType.window))) == .mail }
        }
        let type = LeakMediaType(beginning: Array(held.prefix(LeakMediaType.window)))
        let mail =
            type == .mail && size <= MailMessage.largest
            ? LeakMail(of: held, archive: archive, now: now.seconds) : nil
        return LeakItem(file: name, sha256: Digest(hash.finalize()), size: size, type: type, mail: mail)
    }
}

extension LeakMail {
    /// `nil` for what is no mail after all.
    fileprivate init?(of bytes: [UInt8], archive: DKIMKeyArchive, now: Int64) {
        guard let message = try? MailMessage(bytes) else { return nil }
        self.init(message.verified(with: archive, now: now))
    }

    /// Domain and warnings.
    fileprivate var told: String {
        let words = [domain].compactMap { $0 } + warnings.map(\.rawValue)
        return words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
    }
}

/// Names of files without their folders, as far as that tells them apart.
struct LeakFileNames {
    private let paths: [String]
    private let counts: [String: Int]

    init(_ paths: [String]) {
        self.paths = paths
        counts = Dictionary(paths.map { (Self.last($0), 1) }, uniquingKeysWith: +)
    }

    subscript(_ index: Int) -> String {
        let name = Self.last(paths[index])
        return counts[name] == 1 ? name : paths[index]
    }

    private static func last(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// An address on the command line.
private func webAddress(_ text: String) throws -> WebAddress {
    guard let address = WebAddress(text) else { throw ValidationError("expected an http or https address, found \(text)") }
    return address
}

/// An instant on the command line.
func instant(_ text: String) throws -> Timestamp {
    guard let moment = Timestamp(iso8601: text) else {
        throw ValidationError("expected an instant such as 2026-11-29T10:00:00Z, found \(text)")
    }
    return moment
}
