import Daylight
import Testing

@testable import Tally

@Suite("What a publication consists of")
struct ResultsFeedTests {
    @Test("an observer finds nothing wrong with it, however the election is built", arguments: 0..<12)
    func isWell(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var made = try MadeFeed(
            stations: Int.random(in: 1...12, using: &generator), towns: Int.random(in: 1...4, using: &generator),
            lists: Int.random(in: 1...6, using: &generator), using: &generator)
        if seed % 3 == 0 { made.reports.removeLast() }
        let feed = try made.publish(made.input())
        let check = FeedCheck(try made.observation(), after: FeedMemory(), by: try made.watch)
        #expect(check.findings == [], "\(check.findings)")
        #expect(check.notChecked == 0 && check.sumsChecked == made.definition.units.units.count { $0.level != .station })
        #expect(check.figuresChecked > made.reports.count * 3 && check.memory.highestSeq(of: "a") == 1)
        #expect(feed.files.allSatisfy { FeedFile.isSafe($0.path) } && Set(feed.files.map(\.path)).count == feed.files.count)
        #expect(feed.manifest.files.map(\.path) == feed.files.map(\.path))
    }

    @Test("the sums are those of the reports, with every report they are made of")
    func sums() throws {
        var generator = SeededGenerator(seed: 5)
        let made = try MadeFeed(stations: 7, towns: 3, using: &generator)
        let sums = AggregateDocument.all(of: made.definition, from: Array(made.reports.dropLast()), treeSize: 9)
        let national = try #require(sums[0])
        #expect(national.received == 6 && national.expected == 7 && sums.count == 4)
        #expect(national.count("votesCast") == made.reports.dropLast().map(\.report.counts.votesCast).reduce(0, +))
        #expect(national.count("registeredVoters") == Int64(54_000))
        let value = try JSONParser.parse(national.bytes)
        #expect(try CanonicalJSON.bytes(of: value) == national.bytes && Digest(of: national.bytes) == national.digest)
        let read = try Aggregate(value, path: "/")
        #expect(read.treeSize == 9 && read.inputs.map(\.unitId) == (0..<6).map { "../S\($0)" })
        #expect(read.listTotals?.map(\.total) == national.listTotals)
        #expect(Set(read.inputs.map(\.digest)) == Set(made.reports.dropLast().map(\.digest.hex)))
    }

    @Test("the same input gives the same bytes, and manifests and indexes are read as they were written")
    func sameBytes() throws {
        var generator = SeededGenerator(seed: 6)
        var made = try MadeFeed(using: &generator)
        var other = made
        other.reports.reverse()
        #expect(try made.publish(made.input()).files.map(\.bytes) == other.publish(other.input()).files.map(\.bytes))
        #expect(made.manifests == other.manifests && made.index == other.index)
        let manifest = try #require(made.newest)
        #expect(manifest.bytes == made.manifests[1] && manifest.signatureCount(of: made.definition.facts.publishers) == 2)
        #expect(try ResultsIndex(made.index).bytes == made.index)
    }

    @Test("two publishers are needed, and one who signs twice is one")
    func twoPersons() throws {
        var generator = SeededGenerator(seed: 7)
        let made = try MadeFeed(using: &generator)
        let feed = try ResultsFeed(made.input())
        for numbers in [[], [0], [0, 0], [2, 2, 2]] {
            #expect(throws: InputError.self) {
                try feed.sealed(by: made.definition.facts.publishers) { try MadeFeed.sign($0, numbers) }
            }
        }
        #expect(throws: InputError.self) {
            try feed.sealed(by: made.definition.facts.publishers) { bytes in
                try MadeFeed.sign(bytes, [0]) + [
                    PublisherSignature(keyId: "P1", signature: MadeFeed.sign(bytes, [0])[0].signature)
                ]
            }
        }
        _ = try feed.sealed(by: made.definition.facts.publishers) { try MadeFeed.sign($0, [2, 0]) }
    }

    @Test("a status may only be followed by one that takes nothing back silently")
    func statuses() throws {
        let court = try ResultsCorrection(
            unit: "S", oldSha256: Digest(of: [1]), newSha256: nil, reasonCode: "court", text: "judgment", signedBy: ["A", "B"])
        let other = try ResultsCorrection(
            unit: "S", oldSha256: Digest(of: [1]), newSha256: nil, reasonCode: "recount", text: "again", signedBy: ["A", "B"])
        let allowed: [(ResultsStatus, ResultsStatus, [ResultsCorrection])] = ResultsStatus.allCases.flatMap { first in
            ResultsStatus.allCases.flatMap { next in [[], [other], [court], [court, other]].map { (first, next, $0) } }
        }.filter { $0.0.mayBeFollowed(by: $0.1, with: $0.2) }
        let has = { (first: ResultsStatus, next: ResultsStatus, corrections: [ResultsCorrection]) in
            allowed.contains { $0.0 == first && $0.1 == next && $0.2 == corrections }
        }
        #expect(has(.certified, .recount, []) && has(.certified, .certified, [court]))
        for next in [ResultsStatus.test, .partialUnofficial, .completeUnofficial] { #expect(!has(.certified, next, [court])) }
        #expect(!has(.certified, .certified, []) && !has(.certified, .certified, [court, other]))
        #expect(has(.recount, .certified, []) && !has(.recount, .completeUnofficial, [court]))
        #expect(has(.completeUnofficial, .partialUnofficial, [other]) && !has(.completeUnofficial, .partialUnofficial, []))
        #expect(ResultsStatus.allCases.dropFirst().allSatisfy { !has($0, .test, []) && has(.test, $0, []) })
    }

    @Test("what may not be published is refused by name")
    func refusals() throws {
        var generator = SeededGenerator(seed: 8)
        var made = try MadeFeed(using: &generator)
        let all = made.reports
        func field(_ input: ResultsInput) -> String? {
            do throws(InputError) {
                _ = try ResultsFeed(input)
                return nil
            } catch {
                return error.field
            }
        }
        made.reports.removeLast()
        #expect(field(made.input(.certified)) == "/status" && field(made.input(.completeUnofficial)) == "/status")
        made.reports = all + [all[0]]
        #expect(field(made.input()) == "/reports/5/unitId")
        made.reports = all
        try made.publish(made.input(.certified))
        #expect(field(made.input(.partialUnofficial)) == "/status")
        #expect(field(made.input(.recount, minutes: -1)) == "/generatedAt")
        made.reports[2] = try made.report(2, version: 2, using: &generator)
        #expect(field(made.input(.recount)) == "/corrections")
        let correction = try made.correction(2, from: all[2])
        #expect(field(made.input(.certified, [correction])) == "/status")
        #expect(field(made.input(.recount, [correction])) == nil)
        #expect(field(made.input(.recount, [correction, correction])) == "/corrections/1/oldSha")
        #expect(field(made.input(.certified, [try made.correction(2, from: all[2], reason: "court")])) == nil)
        let test = try MadeFeed(using: &generator, isTest: true)
        #expect(field(test.input()) == "/status" && field(test.input(.test)) == nil)
    }

    @Test("ids that are no file names stay in their folder and apart from each other")
    func names() {
        for id in ["..", "../x", "a/b", "", "%2e", "ä", "a b", "x.json", "_2f", "/", "a\u{0}b"] {
            let name = FeedFile.folderName(id)
            #expect(id.isEmpty || FeedFile.isSafe(name), "\(id)")
        }
        #expect(FeedFile.folderName("_2f") != FeedFile.folderName("/"))
        for path in [
            "", "/a", "a/", "a//b", "../a", "a/../b", ".a", "a/.b", "a\\b", "a b", "é", String(repeating: "a", count: 201),
        ] {
            #expect(!FeedFile.isSafe(path), "\(path)")
        }
    }

    @Test("where there are too many units, the higher ones have pages")
    func pageLimit() throws {
        var generator = SeededGenerator(seed: 9)
        var made = try MadeFeed(stations: 9, towns: 2, using: &generator)
        var input = made.input()
        input.pageLimit = 4
        let feed = try made.publish(input)
        let pages = feed.files.map(\.path).filter { $0.hasPrefix("pages/") }
        #expect(pages == ["pages/1/index.html"] + (1...4).map { "pages/1/unit-\($0).html" })
        #expect(FeedCheck(try made.observation(), after: FeedMemory(), by: try made.watch).isClean)
    }
}
