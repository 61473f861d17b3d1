import Daylight
import Glibc
import Testing

@testable import EvidenceLog

@Suite struct SignerTests {
    private static let pem = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAF0VTtFbd38aQjsqxwQH+arIeK6oGF3lbfUOmNIKZP9U=
        -----END PUBLIC KEY-----

        """

    @Test("the public key of the contract is read and written")
    func publicKey() throws {
        let key = try SignerKey(pem: Array(Self.pem.utf8))
        #expect(key.keyID == Samples.keyID)
        #expect(key.pem == Self.pem)
        #expect(try SignerKey(spki: key.spki) == key)
    }

    @Test("any other key file is refused", arguments: ["", "x", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n"])
    func otherFiles(text: String) {
        #expect(throws: InputError.self) { try SignerKey(pem: Array(text.utf8)) }
        #expect(throws: InputError.self) { try SignerKey(spki: Array(text.utf8)) }
    }

    @Test("a new private key is only for its owner, is read back, and is never overwritten")
    func privateKey() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/signer.key"
        var random = SeededGenerator(1)
        let signer = try StatementSigner.create(at: path, random: &random)
        #expect(try StatementSigner.load(from: path).signerKey == signer.signerKey)
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(throws: LogError.exists(path: path)) { try StatementSigner.create(at: path, random: &random) }
    }

    @Test("a private key that others may read is refused", arguments: [mode_t(0o640), 0o604, 0o666])
    func exposedKey(mode: mode_t) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/signer.key"
        var random = SeededGenerator(2)
        _ = try StatementSigner.create(at: path, random: &random)
        #expect(chmod(path, mode) == 0)
        #expect(throws: LogError.exposed(path: path)) { try StatementSigner.load(from: path) }
    }

    @Test("a missing key and a file that is no key are told apart")
    func missing() throws {
        let folder = try TemporaryFolder()
        #expect(throws: LogError.missing(path: folder.path + "/none")) { try StatementSigner.load(from: folder.path + "/none") }
        try Disk.create(folder.path + "/text", Array("text".utf8), mode: 0o600)
        #expect(throws: LogError.self) { try StatementSigner.load(from: folder.path + "/text") }
    }

    @Test("a body that is no statement is not signed, and neither is one too large for an entry")
    func refusals() throws {
        let signer = try Samples.signer()
        #expect(throws: InputError.self) { try signer.sign(Array("{}".utf8)) }
        let padding = String(repeating: "x", count: 49_000)
        let body = String(decoding: Samples.body, as: UTF8.self).replacing("Example Party", with: padding)
        #expect(throws: InputError.self) { try signer.sign(Array(body.utf8)) }
    }
}
