import ArgumentParser
import Daylight
import Tally

/// `daylight count sign`: what a polling station does with its report.
struct CountSignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Sign a polling station's report.",
        discussion: """
            EXAMPLES
              daylight count sign report.json --key s12.pem --key-id s12-a --at 2026-06-14T22:15:00Z --json > envelope.json
              daylight count sign report.json --key s12.pem --key-id s12-a --at 2026-06-14T22:15:00Z

            FILE is a report as it stands in the member reports of the files of daylight count check. With --json the signed
            envelope is printed; without, the digest in groups of four to be read out by phone and written on the paper report.

            EXIT CODES
              0 signed · 64 wrong options · 65 malformed input · 66 no such file · 77 others may read the key
            """)

    @Argument(help: "Report as JSON; - for standard input.")
    var file: String

    @Option(help: "The station's private key, a PEM file.")
    var key: String

    @Option(help: "The key's id in the definition.")
    var keyId: String

    @Option(help: "The time of signing, such as 2026-06-14T22:15:00Z.")
    var at: String

    @Flag(help: "Print the signed envelope as one JSON object.")
    var json = false

    func validate() throws {
        guard Timestamp(iso8601: at) != nil else { throw ValidationError("--at must be an instant with seconds and offset") }
        guard !keyId.isEmpty else { throw ValidationError("--key-id must not be empty") }
    }

    func run() throws {
        let source = CountFile(path: file, json: json)
        let signer = try source.reporting { try SigningKeyFile(key) }
        try source.read(limit: CountCheck.byteLimit) { bytes in
            let value = try JSONParser.parse(bytes, limits: .init(bytes: CountCheck.byteLimit))
            let reader = try MemberReader(value, path: "/")
            _ = try reader.string("unitId")
            _ = try reader.integer("version", in: StationReport.versionRange)
            let canonical = try CanonicalReport(reader.object)
            let signature = try signer.sign(canonical.signedBytes)
            let envelope: JSONObject = [
                "report": .object(reader.object), "signedAt": .string(at), "keyId": .string(keyId),
                "signature": .string(Base64.encode(signature)), "sha256": .string(canonical.digest.hex),
                "readBack": .string(canonical.digest.shortGroups.joined(separator: " ")),
            ]
            if json { print(CanonicalJSON.line(.object(envelope))) } else { say(canonical.digest) }
        }
    }

    private func say(_ digest: Digest) {
        print("read back by phone: \(digest.shortGroups.joined(separator: " "))")
        print("whole digest: \(digest.groups.joined(separator: " "))")
    }
}
