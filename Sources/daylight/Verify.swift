import ArgumentParser
import Daylight
import EvidenceLog

/// `daylight verify FILE`: checks a receipt, a proof or evidence of a fork, offline.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check a receipt, a .tlog-proof or evidence of a fork, offline.",
        discussion: """
            daylight verify receipt.json --policy trusted.policy --signer signer.pem
            daylight verify receipt.tlog-proof --entry receipt.entry --policy trusted.policy
            daylight verify two-roots.fork.json

            Exit codes: 0 everything asked for was verified, 1 readable but it does not verify, 64 usage,
            65 none of the three kinds of file or a malformed policy, 66 a file is missing.
            """)

    @Argument(help: "The receipt (JSON), .tlog-proof or fork evidence file.")
    var file: String

    @Option(help: "Whom you trust: logs, witnesses and how many of them. Required except for a fork.")
    var policy: String?

    @Option(help: "The entry's bytes, with a .tlog-proof.")
    var entry: String?

    @Option(
        name: .customLong("signer"), parsing: .singleValue,
        help: "A PEM public key that must have signed the statement; may be repeated.")
    var signers: [String] = []

    @Option(help: "How many of the signers must have signed.")
    var threshold = 1

    @Flag(help: "Answer with one JSON object.")
    var json = false

    func validate() throws {
        guard threshold >= 1 else { throw ValidationError("Expected a --threshold of at least 1, found \(threshold).") }
    }

    func run() throws {
        let bytes = try CommandFile.read(file)
        let entry = try self.entry.map(CommandFile.read)
        let policyFile = try self.policy.map { ($0, try CommandFile.read($0)) }
        let signers = try self.signers.map { path in
            try CommandFile.parsing(path) { bytes throws(InputError) in try SignerKey(pem: bytes) }
        }
        let policy = try policyFile.map { path, bytes in
            try parse(path) { () throws(InputError) in try TrustPolicy(parsing: bytes) }
        }
        let evidence = try parse(file) { () throws(InputError) in try OfflineEvidence(parsing: bytes, entry: entry) }
        switch evidence {
        case .fork(let fork): try report(ForkVerdict(fork, policy: policy))
        case .unpaired: throw ValidationError("Expected --entry with the entry's bytes beside a .tlog-proof.")
        case .receipt(let receipt):
            guard let policy else { throw ValidationError("Expected --policy with whom you trust.") }
            try report(receipt.verify(policy: policy, signers: signers, threshold: threshold))
        case .unreadable(let verdict): try report(verdict)
        }
    }

    private func parse<T>(_ path: String, _ body: () throws(InputError) -> T) throws -> T {
        do {
            return try body()
        } catch {
            throw CommandFailure.exit(
                CommandFailure.malformed, error.naming(error.source.isEmpty ? path : "\(path): \(error.source)").description)
        }
    }

    private func report(_ verdict: some OfflineVerdict) throws {
        if json {
            try CommandFile.printLine(CanonicalJSON.line(verdict.json))
        } else {
            try CommandFile.printLine(Self.text(verdict))
        }
        if !verdict.ok { throw CommandFailure.no }
    }

    private static func text(_ verdict: some OfflineVerdict) -> String {
        var lines = [verdict.ok ? "OK: verified" : "FAIL: \(verdict.reason ?? "it does not verify")"]
        if !verdict.proven.isEmpty { lines += ["", "Proven:"] + verdict.proven.map { "  - \($0)" } }
        if !verdict.notProven.isEmpty { lines += ["", "Not proven:"] + verdict.notProven.map { "  - \($0)" } }
        return lines.joined(separator: "\n")
    }
}
