import ArgumentParser
import Credibility
import Daylight
import Glibc

/// `daylight claims mail verify`: DKIM signatures of one mail.
struct MailVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify the DKIM signatures of a mail with keys from a file.",
        discussion: """
            EXAMPLES
              daylight claims mail verify leaked.eml --keys keys.json
              daylight claims mail verify leaked.eml --keys keys.json --now 1795500000 --json

            KEYS is a JSON object from selector._domainkey.domain to the text of the TXT record, or to an object with record,
            firstSeen, lastSeen, observer and disclosedSince (days as YYYY-MM-DD). Nothing is asked of the network: domains
            change their keys, so old ones come from an archive.

            pass means: a server of that domain signed these headers and this body. It does not mean that the named person
            wrote them, that the date is right beyond the signer's word, or that other mails of the same find are real. A
            signature that fails is no proof of a forgery: mailing lists and converters break many.

            The chain of the servers that handed the mail on (ARC, RFC 8617) is verified with the same keys and named besides; it
            shows what those servers say they saw, and does not change the verdict.

            EXIT CODES
              0 passed · 1 not passed · 64 wrong options · 65 no mail, or malformed keys · 66 no such file
            """)

    @Argument(help: "The mail with its headers; - for standard input.")
    var file: String

    @Option(help: "JSON file of key records.")
    var keys: String?

    @Option(help: "Seconds since 1970 to judge expiry by; the clock's when left out.")
    var now: Int64?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let archive = try readKeys()
        let bytes = try JudgedFile(path: file, json: json).read(limit: MailMessage.largest) { $0 }
        let message: MailMessage
        do throws(InputError) {
            message = try MailMessage(bytes)
        } catch {
            throw end(error.naming(file), hadBareLF: MailMessage.hasBareLF(bytes))
        }
        let finding = message.verified(with: archive, now: now ?? Int64(time(nil)))
        if json {
            var answer: JSONObject = ["file": .string(file)]
            for member in finding.members { answer[member.name] = member.value }
            print(CanonicalJSON.line(.object(answer)))
        } else {
            finding.say(file: file)
        }
        guard finding.verdict.isPass else { throw Failure(.answerIsNo, "").exit() }
    }

    private func readKeys() throws -> DKIMKeyArchive {
        guard let keys else { return DKIMKeyArchive() }
        return try JudgedFile(path: keys, json: json).read(limit: 16 << 20, DKIMKeyArchive.init(parsing:))
    }

    /// Ends for a file that is no mail.
    private func end(_ error: InputError, hadBareLF: Bool) -> ExitCode {
        if json {
            let answer: JSONValue = [
                "file": .string(file), "bareLF": .bool(hadBareLF), "verdict": .string(MailFinding.Verdict.malformed.name),
                "signatures": [], "error": error.json,
            ]
            print(CanonicalJSON.line(answer))
        }
        return Failure(.malformedInput, error.description).exit()
    }
}

extension MailFinding {
    fileprivate func say(file: String) {
        StandardOutput.line("\(file): \(verdict.name)")
        switch verdict {
        case .none: StandardOutput.line("  No server signed this mail; nothing can be said from signatures.")
        case .malformed:
            StandardOutput.line(
                "  The mail has not exactly one From, or no signature that can be read; a reader could be misled.")
        case .signed(.pass) where hasOnlyDisclosedKeys:
            StandardOutput.line(
                "  A key of the domain named below signed these headers and this body, but the private key was published:")
            StandardOutput.line("  without a record of the mail that is older than that, anybody may have made the signature.")
        case .signed(.pass):
            StandardOutput.line("  A server of the domain named below signed these headers and this body, unchanged since.")
            StandardOutput.line(
                "  It does not show who wrote the mail, that its date is right, or that other mails of the find are real.")
        case .signed:
            StandardOutput.line(
                "  No signature holds. That is no proof of a forgery: mailing lists and converters break many signatures.")
        }
        if hadBareLF { StandardOutput.line("  Lines ended in LF alone and were read as if in CRLF.") }
        for (index, signature) in signatures.enumerated() { signature.say(number: index + 1) }
        chain.say()
    }
}

extension MailFinding {
    /// Every signature that holds could be anybody's.
    private var hasOnlyDisclosedKeys: Bool {
        signatures.allSatisfy { $0.verdict != .pass || $0.warnings.contains(.keyDisclosed) }
    }
}

extension ARCFinding {
    fileprivate func say() {
        guard status != .none else { return }
        StandardOutput.line("  chain of forwarding servers (ARC): \(status.rawValue)\(fault.map { ", \($0)" } ?? "")")
        for set in sets {
            StandardOutput.line(
                "    \(set.instance): domain \(set.domain ?? "unknown"), seal \(set.seal.rawValue), says: \(set.results)")
            for warning in set.message.warnings {
                StandardOutput.line("      warning: \(warning.rawValue): \(warning.sentence)")
            }
        }
        StandardOutput.line(
            "    It shows what these servers say they saw, which weighs less than a signature of the author's domain.")
    }
}

extension DKIMFinding {
    fileprivate func say(number: Int) {
        StandardOutput.line(
            "  signature \(number): \(verdict.rawValue), domain \(domain ?? "unknown"), selector \(selector ?? "unknown")")
        if let keyBits { StandardOutput.line("    key: \(algorithm ?? "unknown"), \(keyBits) bits") }
        if let signedAt { StandardOutput.line("    signed at: \(Timestamp(clampingSeconds: signedAt)), as the signer says") }
        if !headersCovered.isEmpty { StandardOutput.line("    signed headers: \(headersCovered.joined(separator: ", "))") }
        if !headersNotCovered.isEmpty { StandardOutput.line("    NOT signed: \(headersNotCovered.joined(separator: ", "))") }
        if let bodyCovered, let bodyTotal { StandardOutput.line("    signed of the body: \(bodyCovered) of \(bodyTotal) bytes") }
        for warning in warnings { StandardOutput.line("    warning: \(warning.rawValue): \(warning.sentence)") }
    }
}

extension DKIMFinding.Warning {
    /// What it means for a reader.
    fileprivate var sentence: String {
        switch self {
        case .weakKey: "a key of this length could be broken by somebody with means"
        case .testMode: "the domain says that it only tries this key out"
        case .lengthTag: "only the beginning of the body is signed; the rest may be added"
        case .duplicateHeader: "a header that people read stands there twice; programs show one or the other"
        case .expired: "the signer wanted the signature to count only until an earlier day"
        case .keyDisclosed: "the private key was published: anybody may have signed since, with any date"
        case .obsoleteAlgorithm: "SHA-1 is broken; such signatures are refused"
        }
    }
}

extension Timestamp {
    /// The latest second of the calendar for anything later.
    fileprivate init(clampingSeconds seconds: Int64) { self.init(seconds: min(max(seconds, 0), 253_402_300_799)) }
}
