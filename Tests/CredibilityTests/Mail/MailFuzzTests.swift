import Credibility
import Daylight
import Glibc
import Testing

/// Hostile mails and archives: nothing may trap.
///
/// `DAYLIGHT_FUZZ=1000000` in the environment runs that many; a test run does fewer.
@Suite struct MailFuzzTests {
    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 2_000

    @Test func damagedMails() throws {
        var random = SeededNumbers(seed: 2026)
        let mail = SignedMail()
        let samples = [
            Array(try mail.message().utf8),
            Array(try mail.message("a\r\n \r\nb", tags: " l=1; t=5; x=9; i=@a.party.example;").utf8),
            Array("DKIM-Signature: a=rsa-sha1\n\n".utf8),
        ]
        var (judged, refused) = (0, 0)
        for execution in 0..<Self.executions {
            let bytes = random.damaged(
                samples[execution % samples.count], pieces: ["\r", "\n", ";", ":", "=", " ", "\t", "b=", "\u{0}", "\u{FF}"])
            let key = random.damaged(Array(mail.record.utf8), pieces: ["=", ";", "p", "MIGf", "s="])
            let archive = CanonicalJSON.lineBytes(["k._domainkey.party.example": .string(String(decoding: key, as: UTF8.self))])
            do throws(InputError) {
                let finding = try MailMessage(bytes).verified(with: DKIMKeyArchive(parsing: archive), now: 7)
                #expect(finding.members.count == 4)
                judged += 1
            } catch {
                refused += 1
            }
        }
        #expect(judged > Self.executions / 10 && refused > Self.executions / 50)
    }

    /// Chains with fields cut, doubled and moved: broken ones are told, and none passes that was not sealed.
    @Test func damagedChains() throws {
        var random = SeededNumbers(seed: 8617)
        let mail = SignedMail()
        func set(_ instance: Int) -> String {
            """
            ARC-Seal: i=\(instance); a=rsa-sha256; d=party.example; s=k; cv=\(instance == 1 ? "none" : "pass"); b=AAAA\r
            ARC-Message-Signature: i=\(instance); a=rsa-sha256; c=relaxed/relaxed; d=party.example; s=k; h=from:to;\r
             bh=AAAA; b=AAAA\r
            ARC-Authentication-Results: i=\(instance); mx.party.example; dkim=pass\r

            """
        }
        let sample = Array((set(2) + set(1) + (try mail.message())).utf8)
        let archive = CanonicalJSON.lineBytes(["k._domainkey.party.example": .string(mail.record)])
        var (whole, broken) = (0, 0)
        for _ in 0..<Self.executions {
            let bytes = random.damaged(
                sample, pieces: ["\r\n", "i=", "i=1;", "i=50;", "ARC-Seal:", ";", "cv=fail;", "\u{0}", "h=from;"])
            guard let message = try? MailMessage(bytes) else { continue }
            let finding = message.verified(with: try DKIMKeyArchive(parsing: archive), now: 7)
            #expect(finding.chain.status != .pass)
            #expect(finding.chain.status == .none || finding.chain.fault != nil)
            whole += finding.chain.sets.isEmpty ? 0 : 1
            broken += finding.chain.sets.isEmpty ? 1 : 0
        }
        #expect(whole > Self.executions / 10 && broken > Self.executions / 50)
    }

    @Test func damagedArchives() {
        var random = SeededNumbers(seed: 7)
        let sample = Array(#"{"a._domainkey.b":{"record":"p=","firstSeen":"2026-01-01","observer":"x"},"c":"p=x"}"#.utf8)
        for _ in 0..<Self.executions { _ = try? DKIMKeyArchive(parsing: random.damaged(sample, pieces: ["{", "\"", ","])) }
    }
}
