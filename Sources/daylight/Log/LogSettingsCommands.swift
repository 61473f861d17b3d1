import ArgumentParser
import Daylight
import EvidenceLog

/// `daylight log policy DIR`.
struct LogPolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "Print the trust policy for a log's readers, or give the log another.",
        discussion: """
            daylight log policy LOG > trusted.policy
            daylight log policy LOG --set witnesses.policy

            With --set the log's next heads are sent to the policy's witnesses and published when its quorum has cosigned.
            Exit codes: 0 done, 65 the policy is malformed or cannot be met, 66 no log there, 69 the log is open elsewhere.
            """)

    @Argument(help: "The log's directory.")
    var directory: String

    @Option(name: .customLong("set"), help: "A policy file: the witnesses, with addresses, and the quorum.")
    var policy: String?

    func run() throws {
        if let policy {
            let text = try CommandFile.parsing(policy) { bytes throws(InputError) in
                _ = try TrustPolicy(parsing: bytes)
                return String(decoding: bytes, as: UTF8.self)
            }
            try CommandFailure.unlessLogFails { () throws(LogError) in
                try DurableLog.setPolicy(text, at: directory)
                // Readers are about to be given the policy: the head they see must satisfy it.
                let log = try DurableLog.open(at: directory, transport: HTTPWitnesses())
                if !log.close().isCosigned {
                    CommandFailure.say("too few witnesses have cosigned yet; the next append, or a running server, asks again")
                }
            }
        }
        let log = try CommandFailure.unlessLogFails { () throws(LogError) in try PublishedLog(at: directory) }
        try CommandFile.print(Array(log.settings.readersPolicy.utf8))
    }
}

/// `daylight log signers DIR`.
struct LogSignersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signers", abstract: "Print whose statements a log admits, or admit more.",
        discussion: """
            daylight log signers LOG --add signer.pem

            One line each: SHA-256 of the public key, which is the keyid in their envelopes.
            Exit codes: 0 done, 65 a key is malformed, 66 no log or key file there, 69 the log is open elsewhere.
            """)

    @Argument(help: "The log's directory.")
    var directory: String

    @Option(
        name: .customLong("add"), parsing: .singleValue, help: "A PEM public key whose statements are admitted; may be repeated.")
    var added: [String] = []

    func run() throws {
        let keys = try added.map { path in
            try CommandFile.parsing(path) { bytes throws(InputError) in try SignerKey(pem: bytes) }
        }
        if !keys.isEmpty {
            try CommandFailure.unlessLogFails { () throws(LogError) in try DurableLog.admit(keys, at: directory) }
        }
        let log = try CommandFailure.unlessLogFails { () throws(LogError) in try PublishedLog(at: directory) }
        for signer in log.settings.signers { try CommandFile.printLine(signer.keyID) }
    }
}

/// `daylight log retire DIR`.
struct LogRetireCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "End a log for good: it is read and audited as before, and takes nothing more.",
        discussion: """
            daylight log retire LOG --yes

            One log an election or a year: when it is over, its log is retired and a new one made. Receipts stay valid.
            A server's log is ended and followed by the next one with daylight log begin.
            Exit codes: 0 retired, 64 without --yes, 66 no log there, 69 the log is open elsewhere, or entries of it
            still wait for witnesses.
            """)

    @Argument(help: "The log's directory.")
    var directory: String

    @Flag(help: "Really end it: there is no way back.")
    var yes = false

    func validate() throws {
        guard yes else { throw ValidationError("\(directory) would take nothing more, for good. Say so with --yes.") }
    }

    func run() throws {
        let log = try CommandFailure.unlessLogFails { () throws(LogError) in
            try DurableLog.open(at: directory, transport: HTTPWitnesses()).retire()
        }
        try CommandFile.printLine("\(directory): \(log.settings.origin) is retired at \(log.checkpoint.size) entries")
    }
}
