import ArgumentParser
import Daylight
import EvidenceLog

/// `daylight count key`: a key for a station or a publisher.
struct CountKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Make a private key for a polling station or a publisher.",
        discussion: """
            EXAMPLES
              daylight count key station-12.pem
              daylight count key publisher-a.pem --json

            FILE is made for its owner alone (PEM, PKCS #8, Ed25519). What is printed is for the election's definition: the
            public key for keys of a unit, or for publishers.

            EXIT CODES
              0 made · 64 wrong options · 73 the file is there already or cannot be made
            """)

    @Argument(help: "The file to make.")
    var file: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        var random = SystemRandomNumberGenerator()
        let made: Result<StatementSigner, LogError>
        do throws(LogError) {
            made = .success(try StatementSigner.create(at: file, random: &random))
        } catch {
            made = .failure(error)
        }
        try CountFile(path: file, json: json).reporting {
            guard case .success(let signer) = made else {
                guard case .failure(let error) = made else { return }
                throw Failure(.cannotCreateOutput, "\(error)")
            }
            let publicKey = Base64.encode(signer.signerKey.publicKey)
            if json {
                print(CanonicalJSON.line(["file": .string(file), "publicKey": .string(publicKey)]))
            } else {
                print("publicKey \(publicKey)")
            }
        }
    }
}
