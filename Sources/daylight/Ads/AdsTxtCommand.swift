import ArgumentParser
import Daylight
import Glibc
import Sponsorship

/// `daylight ads adstxt FILE`.
struct AdsTxtCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adstxt", abstract: "Say what an ads.txt or app-ads.txt file declares, line by line.",
        discussion: """
            curl -s https://news.example/ads.txt | daylight ads adstxt - --root news.example

            One bad line never loses the others: what counts, what was refused and what should stand differently is said with
            its line. A file without any usable line is no declaration, which is not the same as “nobody may sell”.

            Exit codes: 0 the file declares something, 1 it is no declaration, 64 usage, 65 more than 4 MiB or 100,000 lines,
            66 no such file.
            """)

    @Argument(help: ArgumentHelp("The file, or - for standard input.", valueName: "file"))
    var path: String

    @Option(help: ArgumentHelp("The registered domain the file is from: subdomains must be below it.", valueName: "domain"))
    var root: HostArgument?

    @Option(help: "Read the file again and again for so many seconds, and print how fast.")
    var measure: UInt16?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let limits = AdsTxt.Limits()
        let file = try JudgedFile(path: path, json: json).read(limit: limits.bytes) { bytes -> AdsTxt? in
            let file = try AdsTxt(parsing: bytes, root: root?.host, limits: limits)
            guard let measure else { return file }
            say(try speed(of: bytes, seconds: Double(measure)))
            return nil
        }
        guard let file else { return }
        print(json ? CanonicalJSON.line(file.json) : Self.text(file))
        if file.state == .noDeclaration { throw ExitCode(Failure.Reason.answerIsNo.rawValue) }
    }

    /// Millions of bytes that a second of the processor reads.
    private func speed(of bytes: [UInt8], seconds: Double) throws -> Double {
        let start = clock()
        var (count, used) = (0, 0.0)
        repeat {
            _ = try AdsTxt(parsing: bytes, root: root?.host)
            count += 1
            used = Double(clock() - start) / 1e6
        } while used < seconds
        return Double(count * bytes.count) / max(used, 1e-6) / 1e6
    }

    private func say(_ speed: Double) {
        let object: JSONValue = ["megabytesPerCPUSecond": .real(speed)]
        print(json ? CanonicalJSON.line(object) : "\(Int(speed)) MB for a second of the processor")
    }

    private static func text(_ file: AdsTxt) -> String {
        var lines = [heading(file)]
        lines += file.records.map { "line \($0.line): \($0.domain) account \($0.id) \($0.relationship.rawValue)" }
        lines += file.variables.map { "line \($0.line): \($0.setting.name) = \($0.setting.value)" }
        lines += file.rejected.map { "line \($0.line): refused: \($0.reason.rawValue)" }
        lines += file.warnings.map { "\($0.line == 0 ? "file" : "line \($0.line)"): \($0.code.rawValue): \($0.code.meaning)" }
        return lines.joined(separator: "\n")
    }

    private static func heading(_ file: AdsTxt) -> String {
        switch file.state {
        case .declared: "Declared: \(file.recordCount) accounts may sell."
        case .declaredNobody: "Declared: nobody may sell."
        case .noDeclaration: "No declaration."
        }
    }
}

/// A bare host name on the command line.
struct HostArgument: ExpressibleByArgument {
    let host: Host

    init?(argument: String) {
        guard let host = Host(argument) else { return nil }
        self.host = host
    }
}
