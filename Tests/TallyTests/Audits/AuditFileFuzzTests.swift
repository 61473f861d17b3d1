import Daylight
import Testing

@testable import Tally

/// Hostile input for `daylight count audit`: never a trap, always an answer or an error that names the place.
struct AuditFileFuzzTests {
    private static let seeds = [
        #"{"method":"bravo","riskLimit":"0.05","ballots":62000,"votes":{"A":30100,"B":25200},"sample":{"A":9}}"#,
        #"{"method":"supersimple","riskLimit":"0.1","ballots":62,"votes":{"A":30,"B":25},"rates":{"o1":"0"},"sample":{"n":9}}"#,
        #"{"method":"macro","riskLimit":"0.1","batches":[{"batch":"b","ballots":9,"votes":{"w":6,"l":2}}],"#
            + #""sample":[{"batch":"b","votes":{"w":5}}]}"#,
        #"{"method":"alpha","riskLimit":"0.05","population":9,"t":"0.5","u":"1","#
            + #""estimator":{"name":"shrinkTrunc","eta":"0.6","d":9,"c":"0.1","f":"0"},"x":[1,0]}"#,
        #"{"method":"kaplanMarkov","riskLimit":"0.05","t":"0.5","g":"0.1","x":[1,0.5]}"#,
        #"{"method":"shangrla","outcome":"dhondt","riskLimit":"0.05","ballots":9,"votes":{"A":5,"B":2},"seats":2,"#
            + #""errorRate":"0.1","sample":[{"paper":["A"],"record":["B"]}]}"#,
        #"{"method":"listSeats","outcome":"dhondt","riskLimit":"0.05","ballots":99,"votes":{"A":50,"B":20},"seats":2,"#
            + #""threshold":"5","sample":[{"paper":["A"],"record":["B"]}]}"#,
        #"{"method":"listSeats","outcome":"sainteLague","riskLimit":"0.05","seats":3,"#
            + #""batches":[{"batch":"b","ballots":9,"votes":{"A":6,"B":2}}],"sample":[{"batch":"b","votes":{"A":5}}]}"#,
        #"{"method":"shangrla","outcome":"irv","riskLimit":"0.05","ballots":9,"candidates":["A","B","C"],"winner":"A","#
            + #""rankings":[{"ranking":["A","B"],"count":5},{"ranking":["C"],"count":3}],"sample":[{"paper":["A"]}]}"#,
        #"{"method":"minerva","riskLimit":"0.05","votes":{"A":60,"B":40},"#
            + #""rounds":[{"n":20,"winnerVotes":11},{"n":50,"winnerVotes":30}]}"#,
        #"{"sampler":"rivest","seed":"12","manifest":[{"batch":"P","ballots":5}],"size":3,"withReplacement":true}"#,
        #"{"sampler":"stark","seed":"12","population":100,"size":5}"#,
        #"{"sampler":"ppeb","seed":"12","batches":[{"batch":"X","u":"6/5"}],"size":4}"#,
    ]
    private static let words = ["-1", "0", "1e999", "99999999999999999999", "null", "[]", "{}", "\"\"", "\"1/0\"", "0.5", "1"]

    private static func altered(_ text: String, _ generator: inout SeatGenerator) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let place = Int.random(in: bytes.indices, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0x20...0x7E, using: &generator)
            case 1: bytes.remove(at: place)
            default:
                // A whole value in place of another.
                guard let colon = bytes[place...].firstIndex(of: UInt8(ascii: ":")) else { continue }
                let end = bytes[(colon + 1)...].firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "}") } ?? bytes.count
                bytes.replaceSubrange((colon + 1)..<end, with: words.randomElement(using: &generator)?.utf8 ?? "".utf8)
            }
        }
        return bytes
    }

    @Test func alteredInputIsAnsweredOrRefused() {
        var generator = SeatGenerator(seed: 8)
        for _ in 0..<FuzzRuns.count(default: 4_000) {
            let text = Self.seeds.randomElement(using: &generator) ?? ""
            let bytes = Self.altered(text, &generator)
            // Ten million draws would only be slow.
            guard !String(decoding: bytes, as: UTF8.self).contains("9999999") else { continue }
            if let plan = try? AuditPlan(parsing: bytes) { _ = CanonicalJSON.line(plan.json) }
            if let sample = try? AuditSample(parsing: bytes) { _ = CanonicalJSON.line(sample.json) }
            do throws(InputError) {
                let measure = try AuditMeasure(parsing: bytes)
                #expect((0...1).contains(measure.risk.p))
                _ = CanonicalJSON.line(measure.json)
            } catch { #expect(!error.expected.isEmpty) }
        }
    }

    @Test(arguments: [
        (#"{"method":"bravo","riskLimit":"0"}"#, "/riskLimit"), (#"{"method":"bravo","riskLimit":0.05}"#, "/riskLimit"),
        (#"{"method":"guess","riskLimit":"0.05"}"#, "/method"),
        (
            #"{"method":"alpha","riskLimit":"0.05","population":1,"t":"0.5","u":"1","#
                + #""estimator":{"name":"fixed","eta":"0.6"},"x":[1,1]}"#,
            "/x"
        ),
        (
            #"{"method":"alpha","riskLimit":"0.05","population":null,"t":"0.5","u":"1","#
                + #""estimator":{"name":"fixed","eta":"0.6"},"x":[1.5]}"#,
            "/x/0"
        ),
        (#"{"method":"bravo","riskLimit":"0.05","ballots":10,"votes":{"A":6,"B":-4},"sample":{}}"#, "/votes/B"),
        (#"{"method":"bravo","riskLimit":"0.05","ballots":10,"votes":{"A":6,"B":6},"sample":{}}"#, "/votes"),
        (#"{"method":"macro","riskLimit":"0.05","batches":[{"batch":"b","ballots":3,"votes":{"A":4}}]}"#, "/batches/0/votes"),
    ])
    func faultNamesItsPlace(text: String, field: String) {
        #expect {
            try AuditMeasure(parsing: Array(text.utf8))
        } throws: {
            ($0 as? InputError)?.field == field
        }
    }

    @Test(arguments: [
        (#"{"sampler":"rivest","seed":"","manifest":[],"size":6,"withReplacement":false}"#, "/seed"),
        (#"{"sampler":"rivest","seed":"1","manifest":[],"size":6,"withReplacement":false}"#, "/manifest"),
        (#"{"sampler":"rivest","seed":"1","manifest":[{"batch":"a","ballots":5}],"size":6,"withReplacement":false}"#, "/size"),
        (#"{"sampler":"ppeb","seed":"1","batches":[{"batch":"a","u":"0"}],"size":6}"#, "/batches"),
        (#"{"sampler":"dice","seed":"1","size":6}"#, "/sampler"),
    ])
    func wrongSampleNamesItsPlace(text: String, field: String) {
        #expect {
            try AuditSample(parsing: Array(text.utf8))
        } throws: {
            ($0 as? InputError)?.field == field
        }
    }
}
