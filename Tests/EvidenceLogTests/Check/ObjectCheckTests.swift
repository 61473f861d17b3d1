import Daylight
import Testing

@testable import EvidenceLog

@Suite struct ObjectCheckTests {
    private static let leaf = "3f6de9f43abf4273da1f475d392d307d74ec9d9917848734ff0f6ac4f944475c"
    private static let two = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    private static let three = "ae27b92eb1657b7d7fcecce0d659534a6d25511505f97c3b18ce8cc824a7f5a4"
    private static let checkpoint = Base64.encode(Samples.checkpoint)
    private static let envelope = Base64.encode(Samples.envelope)
    private static let policy = Base64.encode(Array(Samples.policyText.utf8))
    private static let spki = "MCowBQYDK2VwAyEAF0VTtFbd38aQjsqxwQH+arIeK6oGF3lbfUOmNIKZP9U="

    private static func check(_ line: String) -> ObjectCheck { ObjectCheck(line: Array(line.utf8)) }

    @Test("the worked lines are answered to the letter")
    func worked() {
        let lines = [
            #"{"id":1,"kind":"inclusion","index":2,"size":3,"leafHash":"\#(Self.leaf)","root":"\#(Self.three)","proof":["\#(Self.two)"]}"#,
            #"{"id":2,"kind":"tile-path","path":"tile/1/001.p/17"}"#,
        ]
        #expect(
            lines.map { CanonicalJSON.line(.object(Self.check($0).answer)) } == [
                #"{"id":1,"ok":true}"#, #"{"id":2,"ok":true,"level":1,"index":1,"width":17}"#,
            ])
        let third = Self.check(#"{"id":3,"kind":"tile-path","path":"tile/0/x001"}"#)
        #expect(third.outcome == .notOK)
        #expect(third.answer["reason"]?.stringValue?.contains("x001") == true)
    }

    @Test(
        "sound objects of every kind are answered with their results",
        arguments: [
            (
                #"{"kind":"consistency","oldSize":2,"newSize":3,"oldRoot":"\#(two)","newRoot":"\#(three)","proof":["\#(leaf)"]}"#,
                #"{"ok":true}"#
            ),
            (
                #"{"kind":"consistency","oldSize":0,"newSize":3,"oldRoot":"\#(two)","newRoot":"\#(three)","proof":[]}"#,
                #"{"ok":true}"#
            ),
            (
                #"{"kind":"vkey","vkey":"\#(Samples.firstWitness)"}"#,
                #"{"ok":true,"name":"witness.example/w1","keyId":"20324abe","type":4,"publicKey":"29acbae141bccaf0b22e1a94d34d0bc7361e526d0bfe12c89794bc9322966dd7"}"#
            ),
            (
                #"{"kind":"note","noteBase64":"\#(checkpoint)","vkeys":["\#(Samples.firstWitness)","\#(Samples.logKey)"]}"#,
                #"{"ok":true,"verified":["log.daylight.example/2026","witness.example/w1"]}"#
            ),
            (
                #"{"kind":"checkpoint","noteBase64":"\#(checkpoint)","vkey":"\#(Samples.logKey)","origin":"\#(Samples.origin)"}"#,
                #"{"ok":true,"size":7,"root":"d10ce7464720961c9301ffc85f656d55fe10e6384d6dc1479169fce1d7f41551","extensions":[]}"#
            ),
            (
                #"{"kind":"cosignature","checkpointBase64":"\#(checkpoint)","line":"\#(Samples.firstCosignature.dropLast())\n","vkey":"\#(Samples.firstWitness)"}"#,
                #"{"ok":true,"timestamp":1795420800}"#
            ),
            (#"{"kind":"policy","policyBase64":"\#(policy)","cosigned":["W1","W2"]}"#, #"{"ok":true,"satisfied":true}"#),
            (#"{"kind":"policy","policyBase64":"\#(policy)"}"#, #"{"ok":true,"satisfied":false}"#),
            (
                #"{"kind":"proof","proofBase64":"\#(Base64.encode(Samples.proof))","entryBase64":"\#(envelope)","policyBase64":"\#(policy)"}"#,
                #"{"ok":true,"origin":"log.daylight.example/2026","index":7,"size":8,"leafHash":"df28f7895976113e8bfab53670892466e7523c10f1b948a48700592d2ac552a9","cosigners":["W1","W2"]}"#
            ),
            (
                #"{"kind":"dsse","envelopeBase64":"\#(envelope)","keys":[{"spkiBase64":"\#(spki)","keyid":"x"}]}"#,
                #"{"ok":true,"keyids":["\#(Samples.keyID)"]}"#
            ),
            (
                #"{"kind":"statement","statementBase64":"\#(Base64.encode(Samples.body))"}"#,
                #"{"ok":true,"predicateType":"https://daylight.example/sponsorship/v1"}"#
            ),
            (
                #"{"kind":"pae","payloadType":"a b","bodyBase64":"w6k="}"#,
                #"{"ok":true,"paeHex":"445353457631203320612062203220c3a9"}"#
            ),
            (
                #"{"kind":"tile-path","path":"tile/entries/273.p/112"}"#,
                #"{"ok":true,"level":"entries","index":273,"width":112}"#
            ),
        ])
    func sound(line: String, answer: String) {
        #expect(CanonicalJSON.line(.object(Self.check(line).answer)) == answer)
        #expect(Self.check(line).outcome == .ok)
    }

    @Test(
        "a fault inside the object makes it unsound",
        arguments: [
            #"{"kind":"inclusion","index":2,"size":3,"leafHash":"\#(leaf)","root":"\#(three)","proof":["\#(two.dropLast(2))"]}"#,
            #"{"kind":"inclusion","index":2,"size":3,"leafHash":"\#(leaf.uppercased())","root":"\#(three)","proof":["\#(two)"]}"#,
            #"{"kind":"inclusion","index":3,"size":3,"leafHash":"\#(leaf)","root":"\#(three)","proof":["\#(two)"]}"#,
            #"{"kind":"inclusion","index":-1,"size":3,"leafHash":"\#(leaf)","root":"\#(three)","proof":["\#(two)"]}"#,
            #"{"kind":"inclusion","index":2,"size":9223372036854775808,"leafHash":"\#(leaf)","root":"\#(three)","proof":["\#(two)"]}"#,
            #"{"kind":"consistency","oldSize":3,"newSize":2,"oldRoot":"\#(three)","newRoot":"\#(two)","proof":["\#(leaf)"]}"#,
            #"{"kind":"vkey","vkey":""}"#, #"{"kind":"note","noteBase64":"*","vkeys":[]}"#,
            #"{"kind":"checkpoint","noteBase64":"\#(checkpoint)","vkey":"\#(Samples.logKey)","origin":"other"}"#,
            #"{"kind":"cosignature","checkpointBase64":"\#(checkpoint)","line":"","vkey":"\#(Samples.firstWitness)"}"#,
            #"{"kind":"policy","policyBase64":""}"#,
            #"{"kind":"dsse","envelopeBase64":"\#(envelope)","keys":[{"spkiBase64":"\#(spki)"}],"threshold":2}"#,
            #"{"kind":"dsse","envelopeBase64":"\#(envelope)","keys":[{"spkiBase64":"\#(spki)"}],"threshold":0}"#,
            #"{"kind":"dsse","envelopeBase64":"\#(envelope)","keys":[{"spkiBase64":"AAAA"}]}"#,
            #"{"kind":"statement","statementBase64":"e30="}"#, #"{"kind":"tile-path","path":"tile/7"}"#,
            #"{"kind":"fork","vkey":"","checkpointsBase64":["",""]}"#,
        ])
    func unsound(line: String) {
        #expect(Self.check(line).outcome == .notOK)
        #expect(Self.check(line).answer["ok"] == false)
        #expect(Self.check(line).answer["reason"]?.stringValue?.hasPrefix("input: ") == false)
    }

    @Test(
        "a line that is no such object is an input fault, and keeps its id if it has one",
        arguments: [
            "x", "[]", "{}", #"{"kind":"tea"}"#, #"{"kind":1}"#, #"{"kind":"pae"}"#,
            #"{"kind":"pae","payloadType":1,"bodyBase64":""}"#,
            #"{"kind":"tile-path","path":["a"]}"#, #"{"kind":"tile-path","kind":"pae","path":""}"#,
            #"{"kind":"inclusion","index":1.5,"size":3,"leafHash":"","root":"","proof":[]}"#,
            #"{"kind":"inclusion","index":"1","size":3,"leafHash":"","root":"","proof":[]}"#,
            #"{"kind":"inclusion","index":1,"size":3,"leafHash":"","root":"","proof":[1]}"#,
            #"{"kind":"dsse","envelopeBase64":"","keys":[1]}"#, #"{"kind":"dsse","envelopeBase64":"","keys":[{}]}"#,
            #"{"kind":"fork","vkey":"","checkpointsBase64":[""]}"#,
        ])
    func inputFaults(line: String) {
        #expect(Self.check(line).outcome == .inputFault)
        #expect(Self.check(line).answer["reason"]?.stringValue?.hasPrefix("input: ") == true)
        #expect(Self.check(#"{"id":[1],"kind":"tea"}"#).answer["id"] == [1])
    }

    @Test("thousands of damaged lines are answered, never with a crash")
    func fuzz() {
        var random = SeededGenerator(51)
        let line = Array(
            #"{"id":1,"kind":"dsse","envelopeBase64":"\#(Self.envelope)","keys":[{"spkiBase64":"\#(Self.spki)"}]}"#.utf8)
        var sound = 0
        for _ in 0..<500 where ObjectCheck(line: random.mutated(line)).outcome == .ok { sound += 1 }
        #expect(sound < 100)
    }
}
