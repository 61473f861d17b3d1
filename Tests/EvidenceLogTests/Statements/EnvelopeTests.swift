import Daylight
import Testing

@testable import EvidenceLog

@Suite struct EnvelopeTests {
    @Test("the worked statement gives the worked bytes, signature and envelope")
    func worked() throws {
        let signer = try Samples.signer()
        #expect(signer.signerKey.keyID == Samples.keyID)
        #expect(Hex.encode(signer.signerKey.publicKey) == "174553b456dddfc6908ecab1c101fe6ab21e2baa0617795b7d43a63482993fd5")
        #expect(Samples.body.count == 321)
        let signed = Envelope.preAuthenticationEncoding(type: Statement.payloadType, body: Samples.body)
        #expect(signed.count == 364)
        #expect(Digest(of: signed).hex == "fbebc993c233398df171d005d96f59dd9961f6401a406d9d60db101fef50893d")
        let envelope = try signer.sign(Samples.body)
        #expect(envelope == Samples.envelope)
        #expect(envelope.count == 676)
        #expect(Merkle.leafHash(of: envelope).hex == "df28f7895976113e8bfab53670892466e7523c10f1b948a48700592d2ac552a9")
        #expect(try Envelope(parsing: envelope).serialized == envelope)
    }

    @Test("lengths in the signed bytes count bytes, not characters")
    func lengths() {
        let bytes = Envelope.preAuthenticationEncoding(type: "a b", body: Array("é".utf8))
        #expect(Hex.encode(bytes) == "445353457631203320612062203220c3a9")
    }

    @Test("distinct keys count towards the threshold, the same key twice does not")
    func threshold() throws {
        let (signer, stranger) = (try Samples.signer(), try Samples.stranger())
        let envelope = try Envelope(parsing: Samples.envelope)
        let key = signer.signerKey
        #expect(try envelope.verify(keys: [stranger.signerKey, key]) == [key])
        #expect(throws: VerificationError.self) { try envelope.verify(keys: [key], threshold: 2) }
        #expect(throws: VerificationError.self) { try envelope.verify(keys: [key, key], threshold: 2) }
        #expect(throws: VerificationError.self) { try envelope.verify(keys: [stranger.signerKey]) }
        #expect(throws: VerificationError.self) { try envelope.verify(keys: []) }
        #expect(throws: VerificationError.self) { try envelope.verify(keys: [key], threshold: 0) }
        let both = Envelope(
            payload: envelope.payload, payloadType: envelope.payloadType,
            signatures: envelope.signatures + (try Envelope(parsing: stranger.sign(Samples.body))).signatures)
        #expect(try both.verify(keys: [key, stranger.signerKey], threshold: 2).count == 2)
    }

    @Test("a keyid decides nothing, and a failing extra signature is skipped")
    func hints() throws {
        let key = try Samples.signer().signerKey
        let sent = try Envelope(parsing: Samples.envelope)
        for hint in [nil, "", "wrong", try Samples.stranger().signerKey.keyID] {
            let signatures: [Envelope.Signature] = [
                .init(keyID: key.keyID, signature: [UInt8](repeating: 1, count: 64)), .init(keyID: hint, signature: [1]),
                .init(keyID: hint, signature: sent.signatures[0].signature),
            ]
            let envelope = Envelope(payload: sent.payload, payloadType: sent.payloadType, signatures: signatures)
            #expect(try envelope.verify(keys: [key]) == [key])
        }
    }

    @Test("another payload type is refused even when it is signed")
    func payloadType() throws {
        let key = try #require(Ed25519.PrivateKey(seed: Samples.seed(0x60)))
        let signed = try #require(key.sign(Envelope.preAuthenticationEncoding(type: "text/plain", body: [1])))
        let envelope = Envelope(payload: [1], payloadType: "text/plain", signatures: [.init(keyID: nil, signature: signed)])
        #expect(throws: VerificationError.self) { try envelope.verify(keys: [Samples.signer().signerKey]) }
    }

    @Test("both base64 alphabets are read, the standard one is written, and slashes are not escaped")
    func alphabets() throws {
        let json = #"{"signatures":[{"sig":"_-8"}],"extra":1,"payload":"_-8=","payloadType":"a\/b"}"#
        let envelope = try Envelope(parsing: Array(json.utf8))
        #expect(envelope.payload == [0xFF, 0xEF])
        #expect(
            String(decoding: envelope.serialized, as: UTF8.self)
                == #"{"payload":"/+8=","payloadType":"a/b","signatures":[{"sig":"/+8="}]}"#)
    }

    @Test(
        "what is no envelope is refused",
        arguments: [
            "", "[]", "{}", #"{"payload":"","payloadType":"a","signatures":[]}"#, #"{"payload":"","payloadType":"a"}"#,
            #"{"payload":1,"payloadType":"a","signatures":[{"sig":""}]}"#, #"{"payload":"","signatures":[{"sig":""}]}"#,
            #"{"payload":"","payloadType":"a","signatures":[{}]}"#, #"{"payload":"","payloadType":"a","signatures":[1]}"#,
            #"{"payload":"","payloadType":"a","signatures":[{"sig":"","keyid":1}]}"#,
            #"{"payload":"A","payloadType":"a","signatures":[{"sig":""}]}"#,
            #"{"payload":"","payloadType":"a","payload":"","signatures":[{"sig":""}]}"#,
            #"{"payload":"","payloadType":"a","signatures":[{"sig":"","sig":""}]}"#,
            #"{"payload":"","payloadType":"a","signatures":{"sig":""}}"#,
        ])
    func malformed(json: String) {
        #expect(throws: InputError.self) { try Envelope(parsing: Array(json.utf8)) }
    }

    @Test("thousands of damaged envelopes are answered, and none of them verifies unless its content is unchanged")
    func fuzz() throws {
        var random = SeededGenerator(21)
        let keys = [try Samples.signer().signerKey]
        let sound = try Envelope(parsing: Samples.envelope)
        for _ in 0..<1500 {
            guard let envelope = try? Envelope(parsing: random.mutated(Samples.envelope)) else { continue }
            if (try? envelope.verify(keys: keys)) != nil { #expect(envelope.payload == sound.payload) }
        }
    }
}
