import Daylight
import Testing

@testable import EvidenceLog

@Suite struct NoteTests {
    private let keys: [VerifierKey]

    init() throws {
        keys = try [Samples.logKey, Samples.firstWitness, Samples.secondWitness].map { try VerifierKey(parsing: $0) }
    }

    @Test("the worked note opens with all three keys, and each says what it means")
    func workedNote() throws {
        let opened = try Note(parsing: Samples.checkpoint).open(with: keys)
        #expect(opened.text == Array(Samples.checkpointText.utf8))
        #expect(opened.verified.map(\.key) == keys)
        #expect(opened.verified.map(\.meaning) == [.signed, .cosigned(time: 1_795_420_800), .cosigned(time: 1_795_420_801)])
        #expect(opened.unverified.isEmpty)
    }

    @Test("our signatures over the worked texts are the worked signatures")
    func signing() throws {
        let text = Array(Samples.checkpointText.utf8)
        let log = try Samples.noteKey(Samples.origin, 1, seed: 0)
        #expect(log.verifierKey.description == Samples.logKey)
        #expect(log.signatureLine(over: text)?.line == Array(Samples.logSignature.utf8))
        let witness = try Samples.noteKey("witness.example/w1", 4, seed: 0x20)
        #expect(witness.verifierKey.description == Samples.firstWitness)
        #expect(witness.cosignatureLine(over: text, time: 1_795_420_800)?.line == Array(Samples.firstCosignature.utf8))
    }

    @Test("lines of unknown keys are kept byte for byte and vouch for nothing")
    func unknownKeys() throws {
        let opened = try Note(parsing: Samples.checkpoint).open(with: [keys[0]])
        #expect(opened.verified.map(\.key) == [keys[0]])
        #expect(opened.unverified.flatMap(\.line) == Array((Samples.firstCosignature + Samples.secondCosignature).utf8))
        let strange = try VerifierKey(parsing: Samples.strangeKey)
        #expect(throws: VerificationError.self) { try Note(parsing: Samples.checkpoint).open(with: [strange]) }
        #expect(throws: VerificationError.self) { try Note(parsing: Samples.checkpoint).open(with: []) }
    }

    @Test("one failing signature of a known key rejects the whole note")
    func failingSignature() throws {
        let other = Samples.firstCosignature.replacing("PryL", with: "PryM")
        let note = Array((Samples.checkpointText + "\n" + Samples.logSignature + other).utf8)
        #expect(throws: VerificationError.self) { try Note(parsing: note).open(with: keys) }
        #expect(try Note(parsing: note).open(with: [keys[0]]).verified.count == 1)
    }

    @Test("a repeated line of a known key is skipped")
    func repeatedLine() throws {
        let note = Array((Samples.checkpointText + "\n" + Samples.logSignature + Samples.logSignature).utf8)
        #expect(try Note(parsing: note).open(with: keys).verified.count == 1)
    }

    @Test("the text ends at the last empty line, not the first")
    func textWithEmptyLines() throws {
        let text = "Grüße\n\nzweiter Absatz\n"
        let line =
            "— log.daylight.example/2026 MXANhachasiDWLc6PwHAofXKRUEopzUVlc5Ymn2lsWrgzipw1Q1Nxhw01eeNa2zqNGh/Bm4qYnu8kyLO6nBRYECn8Qo=\n"
        let opened = try Note(parsing: Array((text + "\n" + line).utf8)).open(with: keys)
        #expect(opened.text == Array(text.utf8))
    }

    @Test(
        "a malformed note is refused whole",
        arguments: [
            "", "\n", "\n\n", "text\n", "text\n\n", "text\n\n— a AAAAAAA=", "text\n— a AAAAAAA=\n", "text\n\n- a AAAAAAA=\n",
            "text\n\n—  AAAAAAA=\n", "text\n\n— a\n", "text\n\n— a AAAAAA==\n", "text\n\n— a AAAAAAA\n", "text\n\n— a AAAAAAB=\n",
            "text\n\n— a AAAA AAA=\n", "text\n\n— a+b AAAAAAA=\n", "text\n\n— a\u{A0}b AAAAAAA=\n", "text\n\n— a AAAAAAA=\n\n",
            "text\r\n\n— a AAAAAAA=\n", "te\txt\n\n— a AAAAAAA=\n", "text\n\n— a AAAAAAA=\nx\n", "text\n\n— a ____AAA=\n",
        ])
    func malformed(text: String) {
        #expect(throws: InputError.self) { try Note(parsing: Array(text.utf8)) }
    }

    @Test("bytes that are not UTF-8, too many bytes and too many lines are refused; sixteen large lines are not")
    func bounds() throws {
        let sound = Array("text\n\n— a AAAAAAA=\n".utf8)
        #expect(throws: InputError.self) { try Note(parsing: [0xFF] + sound) }
        #expect(throws: InputError.self) { try Note(parsing: [UInt8](repeating: 0x61, count: Note.byteLimit) + sound) }
        let line = Array("— a AAAAAAA=\n".utf8)
        #expect(throws: InputError.self) { try Note(parsing: sound + Array(repeatElement(line, count: 100).joined())) }
        let large = Array("— a \(Base64.encode([UInt8](repeating: 7, count: 5000)))\n".utf8)
        let note = try Note(parsing: sound + Array(repeatElement(large, count: 16).joined()))
        #expect(note.signatures.count == 17)
        #expect(note.signatures[1].line == large)
    }

    @Test("no change of one byte of the text leaves a note that opens")
    func tamperedText() {
        for position in Samples.checkpointText.utf8.indices {
            var note = Samples.checkpoint
            note[Samples.checkpointText.utf8.distance(from: Samples.checkpointText.utf8.startIndex, to: position)] ^= 1
            #expect((try? Note(parsing: note).open(with: keys)) == nil)
        }
    }

    @Test("thousands of damaged notes are answered, never with a crash")
    func fuzz() {
        var random = SeededGenerator(11)
        var refused = 0
        for _ in 0..<2000 where (try? Note(parsing: random.mutated(Samples.checkpoint))) == nil { refused += 1 }
        #expect(refused > 500)
    }
}
