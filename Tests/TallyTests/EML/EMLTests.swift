import Daylight
import Glibc
import Tally
import Testing

/// Counts in EML_NL (tally reference, sections 9 and 11.6).
@Suite struct EMLTests {
    private static func read(_ text: String) throws -> EMLImport { try EMLImport(Array(text.utf8)) }

    @Test func aSoundCount() throws {
        let document = try Self.read(EMLMade.sound)
        #expect(document.findings.isEmpty && document.kind == .municipalCount && document.contest == "geen")
        let report = try #require(document.json["reports"]?.arrayValue?.first)
        #expect(report["registeredVoters"] == 40 && report["votesCast"] == 18 && report["pollCards"] == 15)
        #expect(report["proxies"] == .null && report["unitId"] == "0997::SB1")
        #expect(report["lists"]?.arrayValue?.first?["name"] == "A & B")
        #expect(document.json["total"]?["unitId"] == "0997")
    }

    /// One figure of the total changed: the field, and the votes cast where it is part of them.
    static let changes: [(String, String, [String])] = [
        ("<Cast>100<", "<Cast>99<", ["/total/registeredVoters"]),
        (">3</RejectedVotes>", ">4</RejectedVotes>", ["/total/blank", "/total/votesCast"]),
        (">40</UncountedVotes>", ">41</UncountedVotes>", ["/total/pollCards"]),
        ("<ValidVotes>30<", "<ValidVotes>31<", ["/total/lists/0/candidates/0/votes"]),
        ("<ValidVotes>42<", "<ValidVotes>41<", ["/total/lists/0/total"]),
    ]

    @Test(arguments: changes) func aTotalThatIsNotTheSum(old: String, new: String, paths: [String]) throws {
        let document = try Self.read(EMLMade.sound.replacingFirst(old, with: new))
        #expect(document.findings.map(\.code) == [.f503])
        #expect(document.findings.first?.paths == paths)
        #expect(document.findings.first?.unit == "0997")
    }

    @Test func aFigureThatAReportLeavesOutIsNotCompared() throws {
        let document = try Self.read(
            EMLMade.count(
                total: EMLMade.votes(list: 1, [10], cast: 40, blank: 1, invalid: 0, cards: 15),
                reports: [EMLMade.votes(list: 1, [10], cast: 40, blank: 1, invalid: 0, cards: nil)]))
        #expect(document.findings.isEmpty)
    }

    static let faults: [(String, String)] = [
        ("<Cast>100</Cast>", ""), ("<TotalCounted>42</TotalCounted>", ""), ("ReasonCode=\"blanco\"", "ReasonCode=\"other\""),
        ("<Cast>100<", "<Cast>1000000000<"), ("<Cast>100<", "<Cast>-1<"), ("<Cast>100<", "<Cast><"),
        ("<Cast>100<", "<Cast>1 0<"),
        ("<Cast>100</Cast>", "<Cast>100</Cast><Cast>100</Cast>"), ("Id=\"510b\"", "Id=\"520\""), ("Id=\"510b\"", "Id=\"230b\""),
        ("<EML ", "<!DOCTYPE EML><EML "), ("</EML>", ""), ("urn:oasis:names:tc:evs:schema:eml", "urn:other"),
        ("<Candidate><CandidateIdentifier Id=\"2\"/>", "<Candidate><CandidateIdentifier Id=\"1\"/>"),
        ("<Candidate><CandidateIdentifier Id=\"1\"/>", "<Candidate><CandidateIdentifier Id=\"0\"/>"),
        ("ElectionIdentifier Id=\"GR2026_Demo\"", "ElectionIdentifier"),
    ]

    @Test(arguments: faults) func malformed(old: String, new: String) throws {
        let text = EMLMade.sound.replacingFirst(old, with: new)
        #expect(text != EMLMade.sound)
        #expect(throws: InputError.self) { try Self.read(text) }
    }

    @Test func exportBringsBackTheSame() throws {
        let document = try Self.read(EMLMade.sound)
        let exported = try EMLImport(exporting: CanonicalJSON.lineBytes(.object(document.json)))
        let again = try EMLImport(try #require(exported.eml))
        #expect(again.json == document.json)
    }

    static let ids: [(String, Bool)] = [
        ("0997::SB1", true), ("HSB2::0997::SB10", true), ("HSB2", true), ("0997", true), ("HSB1::SB2", true), ("SB1", true),
        ("0997:SB1", false), ("S1", false), ("0997::SB", false), ("::", false), ("HSB1::0997::SB1::SB2", false),
    ]

    @Test(arguments: ids) func unitsThatTheSchemaKnows(id: String, isKnown: Bool) throws {
        let text = CanonicalJSON.line(.object(try Self.read(EMLMade.sound).json)).replacingFirst("0997::SB1", with: id)
        #expect(((try? EMLImport(exporting: Array(text.utf8))) != nil) == isKnown)
    }

    @Test(arguments: [("geen", true), ("alle", true), ("12", true), ("XIV", true), ("0", false), ("IIII", false), ("x", false)])
    func contestsThatTheSchemaKnows(id: String, isKnown: Bool) throws {
        let text = CanonicalJSON.line(.object(try Self.read(EMLMade.sound).json)).replacingFirst("geen", with: id)
        #expect(((try? EMLImport(exporting: Array(text.utf8))) != nil) == isKnown)
    }

    /// `DAYLIGHT_FUZZ=1000000` in the environment runs that many; a test run does fewer.
    @Test func hostileDocumentsAreRefusedOrRead() {
        let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 300
        var random = SplitMix64(seed: 510)
        let sound = Array(EMLMade.sound.utf8)
        var (read, refused) = (0, 0)
        for _ in 0..<executions {
            var bytes = sound
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[bytes.indices.randomElement(using: &random)!] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(Self.piece(bytes, &random))
            case 2:
                bytes.insert(contentsOf: bytes[Self.piece(bytes, &random)], at: bytes.indices.randomElement(using: &random)!)
            default:
                let digit = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }.randomElement(using: &random)!
                bytes[digit] = UInt8.random(in: 0x30...0x39, using: &random)
            }
            do throws(InputError) {
                let document = try EMLImport(bytes)
                read += 1
                let answer = CanonicalJSON.lineBytes(.object(document.json))
                let exported = try EMLImport(exporting: answer)
                if let eml = exported.eml { #expect(try EMLImport(eml).json["total"] == document.json["total"]) }
            } catch {
                refused += 1
            }
        }
        #expect(read > executions / 20 && refused > executions / 20)
    }

    private static func piece(_ bytes: [UInt8], _ random: inout SplitMix64) -> Range<Int> {
        let start = Int.random(in: 0..<bytes.count, using: &random)
        return start..<min(bytes.count, start + Int.random(in: 1...200, using: &random))
    }
}

extension String {
    func replacingFirst(_ old: String, with new: String) -> String {
        guard let range = firstRange(of: old) else { return self }
        return self[..<range.lowerBound] + new + self[range.upperBound...]
    }
}
