import Daylight
import Testing

@testable import Tally

@Suite("What a definition says beyond what reports are checked against")
struct DefinitionTests {
    static func publisher(_ id: String, _ byte: UInt8) -> JSONValue {
        ["keyId": .string(id), "publicKey": .string(Base64.encode([UInt8](repeating: byte, count: 32)))]
    }

    static func election(_ change: (inout JSONObject) -> Void = { _ in }) -> JSONValue {
        var election: JSONObject = [
            "id": "GR2026", "contestId": "1", "voterCards": false, "name": "Council of Alma", "date": "2026-06-14",
            "isTest": true, "seats": 9, "method": "dhondt",
            "lists": [
                ["number": 1, "candidates": 2, "name": "Green", "candidateNames": ["Ada", "Bo"]], ["number": 3, "candidates": 1],
            ],
            "units": [
                ["id": "N", "level": "national", "parent": nil, "name": "All of it"],
                ["id": "S1", "level": "station", "parent": "M1"], ["id": "M2", "level": "municipality", "parent": "N"],
                ["id": "M1", "level": "municipality", "parent": "N"], ["id": "S2", "level": "station", "parent": "M2"],
                ["id": "S3", "level": "station", "parent": "M1"],
            ],
            "publishers": [publisher("P1", 1), publisher("P2", 2)],
        ]
        change(&election)
        return .object(election)
    }

    static func fault(_ change: (inout JSONObject) -> Void) -> String? {
        do {
            _ = try ElectionDefinition(election(change))
            return nil
        } catch {
            return error.field
        }
    }

    @Test("names, day, seats, method and publishers are read, and have defaults")
    func facts() throws {
        let definition = try ElectionDefinition(Self.election())
        #expect(definition.title == "Council of Alma" && definition.facts.date == CivilDate(iso8601: "2026-06-14"))
        #expect(definition.facts.isTest && definition.facts.seats == 9 && definition.facts.method == .dhondt)
        #expect(definition.facts.publishers.map(\.id) == ["P1", "P2"])
        #expect(definition.lists.map(\.title) == ["Green", "List 3"])
        #expect(definition.lists[0].candidateTitle(2) == "Bo" && definition.lists[1].candidateTitle(1) == "Candidate 1")
        #expect(definition.units.units.map(\.title).prefix(2) == ["All of it", "S1"])
        let bare = try ElectionDefinition(.object(Made.election))
        #expect(bare.title == bare.id && !bare.facts.isTest && bare.facts.publishers.isEmpty && bare.facts.seats == nil)
    }

    @Test("a page finds what is right below a unit and all stations below it")
    func units() throws {
        let tree = try ElectionDefinition(Self.election()).units
        let ids: ([Int]) -> [String] = { $0.map { tree.units[$0].id } }
        let root = try #require(tree.index(of: "N"))
        let first = try #require(tree.index(of: "M1"))
        #expect(ids(tree.roots) == ["N"] && ids(tree.children(of: root)) == ["M2", "M1"])
        #expect(ids(tree.children(of: first)) == ["S1", "S3"] && ids(tree.stations(in: root)) == ["S2", "S1", "S3"])
        #expect(tree.parent(of: first) == root && tree.parent(of: root) == nil)
        let station = try #require(tree.index(of: "S3"))
        #expect(ids(tree.stations(in: station)) == ["S3"] && tree.children(of: station).isEmpty)
    }

    @Test("the time before is given by list, as far as it stood, and cannot have more votes than were valid")
    func previous() throws {
        let election = try ElectionDefinition(
            Self.election { $0["previous"] = ["name": "Council 2022", "validVotes": 200, "votes": ["1": 50]] })
        let previous = try #require(election.facts.previous)
        #expect(previous.name == "Council 2022" && previous.share(ofList: 1) == 0.25 && previous.share(ofList: 3) == nil)
        func fault(_ votes: JSONValue, of valid: JSONValue = 200) -> String? {
            Self.fault { $0["previous"] = ["name": "Council 2022", "validVotes": valid, "votes": votes] }
        }
        #expect(fault(["2": 5]) == "/election/previous/votes/2" && fault(["1": 201]) == "/election/previous/votes/1")
        #expect(fault(["1": -1]) == "/election/previous/votes/1" && fault(["01": 1, "1": 1]) == "/election/previous/votes/01")
        #expect(
            fault(["1": 150, "3": 60]) == "/election/previous/validVotes" && fault([:], of: 0) == "/election/previous/validVotes")
    }

    @Test("what is wrong is named by its pointer")
    func faults() {
        #expect(Self.fault { $0["name"] = .string(String(repeating: "a", count: 401)) } == "/election/name")
        #expect(Self.fault { $0["name"] = "a\u{7}" } == "/election/name")
        #expect(Self.fault { $0["date"] = "2026-02-30" } == "/election/date")
        #expect(Self.fault { $0["isTest"] = 1 } == "/election/isTest")
        #expect(Self.fault { $0["seats"] = 0 } == "/election/seats")
        #expect(Self.fault { $0["method"] = "best" } == "/election/method")
        #expect(
            Self.fault { $0["lists"] = [["number": 1, "candidates": 2, "candidateNames": ["Ada"]]] }
                == "/election/lists/0/candidateNames")
        #expect(
            Self.fault { $0["lists"] = [["number": 1, "candidates": 1, "candidateNames": [4]]] }
                == "/election/lists/0/candidateNames/0")
        #expect(
            Self.fault { $0["units"] = [["id": "S", "level": "station", "parent": nil, "name": 1]] } == "/election/units/0/name")
        #expect(
            Self.fault { $0["publishers"] = [Self.publisher("P", 1), Self.publisher("P", 2)] } == "/election/publishers/1/keyId")
        #expect(
            Self.fault { $0["publishers"] = [Self.publisher("P", 1), Self.publisher("Q", 1)] }
                == "/election/publishers/1/publicKey")
        #expect(Self.fault { $0["publishers"] = [["keyId": "P", "publicKey": "AAAA"]] } == "/election/publishers/0/publicKey")
    }
}
