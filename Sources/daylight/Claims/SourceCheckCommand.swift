import ArgumentParser
import Credibility
import Daylight
import Glibc

/// `daylight claims source check`: trust.txt ties and codes of principles of one host.
struct SourceCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the ties and codes that a source claims.",
        discussion: """
            EXAMPLES
              daylight claims source check paper.example --trust trust/
              daylight claims source check paper.example --trust trust/ --signatories signatories.csv --json

            FOLDER has the fetched trust.txt files as HOST.txt, such as paper.example.txt; a file's date of change is the day
            on which it was fetched. Nothing is asked of the network. A tie is confirmed when the files of both sides say it
            and neither is older than 30 days; else it is claimed by one side.

            EXIT CODES
              0 answered · 1 nothing is known of the host · 64 wrong options · 65 malformed input · 66 no such folder or file
            """)

    @Argument(help: "The source's host name.", transform: hostName)
    var host: Host

    @Option(name: .customLong("trust"), help: "Folder of trust.txt files.")
    var folder: String

    @Option(help: "CSV file of the fact-checkers that are relied on.")
    var signatories: String?

    @Option(help: "The day to judge by, as YYYY-MM-DD; today when left out.", transform: ClaimsOption.civilDate)
    var now: CivilDate?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let today = now ?? ClaimsOption.today
        let files = try readFolder()
        let list = try ClaimsOption.readSignatories(signatories, json: json)
        let ties = SourceTies(of: host, in: files, today: today)
        let signals =
            ties.findings.map(\.signal) + list.signatories(for: host).map { $0.signal(on: today) } + disclosures(files)
        if json {
            let answer: JSONValue = ["host": .string(host.text), "signals": .array(signals.map(\.json))]
            print(CanonicalJSON.line(answer))
        } else {
            StandardOutput.line("\(host): \(signals.isEmpty ? "nothing is known" : "\(signals.count) signals")")
            for signal in signals { signal.say() }
        }
        guard !signals.isEmpty else { throw Failure(.answerIsNo, "").exit() }
    }

    private func disclosures(_ files: [Host: FetchedTrustTxt]) -> [SourceSignal] {
        guard let fetched = files[SourceTies.bare(host)] else { return [] }
        return fetched.file.disclosures.map { page in
            SourceSignal(
                kind: .disclosure, statement: "says who owns and pays it", saidBy: host.text, date: fetched.day,
                link: page.text,
                isCurrent: true)
        }
    }

    private func readFolder() throws -> [Host: FetchedTrustTxt] {
        guard let directory = opendir(folder) else {
            throw Failure(.missingInput, "\(folder): \(systemMessage())").exit()
        }
        defer { closedir(directory) }
        var files: [Host: FetchedTrustTxt] = [:]
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.hasSuffix(".txt"), let host = Host(name.dropLast(4)) else { continue }
            let path = "\(folder)/\(name)"
            let file = try JudgedFile(path: path, json: json).read(limit: TrustTxt.largest, TrustTxt.init(parsing:))
            guard let file else { continue }
            for rejection in file.rejected {
                StandardError.say("daylight: \(path):\(rejection.line): \(rejection.reason.rawValue)")
            }
            files[SourceTies.bare(host)] = FetchedTrustTxt(file: file, day: Self.dayOfChange(path))
        }
        return files
    }

    private static func dayOfChange(_ path: String) -> CivilDate {
        var status = stat()
        let seconds = stat(path, &status) == 0 ? Int64(status.st_mtim.tv_sec) : 0
        return CivilDate(daysSinceEpoch: min(max(seconds, 0), 253_402_300_799) / 86_400)
    }
}

/// A host's name on the command line.
private func hostName(_ text: String) throws -> Host {
    guard let host = Host(text) else { throw ValidationError("expected a host name, found \(text)") }
    return host
}

extension SourceSignal {
    fileprivate func say() {
        StandardOutput.line("  \(statement)\(isCurrent ? "" : " (not confirmed today)")")
        StandardOutput.line("    says: \(saidBy)\(date.map { ", \($0)" } ?? "")\(link.map { ", \($0)" } ?? "")")
    }
}
