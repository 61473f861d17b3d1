import Daylight
import EvidenceLog
import Testing

@testable import Tally

/// Findings about a report's way as files that verify offline (tally reference, section 2).
@Suite struct CountEvidenceTests {
    @Test(arguments: MadeCustody.kinds) func everyKindIsProven(kind: FindingCode) throws {
        let evidence = try MadeCustody.evidence(kind)
        let verdict = try CountEvidence(parsing: try evidence.file()).verify()
        #expect(verdict.ok, "\(verdict.reason ?? "")")
        #expect(verdict.proven == [evidence.claim] && !verdict.notProven.isEmpty)
    }

    @Test(arguments: MadeCustody.kinds) func theMakerSaysWhatTheVerifierSays(kind: FindingCode) throws {
        for (_, file, verdict) in try EvidenceMaker(try MadeCustody.file(kind)).made {
            let again = try CountEvidence(parsing: file)
            #expect(try again.file() == file)
            #expect(CanonicalJSON.line(try again.verify().json) == CanonicalJSON.line(verdict.json))
        }
    }

    @Test(arguments: MadeCustody.kinds) func aChangedByteProvesNothing(kind: FindingCode) throws {
        let file = try MadeCustody.evidence(kind).file()
        // All but the line's end, which is no part of the document; of most kinds a part, for the time it takes.
        let step = [.f505, .splitView].contains(kind) ? 1 : 13
        for place in stride(from: file.startIndex, to: file.endIndex - 1, by: step) {
            var changed = file
            changed[place] ^= changed[place] >= 0x30 && changed[place] < 0x3A ? 1 : 2
            let verdict = try? CountEvidence(parsing: changed).verify()
            #expect(verdict?.ok != true, "byte \(place)")
        }
    }

    @Test(arguments: MadeCustody.kinds) func aChangedMemberProvesNothingUnderANewSeal(kind: FindingCode) throws {
        let evidence = try MadeCustody.evidence(kind)
        for changed in Self.changes(of: .object(evidence.facts)) {
            guard let facts = changed.objectValue else { continue }
            let forged = try CountEvidence(
                kind, unit: evidence.unit, version: evidence.version, claim: evidence.claim, facts: facts)
            let verdict = try? forged.verify()
            // A report that was spoilt has no signature to bind the rest of its envelope; what is claimed of it still holds.
            let isEnvelope = verdict?.ok == true && [.altered, .f505].contains(kind)
            #expect(verdict?.ok != true || isEnvelope, "\(CanonicalJSON.line(changed))")
        }
    }

    /// Whoever changes facts and claims what they then show has to change what a reader compares: the definition, the log's
    /// key or the digest of the sum.
    @Test(arguments: [FindingCode.equivocation, .f502, .f503, .omitted, .stale, .tooEarly, .w502, .splitView])
    func aForgerCannotClaimSomethingElse(kind: FindingCode) throws {
        let evidence = try MadeCustody.evidence(kind)
        let shown = try EvidenceFacts(evidence.facts)
        for changed in Self.changes(of: .object(evidence.facts)) {
            guard let facts = changed.objectValue, let forged = try? EvidenceFacts(facts),
                forged.definitionDigest == shown.definitionDigest, forged.aggregateDigests == shown.aggregateDigests,
                forged.file.log?.key == shown.file.log?.key, forged.file.log?.signer == shown.file.log?.signer
            else { continue }
            for finding in forged.check.findings where finding.code == kind {
                #expect(forged.fault(finding) != nil, "\(CanonicalJSON.line(changed))")
            }
        }
    }

    /// The value with each of its numbers, texts and flags changed in turn, and with each member left out in turn.
    private static func changes(of value: JSONValue) -> [JSONValue] {
        switch value {
        case .object(let object):
            return object.members.flatMap { member -> [JSONValue] in
                var without = object
                without[member.name] = nil
                return changes(of: member.value).map { changed in
                    var copy = object
                    copy[member.name] = changed
                    return .object(copy)
                } + [.object(without)]
            }
        case .array(let elements):
            return elements.indices.flatMap { index -> [JSONValue] in
                var without = elements
                without.remove(at: index)
                return changes(of: elements[index]).map { changed in
                    var copy = elements
                    copy[index] = changed
                    return .array(copy)
                } + [.array(without)]
            }
        case .number(let number): return [.number(JSONNumber((number.integer ?? 0) + 1))]
        case .string(let text): return [.string(text + "0"), .string(String(text.dropFirst()))]
        case .bool(let flag): return [.bool(!flag)]
        case .null: return ["x"]
        }
    }

    @Test func unsignedReportsProveNothing() throws {
        let first = try MadeCustody.signed(Made.station).with(["signature": nil, "keyId": nil])
        let second = try MadeCustody.signed(Made.station.with(["note": "else"]))
        let verdict = try MadeCustody.evidence(.equivocation, in: try MadeCustody.bytes([first, second])).verify()
        #expect(!verdict.ok && verdict.reason?.contains("not signed") == true)
    }

    @Test(arguments: [FindingCode.w502, .tooEarly]) func aTimeThatNobodySignedProvesNothing(kind: FindingCode) throws {
        let file = try #require(try JSONParser.parse(try MadeCustody.file(kind)).objectValue).with(["receipts": nil])
        let verdict = try MadeCustody.evidence(kind, in: CanonicalJSON.lineBytes(.object(file))).verify()
        #expect(!verdict.ok && verdict.reason?.contains("Nobody signed the time") == true)
    }

    @Test func anOmissionNeedsTheWholeReceipt() throws {
        let receipt: JSONValue = ["unitId": "S1", "version": 1, "sha256": "00", "leafIndex": 0]
        let file = try MadeCustody.bytes([], ["aggregates": [MadeCustody.sum(["blank": 0])], "receipts": [receipt]])
        #expect(try CountCheck(file).codes == ["OMITTED"])
        #expect(try !MadeCustody.evidence(.omitted, in: file).verify().ok)
    }

    @Test func aWrongSumNeedsEveryReportItWasMadeOf() throws {
        let first = try MadeCustody.signed(Made.station)
        let inputs: [JSONValue] = [
            ["unitId": "S1", "version": 1, "sha256": "00"], ["unitId": "S2", "version": 1, "sha256": "00"],
        ]
        for inputs in [[], inputs] {
            let file = try MadeCustody.bytes([first], ["aggregates": [MadeCustody.sum(["validVotes": 201], inputs: inputs)]])
            let verdict = try MadeCustody.evidence(.f503, in: file).verify()
            #expect(!verdict.ok && verdict.reason?.contains("S2") == true)
        }
        let whole = try MadeCustody.bytes(
            [first], ["aggregates": [MadeCustody.sum(["validVotes": 201], inputs: [inputs[0]])]])
        #expect(try MadeCustody.evidence(.f503, in: whole).verify().ok)
    }

    @Test func aUnitListedTwiceIsProvenByTheDefinition() throws {
        let units = try #require(Made.election["units"]?.arrayValue)
        let election = Made.election.with(["units": .array(units + [units[1]])])
        let file = try MadeCustody.bytes([], ["election": .object(election)])
        #expect(try MadeCustody.evidence(.f502, in: file).verify().ok)
    }

    @Test func aProofThatFailsIsAFindingButNoEvidence() throws {
        let first = try MadeCustody.signed(Made.station)
        let log = try MadeCustody([first])
        let other = try MadeCustody([try MadeCustody.signed(MadeCustody.other)])
        let receipt = try #require(try log.receipt(of: first).objectValue).with([
            "receipt": try other.receipt(of: first)["receipt"] ?? nil
        ])
        let file = try MadeCustody.bytes([first], ["receipts": [.object(receipt)], "evidenceLog": try log.log()])
        #expect(try CountCheck(file).codes == ["ALTERED"])
        #expect(try !MadeCustody.evidence(.altered, in: file).verify().ok)
    }

    @Test func receiptsOfWhatIsStoredFindNothing() throws {
        let first = try MadeCustody.signed(Made.station)
        let log = try MadeCustody([first])
        let file = try MadeCustody.bytes([first], ["receipts": [try log.receipt(of: first)], "evidenceLog": try log.log()])
        #expect(try CountCheck(file).codes == [])
        #expect(try EvidenceMaker(file).made.isEmpty)
    }

    @Test func aReaderNamesTheDefinitionItTrusts() throws {
        let evidence = try MadeCustody.evidence(.equivocation)
        let digest = try #require(try evidence.verify().definition)
        #expect(try evidence.verify(definition: digest).ok)
        #expect(try !evidence.verify(definition: Digest(of: [])).ok)
    }

    @Test func absenceAndRepetitionAreLeft() throws {
        let first = try MadeCustody.signed(Made.station)
        let maker = try EvidenceMaker(try MadeCustody.bytes([first, first], ["asOf": "2026-06-15T16:00:00Z"]))
        #expect(maker.made.isEmpty)
        #expect(maker.left.map(\.code) == [.duplicate, .missing])
    }
}
