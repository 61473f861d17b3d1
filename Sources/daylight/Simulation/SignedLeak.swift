import Crypto
import Daylight
import Simulation

/// The mails of a simulated leak, signed with keys that follow from the seed.
struct SignedLeak {
    let leak: SimulatedLeak
    /// What `daylight claims mail verify` reads with `--keys`.
    let keys: [UInt8]
    /// In the order of the simulation.
    let mails: [(mail: SimulatedMail, bytes: [UInt8])]

    init(_ leak: SimulatedLeak) throws {
        self.leak = leak
        func key(_ selector: String, _ domain: String) throws -> Curve25519.Signing.PrivateKey {
            try Curve25519.Signing.PrivateKey(rawRepresentation: leak.keySeed(selector, domain))
        }
        let archive = try leak.keys { Array(try key($0, $1).publicKey.rawRepresentation) }
        keys = CanonicalJSON.lineBytes(archive) + [0x0A]
        mails = try leak.mails.map { mail in
            // What is signed is the hash, not the text (RFC 8463, section 3).
            let bytes = try mail.found { selector, digest in
                Array(try key(selector, mail.domain).signature(for: digest.bytes))
            }
            return (mail, bytes)
        }
    }

    var files: [(path: String, bytes: [UInt8])] { [("keys.json", keys)] + mails.map { ($0.mail.file, $0.bytes) } }
}
