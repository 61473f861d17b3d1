import Daylight
import Testing

@testable import Tally

/// An audit redone from its public files (tally reference, section 8.6).
struct AuditVerificationTests {
    private static let seed = "31415926535897932384"
    private static let papers = (1...200).map { $0 % 10 < 7 ? "\"Ann\"" : $0 % 10 < 9 ? "\"Bo\"" : "" }

    /// A sound audit of 200 ballots by polling, with one round of 60 draws.
    private static func files() throws -> [AuditFolder.File: String] {
        let contest =
            #"{"contest":"Mayor","method":"bravo","riskLimit":"0.05","ballots":200,"votes":{"Ann":140,"Bo":40}}"#
        let manifest = #"{"manifest":[{"batch":"B","ballots":200}]}"#
        let draws = ConsistentSampler.sample(
            seed: seed, manifest: try BallotManifest([.init(name: "B", ballots: 200)]), size: 60, withReplacement: false)
        let rows = draws.map {
            #"{"ticket":"\#($0.ticket)","batch":"B","position":\#($0.position),"draw":\#($0.generation)}"#
        }
        let found = draws.map { #"{"batch":"B","position":\#($0.position),"votes":[\#(papers[$0.position - 1])]}"# }
        func count(_ name: String) -> Int { draws.count { papers[$0.position - 1] == name } }
        let risk = BravoMeasure(
            try AuditContest(names: ["Ann", "Bo"], votes: [140, 40], ballots: 200),
            sample: [count("\"Ann\""), count("\"Bo\"")],
            limit: .five)
        let digests = [("contest", contest), ("manifest", manifest)].map { name, text in
            #""\#(name).json":"\#(Digest(of: Array(text.utf8)))""#
        }
        return [
            .contest: contest, .manifest: manifest,
            .commitments:
                #"{"committedAt":"2026-06-14T09:00:00Z","files":{\#(digests.joined(separator: ","))}}"#,
            .seed: #"{"seed":"\#(seed)","drawnAt":"2026-06-14T10:00:00Z","withReplacement":false}"#,
            .round(1):
                #"{"sample":[\#(rows.joined(separator: ","))],"#
                + #""interpretations":[\#(found.joined(separator: ","))],"p":\#(risk.risk.p)}"#,
        ]
    }

    private static func verify(_ files: [AuditFolder.File: String]) throws(InputError) -> AuditVerification {
        try AuditVerification(AuditFolder(files.mapValues { Array($0.utf8) }))
    }

    @Test func soundAuditIsConfirmed() throws {
        let verification = try Self.verify(Self.files())
        #expect(verification.findings.isEmpty && verification.isConfirmed)
        #expect(verification.rounds.map(\.draws) == [60])
    }

    @Test(arguments: [
        (AuditFolder.File.contest, "\"Ann\":140", "\"Ann\":141", AuditVerification.Code.commitment),
        (.manifest, "\"ballots\":200", "\"ballots\":201", .manifest), (.seed, "10:00", "08:59", .seedEarly),
        (.seed, seed, "12345", .seedShort), (.seed, seed, "99999999999999999999", .sample),
        (.round(1), "\"position\":", "\"position\":1", .interpretation), (.round(1), "\"p\":", "\"p\":0.5,\"was\":", .risk),
    ])
    func alterationIsFound(file: AuditFolder.File, old: String, new: String, code: AuditVerification.Code) throws {
        var files = try Self.files()
        let text = try #require(files[file])
        let range = try #require(text.firstRange(of: old))
        files[file] = text.replacingCharacters(in: range, with: new)
        let verification = try Self.verify(files)
        #expect(verification.findings.contains { $0.code == code })
        #expect(!verification.isConfirmed)
    }

    @Test func noRoundIsNoConfirmation() throws {
        var files = try Self.files()
        files[.round(1)] = nil
        #expect(try Self.verify(files).findings.map(\.code) == [.notConfirmed])
    }

    @Test func alteredFilesAreAnsweredOrRefused() throws {
        let sound = try Self.files()
        let kinds = Array(sound.keys).sorted { $0.name < $1.name }
        var generator = SeatGenerator(seed: 9)
        for _ in 0..<FuzzRuns.count(default: 300) {
            var files = sound.mapValues { Array($0.utf8) }
            let kind = try #require(kinds.randomElement(using: &generator))
            var bytes = try #require(files[kind])
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0x20...0x7E, using: &generator)
            }
            files[kind] = bytes
            do throws(InputError) {
                let verification = try AuditVerification(AuditFolder(files))
                #expect(verification.rounds.allSatisfy { (0...1).contains($0.risk.p) })
            } catch { #expect(!error.source.isEmpty) }
        }
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
