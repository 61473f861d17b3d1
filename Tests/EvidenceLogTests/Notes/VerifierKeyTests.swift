import Daylight
import Testing

@testable import EvidenceLog

@Suite struct VerifierKeyTests {
    @Test(
        "the worked keys are read and written",
        arguments: [
            (
                Samples.logKey, "log.daylight.example/2026", "31700d85", 1,
                "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
            ),
            (
                Samples.firstWitness, "witness.example/w1", "20324abe", 4,
                "29acbae141bccaf0b22e1a94d34d0bc7361e526d0bfe12c89794bc9322966dd7"
            ),
            (
                Samples.secondWitness, "witness2.example/w2", "6b18595d", 4,
                "2543b92ff1095511476adc8369db6ddc933665a11978dda1404ee1066ca9559d"
            ),
        ])
    func worked(text: String, name: String, keyID: String, type: Int, publicKey: String) throws {
        let key = try VerifierKey(parsing: text)
        #expect(key.name == name)
        #expect(Hex.encode(key.keyID) == keyID)
        #expect(key.type.rawValue == UInt8(type))
        #expect(Hex.encode(key.publicKey) == publicKey)
        #expect(key.description == text)
    }

    @Test(
        "any fault in a key is refused",
        arguments: [
            "", "a", "a+b", "a+00000000+", "+31700d85+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
            "witness2.example/w2+6B18595D+BCVDuS/xCVURR2rcg2nbbdyTNmWhGXjdoUBO4QZsqVWd",
            "log.daylight.example/2026+31700d86+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
            "log.daylight.example/2027+31700d85+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
            "log.daylight.example/2026+31700d85+AgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
            "log.daylight.example/2026+31700d85+BgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
            "log.daylight.example/2026+31700d85+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG",
            "log.daylight.example/2026+31700d85+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4\n",
            "log.daylight.example/2026+31700d85+AQOhB7_zzhC-HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
            "log daylight.example/2026+31700d85+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
            "log.daylight.example/2026+31700d8+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        ])
    func faults(text: String) {
        #expect(throws: InputError.self) { try VerifierKey(parsing: text) }
    }

    @Test("two Unicode spellings of a name are two keys")
    func namesAreBytes() {
        let key = [UInt8](repeating: 7, count: 32)
        let composed = VerifierKey(name: "caf\u{E9}", type: .ed25519, publicKey: key)
        let decomposed = VerifierKey(name: "cafe\u{301}", type: .ed25519, publicKey: key)
        #expect(composed != decomposed)
        #expect(composed.keyID != decomposed.keyID)
    }

    @Test("a private key file is read as it is written, and any change of it is refused or is another key")
    func privateKey() throws {
        var random = SeededGenerator(5)
        let key = try NoteKey(name: "log.example", random: &random)
        #expect(try NoteKey(parsing: key.file).verifierKey == key.verifierKey)
        #expect(throws: InputError.self) { try NoteKey(parsing: Array(key.file.dropLast())) }
        #expect(throws: InputError.self) { try NoteKey(parsing: key.file + [0x0A]) }
        #expect(throws: InputError.self) { try NoteKey(parsing: Array("log.example+x".utf8)) }
        #expect(throws: InputError.self) { try NoteKey(name: "two words", random: &random) }
        for position in key.file.indices {
            var file = key.file
            file[position] ^= 1
            #expect((try? NoteKey(parsing: file)) == nil, "byte \(position)")
        }
    }

    @Test("the key file of the contract's witness is read")
    func contractKey() throws {
        let file = "PRIVATE+KEY+witness.example/w1+20324abe+BCAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/\n"
        #expect(try NoteKey(parsing: Array(file.utf8)).verifierKey.description == Samples.firstWitness)
    }
}
