import Daylight
import Testing

@testable import Sponsorship

/// What must not matter to a decision, and what must stop one.
@Suite struct GatePropertyTests {
    private let gate = Gate()

    /// Lines that fire many rules and few.
    private static let lines = [
        "", "B/ext/dsa B/impid=\"x\" N/label=\"incomplete\"",
        "P/criteria=[{\"c\":\"health\",\"src\":\"inferred\"}] Q/user/id=\"u\"",
        "D/paid=\"Havsfönden\" B/adomain=[\"shop.example\"] C/now=\"2026-08-01T00:00:00Z\" N/eligibility=\"notDeclared\"",
        "D/transparency/0/dsaparams=[1,4] RD/pubrender=0 Q/wseat=[\"s\"] Q/source/schain={\"nodes\":[{\"asi\":\"d.example\",\"sid\":\"7\"}]}"
            + " Y/lists=[{\"name\":\"L\",\"date\":\"2026-08-01\",\"accounts\":[\"d.example/7\"],\"domains\":[],\"effect\":\"warn\"}]",
    ].map { GateLine($0) }

    private func expectTheSame(_ line: GateLine, _ text: String) throws {
        let (one, other) = (try gate.answer(line.text), try gate.answer(text))
        #expect(one.decisions == other.decisions, "\(text)")
        #expect(other.decisions.first?["impid"] != .null)
    }

    @Test func theOrderOfMembersDoesNotMatter() throws {
        var random = SeededGenerator(seed: 7)
        for line in Self.lines {
            for _ in 0..<20 { try expectTheSame(line, CanonicalJSON.line(line.value.shuffled(&random))) }
        }
    }

    @Test func whiteSpaceDoesNotMatter() throws {
        var random = SeededGenerator(seed: 8)
        for line in Self.lines {
            for _ in 0..<20 { try expectTheSame(line, JSONSpelling(spaced: true).text(line.value, &random)) }
        }
    }

    @Test func escapesDoNotMatter() throws {
        var random = SeededGenerator(seed: 9)
        for line in Self.lines {
            for _ in 0..<20 { try expectTheSame(line, JSONSpelling(escaped: true).text(line.value, &random)) }
        }
    }

    @Test func unknownMembersDoNotMatter() throws {
        var random = SeededGenerator(seed: 10)
        for line in Self.lines {
            for _ in 0..<20 {
                var value = line.value
                // What a policy calls its elections and notices are names, not members.
                for part in ["request", "response"] { value.set([part], value[part]?.withUnknownMembers(&random)) }
                try expectTheSame(line, CanonicalJSON.line(value))
            }
        }
    }

    @Test func aLineCutAnywhereIsMalformedAndTheNextIsJudged() throws {
        let line = Array(GateLine("D/paid=\"Havsfönden\"").text.utf8)
        for count in 1..<line.count {
            let answer = try GateAnswer(gate.decide(line: line.prefix(count), now: Gate.clock))
            #expect(answer.rules() == "J01", "\(count)")
            let offset = answer.decisions[0]["reasons"]?.arrayValue?[0]["offset"]?.integerValue
            #expect(offset.map { (0...Int64(count)).contains($0) } == true)
        }
        #expect(try GateAnswer(gate.decide(line: line, now: Gate.clock)).rules() == "B08")
    }

    @Test func aDecisionDoesNotDependOnTheLinesBefore() throws {
        var random = SeededGenerator(seed: 11)
        let alone = try Self.lines.map { try Gate().answer($0.text).decisions }
        for _ in 0..<100 {
            let index = Int.random(in: 0..<Self.lines.count, using: &random)
            #expect(try gate.answer(Self.lines[index].text).decisions == alone[index])
        }
    }

    @Test func explainingChangesNoDecision() throws {
        let explaining = Gate(explaining: true)
        for line in Self.lines {
            let (plain, explained) = (try gate.answer(line.text), try explaining.answer(line.text))
            #expect(plain.decisions.map { $0["reasons"] } == explained.decisions.map { $0["reasons"] })
            let rules = explained.decisions[0]["rules"]?.arrayValue ?? []
            #expect(rules.count == GateRule.allCases.count - 1)
            let fired = rules.filter { $0["state"] == "fired" }.map { $0["rule"] }
            #expect(fired == plain.decisions[0]["reasons"]?.arrayValue?.map { $0["rule"] })
            for rule in rules { #expect((rule["state"] == "notJudged") == (rule["why"] != nil)) }
        }
    }

    @Test func damagedLinesNeverStopTheGate() throws {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<Fuzzing.count / 4 {
            var line = Array(Self.lines.randomElement(using: &random)!.text.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                line[Int.random(in: 0..<line.count, using: &random)] = [
                    0x22, 0x5C, 0x30, 0x7B, 0x7D, 0x5B, 0x2C, 0x80, 0x00, 0x6E,
                ]
                .randomElement(using: &random)!
            }
            let isJSON = (try? JSONParser.parse(line, limits: .init(depth: ByteScanner.depthLimit))) != nil
            let answer = try GateAnswer(gate.decide(line: line, now: Gate.clock))
            if !isJSON { #expect(answer.rules() == "J01") }
        }
    }
}

/// Other spellings of the same JSON.
struct JSONSpelling {
    var spaced = false
    var escaped = false

    func text(_ value: JSONValue, _ random: inout SeededGenerator) -> String {
        let blank = space(&random)
        switch value {
        case .string(let text): return blank + string(text, &random)
        case .array(let elements):
            return blank + "[" + elements.map { self.text($0, &random) }.joined(separator: space(&random) + ",") + space(&random)
                + "]"
        case .object(let object):
            let members = object.members.map { member in
                space(&random) + string(member.name, &random) + space(&random) + ":" + self.text(member.value, &random)
            }
            return blank + "{" + members.joined(separator: space(&random) + ",") + space(&random) + "}"
        default: return blank + CanonicalJSON.line(value)
        }
    }

    private func space(_ random: inout SeededGenerator) -> String {
        guard spaced else { return "" }
        return (0..<Int.random(in: 0...3, using: &random)).map { _ in [" ", "\t", "\r", "\n"].randomElement(using: &random)! }
            .joined()
    }

    private func string(_ text: String, _ random: inout SeededGenerator) -> String {
        guard escaped else { return CanonicalJSON.line(.string(text)) }
        let units = text.utf16.map { unit -> String in
            // Only ASCII may stand alone; halves of a pair are always escaped together.
            if unit < 0x80, unit > 0x20, unit != 0x22, unit != 0x5C, Bool.random(using: &random) {
                return String(Character(Unicode.Scalar(UInt8(unit))))
            }
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
        return "\"" + units.joined() + "\""
    }
}

extension JSONValue {
    func shuffled(_ random: inout SeededGenerator) -> JSONValue {
        switch self {
        case .array(let elements): return .array(elements.map { $0.shuffled(&random) })
        case .object(let object):
            var shuffled = JSONObject()
            for member in object.members.shuffled(using: &random) { shuffled[member.name] = member.value.shuffled(&random) }
            return .object(shuffled)
        default: return self
        }
    }

    func withUnknownMembers(_ random: inout SeededGenerator) -> JSONValue {
        switch self {
        case .array(let elements): return .array(elements.map { $0.withUnknownMembers(&random) })
        case .object(let object):
            var more = JSONObject()
            for member in object.members {
                if Bool.random(using: &random) {
                    let values: [JSONValue] = [1, "x", nil, [1, [["a": 1], "b"]], ["id": "q", "ext": ["dsa": 1]], true]
                    more["x\(more.members.count)"] = values.randomElement(using: &random)
                }
                more[member.name] = member.value.withUnknownMembers(&random)
            }
            return .object(more)
        default: return self
        }
    }
}
