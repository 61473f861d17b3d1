import ArgumentParser
import Daylight
import EvidenceLog

/// `daylight log init DIR --origin O`.
struct LogInitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make an empty log and publish its first checkpoint.",
        discussion:
            "Exit codes: 0 made, 65 a key or policy is malformed, 66 a file is missing, 73 DIR is there and not empty.")

    @Argument(help: "The directory to make; it may be there if it is empty.")
    var directory: String

    @Option(help: "The log's origin: by convention its address without a scheme, for instance log.example/2026.")
    var origin: String

    @Option(help: "The log's private key file; without it a key is made inside DIR.")
    var key: String?

    @Option(
        name: .customLong("signer"), parsing: .singleValue,
        help: "A PEM public key whose statements are admitted; may be repeated.")
    var signers: [String] = []

    @Option(help: "The trust policy under which entries are acknowledged.")
    var policy: String?

    @Flag(help: "Answer with one JSON object.")
    var json = false

    func run() throws {
        let key = try self.key.map { path in
            try CommandFile.parsing(path) { bytes throws(InputError) in try NoteKey(parsing: bytes) }
        }
        let signers = try self.signers.map { path in
            try CommandFile.parsing(path) { bytes throws(InputError) in try SignerKey(pem: bytes) }
        }
        let policy = try self.policy.map { path in
            try CommandFile.parsing(path) { bytes throws(InputError) in
                _ = try TrustPolicy(parsing: bytes)
                return String(decoding: bytes, as: UTF8.self)
            }
        }
        var random = SystemRandomNumberGenerator()
        let log = try CommandFailure.unlessLogFails { () throws(LogError) in
            try DurableLog.create(
                at: directory, origin: origin, key: key, signers: signers, policy: policy, transport: HTTPWitnesses(),
                random: &random)
        }
        log.close()
        if signers.isEmpty { CommandFailure.say("no --signer was given: append will refuse every statement") }
        if json {
            try CommandFile.printLine(
                CanonicalJSON.line(["origin": .string(log.origin), "vkey": .string(log.verifierKey.description)]))
        } else {
            try CommandFile.printLine("\(directory): an empty log of \(log.origin)\nvkey \(log.verifierKey)")
        }
    }
}
