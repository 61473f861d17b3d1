import Daylight
import Testing

@testable import Server

@Suite struct PagesEvidenceTests {
    @Test("evidence without any optional key is read")
    func bare() throws {
        let evidence = try EvidenceSample.evidence(isBare: true)
        #expect(evidence.members.count == 5)
        #expect(evidence.members[0].rowsInWindow == nil)
        #expect(evidence.edges[0].medianDelaySeconds == nil)
        #expect(evidence.edges[0].p.text == "4.2187530e-402")
        #expect(evidence.counterEvidence == [])
    }

    @Test(
        "a key that every evidence file has is named when it is missing",
        arguments: ["cluster", "window_s", "model", "rows", "accounts", "members", "edges", "timeline", "input_sha256"])
    func missing(key: String) throws {
        var object = try #require(EvidenceSample.json().objectValue)
        object[key] = nil
        let error = #expect(throws: InputError.self) { try CoordinationEvidence(.object(object)) }
        #expect(error?.field == key)
        #expect(error?.found == "nothing")
    }

    @Test("a fault inside a list is named by its place")
    func place() throws {
        var object = try #require(EvidenceSample.json().objectValue)
        object["members"] = [["account": "ann", "rows": 3], ["account": "bob", "rows": -3]]
        let error = #expect(throws: InputError.self) { try CoordinationEvidence(.object(object)) }
        #expect(error?.field == "members[1].rows")
    }

    @Test("damaged evidence is refused or read, and what is read can be drawn and shown")
    func fuzz() throws {
        let source = Array(CanonicalJSON.line(EvidenceSample.json(members: 3, objects: 2)).utf8)
        let words = Words(messages: try Messages.english())
        var random = SplitMix64(seed: 7)
        var read = 0
        for _ in 0..<1500 {
            var bytes = source
            for _ in 0...Int(random.next() % 3) {
                let place = Int(random.next() % UInt64(bytes.count))
                bytes[place] = UInt8(ascii: "0") + UInt8(random.next() % 10)
            }
            guard let json = try? JSONParser.parse(bytes), let evidence = try? CoordinationEvidence(json) else { continue }
            read += 1
            #expect(!evidence.fields(words).values.isEmpty)
            #expect(TimelinePicture(evidence, words).drawing().element.hasSuffix("</svg>"))
        }
        #expect(read > 50)
    }

    @Test("an explanation that was tested is shown by its name even when this program does not know it")
    func innocent() throws {
        let words = Words(messages: try Messages.english())
        let lines = try EvidenceSample.evidence().innocent.map { InnocentLine($0, words) }
        #expect(lines.map(\.value) == ["No", "2", "45 s", "3 %", "Yes", "waxing"])
        #expect(lines.map(\.outcome) == [.fails, .measured, .measured, .measured, .holds, .measured])
        #expect(lines[5].sentence == "Tested: moon_phase")
    }
}
