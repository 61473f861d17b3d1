import Credibility
import Crypto
import Daylight
import Testing

/// Mails of tests, signed with a key of their own.
struct SignedMail {
    static let head = """
        From: Anna <anna@party.example>\r
        To: press@party.example\r
        Subject: Draft\r

        """

    let key = Curve25519.Signing.PrivateKey()

    var record: String { "v=DKIM1; k=ed25519; p=\(Base64.encode([UInt8](key.publicKey.rawRepresentation)))" }

    /// A message in which what is signed stands in relaxed form already.
    ///
    /// - Parameter tags: further tags of the signature, each with its semicolon.
    func message(
        _ body: String = "Hello\r\n", head: String = head, signing headers: [String] = ["from", "subject"], tags: String = "",
        signed: String? = nil
    ) throws -> String {
        let hash = Base64.encode(Digest(of: Array((signed ?? body).utf8)).bytes)
        let field =
            "v=1; a=ed25519-sha256; c=relaxed/relaxed; d=party.example; s=k;\(tags) "
            + "h=\(headers.joined(separator: ":")); bh=\(hash); b="
        var lines = head.split(separator: "\r\n").map(String.init)
        var data = ""
        for name in headers {
            guard let index = lines.lastIndex(where: { $0.lowercased().hasPrefix(name + ":") }) else { continue }
            let line = lines.remove(at: index)
            data += name + ":" + line.dropFirst(name.count + 1).trimmingPrefix(" ") + "\r\n"
        }
        data += "dkim-signature:" + field
        let signature = try key.signature(for: Digest(of: Array(data.utf8)).bytes)
        return "DKIM-Signature: \(field)\(Base64.encode([UInt8](signature)))\r\n\(head)\r\n\(body)"
    }

    func finding(_ message: String, record: String? = nil, now: Int64 = 1_795_500_000) throws -> MailFinding {
        let archive = CanonicalJSON.lineBytes(["k._domainkey.Party.Example": .string(record ?? self.record)])
        return try MailMessage(Array(message.utf8)).verified(with: DKIMKeyArchive(parsing: archive), now: now)
    }
}
