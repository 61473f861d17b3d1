import Credibility
import Daylight
import Testing

/// Verdicts and warnings of sections 9.4 and 11.5 of the credibility reference.
@Suite struct DKIMTests {
    private let mail = SignedMail()

    private func only(_ finding: MailFinding) throws -> DKIMFinding {
        #expect(finding.signatures.count == 1)
        return try #require(finding.signatures.first)
    }

    @Test func aSignedMailPasses() throws {
        let finding = try mail.finding(try mail.message(tags: " t=1795415048; x=1795415049;"))
        #expect(finding.verdict == .signed(.pass) && finding.verdict.isPass && !finding.hadBareLF)
        let signature = try only(finding)
        #expect(signature.domain == "party.example" && signature.selector == "k" && signature.keyBits == 256)
        #expect(signature.signedAt == 1_795_415_048 && signature.warnings == [.expired])
        #expect(signature.headersCovered == ["from", "subject"] && signature.headersNotCovered == ["to"])
        #expect(signature.bodyCovered == 7 && signature.bodyTotal == 7)
    }

    @Test func changesOfFormDoNotMatterToRelaxed() throws {
        let message = try mail.message("a b\r\n")
        for changed in [
            message.replacing("Subject: Draft", with: "SUBJECT:\t  Draft \t"),
            message.replacing("a b\r\n", with: "a \t b  \r\n\r\n \r\n"),
            message.replacing("Subject: Draft", with: "Subject :\r\n Draft\r\n "), message.replacing("a b\r\n", with: "a b"),
            message.replacing("; b=", with: ";\r\n\tb=\r\n "), message.replacing("\r\n", with: "\n"),
        ] {
            #expect(try mail.finding(changed).verdict.isPass, "\(changed)")
        }
        #expect(try mail.finding(message.replacing("\r\n", with: "\n")).hadBareLF)
    }

    @Test func verdictsInTheirOrder() throws {
        let message = try mail.message()
        func verdict(_ text: String, record: String? = nil) throws -> DKIMFinding.Verdict {
            try only(try mail.finding(text, record: record)).verdict
        }
        #expect(try verdict(message.replacing("s=k;", with: "s=k; s=k;")) == .malformed)
        #expect(try verdict(message.replacing("h=from:", with: "h=to:")) == .malformed)
        #expect(try verdict(message.replacing("s=k;", with: "s=j;")) == .noKey)
        #expect(try verdict(message.replacing("Hello", with: "Bye"), record: "p=") == .revoked)
        #expect(try verdict(message.replacing("Hello", with: "Bye")) == .failBody)
        #expect(try verdict(message.replacing("Draft", with: "Final").replacing("Hello", with: "Bye")) == .failBody)
        #expect(try verdict(message.replacing("Draft", with: "Final")) == .failSignature)
        #expect(try verdict(message, record: mail.record.replacing("ed25519", with: "rsa")) == .failSignature)
    }

    @Test func lengths() throws {
        let message = try mail.message("Hello\r\nPS\r\n", tags: " l=7;", signed: "Hello\r\n")
        let signature = try only(try mail.finding(message))
        #expect(signature.verdict == .pass && signature.warnings == [.lengthTag])
        #expect(signature.bodyCovered == 7 && signature.bodyTotal == 11)
        let beyond = try only(try mail.finding(try mail.message("Hello\r\n", tags: " l=8;")))
        #expect(beyond.verdict == .failBody && beyond.bodyCovered == 7)
        let nothing = try only(try mail.finding(try mail.message("Hello\r\n", tags: " l=0;", signed: "")))
        #expect(nothing.verdict == .pass && nothing.bodyCovered == 0)
    }

    @Test func aSecondAuthorMakesTheMailMalformed() throws {
        let finding = try mail.finding("From: other@x.example\r\n" + (try mail.message()))
        let signature = try only(finding)
        #expect(finding.verdict == .malformed && finding.verdict.name == "malformed")
        #expect(signature.verdict == .pass && signature.headersNotCovered == ["from", "to"])
        #expect(signature.warnings == [.duplicateHeader])
    }

    @Test func signingAnAbsentFieldKeepsItOut() throws {
        let message = try mail.message(signing: ["from", "subject", "subject", "cc", "to"])
        #expect(try only(try mail.finding(message)).headersNotCovered == [])
        #expect(try only(try mail.finding("Subject: New\r\n" + message)).verdict == .failSignature)
        #expect(try only(try mail.finding("Cc: x@y.example\r\n" + message)).verdict == .failSignature)
    }

    @Test func mailsWithoutSignature() throws {
        #expect(try mail.finding(SignedMail.head).verdict.name == "none")
        #expect(try mail.finding("X: y\r\n\r\n").verdict.name == "none")
    }

    @Test(arguments: [
        "", "\r\nbody", " folded\r\n", "no colon\r\n", "From x@y Mon Nov 02 09:15\r\n", ":\r\n", "A: b\r\nÄ: x\r\n",
    ])
    func noMails(text: String) {
        #expect(throws: InputError.self) { try MailMessage(Array(text.utf8)) }
    }

    private static func rsa(_ signature: String) -> String {
        """
        DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=party.example; s=k; h=from:subject; \
        bh=\(SignedByRSA.bodyHash); b=\(signature)\r\n\(SignedMail.head)\r\nHello\r\n
        """
    }

    @Test func keysOfRSA() throws {
        let long = try only(try mail.finding(Self.rsa(SignedByRSA.signature2048), record: "p=" + SignedByRSA.key2048))
        #expect(long.verdict == .pass && long.keyBits == 2_048 && long.warnings.isEmpty)
        let short = try only(try mail.finding(Self.rsa(SignedByRSA.signature1024), record: "p=" + SignedByRSA.key1024))
        #expect(short.verdict == .pass && short.keyBits == 1_024 && short.warnings == [.weakKey])
        let wrong = try only(try mail.finding(Self.rsa(SignedByRSA.signature2048), record: "p=" + SignedByRSA.key1024))
        #expect(wrong.verdict == .failSignature && wrong.warnings == [.weakKey])
        let cut = try only(
            try mail.finding(Self.rsa(SignedByRSA.signature2048), record: "p=" + SignedByRSA.key2048.dropLast(8)))
        #expect(cut.verdict == .failSignature && cut.keyBits == nil)
    }

    @Test func archives() throws {
        let entry: JSONValue = ["record": .string(mail.record), "firstSeen": "2026-01-01", "disclosedSince": "2026-10-15"]
        let archive = try DKIMKeyArchive(parsing: CanonicalJSON.lineBytes(["K._domainkey.party.example.": entry]))
        let message = try MailMessage(Array(try mail.message().replacing("Hello", with: "Bye").utf8))
        #expect(try only(message.verified(with: archive, now: 0)).warnings == [.keyDisclosed])
        var misspelt = entry.objectValue ?? [:]
        misspelt["disclosedsince"] = "2026-10-15"
        let name = "k._domainkey.party.example"
        let error = #expect(throws: InputError.self) {
            try DKIMKeyArchive(parsing: CanonicalJSON.lineBytes([name: .object(misspelt)]))
        }
        #expect(error?.field == "\(name): disclosedsince")
        for other in [name.uppercased(), name + "."] {
            let error = #expect(throws: InputError.self) {
                try DKIMKeyArchive(parsing: CanonicalJSON.lineBytes(.object([name: entry, other: "p="])))
            }
            #expect(error.map { [name, other].contains($0.field) } == true)
        }
        for text in ["[]", #"{"a": 1}"#, #"{"a": {}}"#, #"{"a": {"record": "p=", "firstSeen": "2026"}}"#, "{"] {
            #expect(throws: InputError.self) { try DKIMKeyArchive(parsing: Array(text.utf8)) }
        }
    }

    @Test func aMillionHeaderLines() throws {
        let lines = String(repeating: "X: y\r\n z\r\n", count: 500_000)
        let message = try mail.message(head: SignedMail.head) + "x"
        let finding = try mail.finding(
            lines + message.replacing("h=from", with: "h=" + String(repeating: "x:", count: 100_000) + "from"))
        #expect(try only(finding).verdict == .failBody)
    }
}
