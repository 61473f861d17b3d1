import Daylight
import Testing

@testable import Credibility

@Suite struct BoardVersionTests {
    @Test("empty lines part clauses; lines of one clause stay lines")
    func paragraphs() {
        #expect(BoardDraft.paragraphs(of: "\n One \r\n two\n \n\n\nThree\u{2028}four\n") == ["One\ntwo", "Three\nfour"])
        #expect(BoardDraft.paragraphs(of: " \n\t\n").isEmpty)
    }

    @Test("a clause keeps its id when it is moved or reworded; a new one gets an id that no version had")
    func ids() throws {
        let first = try BoardSample.draft(["Posts about polling hours come first.", "Notes are shown.", "Leaks are held back."])
        let second = BoardDraft.clauses(
            [
                "Leaks are held back.", "Posts about polling hours and places come first.", "Everybody may complain.",
            ], after: [first])
        #expect(second.map(\.id) == ["c3", "c1", "c4"])
        let draft = try BoardDraft(
            id: "d1", version: 2, title: "T", about: .ruleSet(name: "R"), clauses: second, opened: BoardSample.opened,
            closes: BoardSample.closes)
        let third = BoardDraft.clauses(["Leaks are held back.", "Notes are shown."], after: [first, draft])
        #expect(third.map(\.id) == ["c3", "c5"], "what was taken out does not come back under its old id")
    }

    @Test("half of the words make a clause the same one, fewer make another")
    func halfOfTheWords() throws {
        let first = try BoardSample.draft(["Leaks are held back until two newsrooms verify them."])
        #expect(BoardDraft.clauses(["Leaks stand lower until two newsrooms agree."], after: [first]).map(\.id) == ["c1"])
        #expect(BoardDraft.clauses(["Leaks stand lower until noon."], after: [first]).map(\.id) == ["c2"])
    }

    @Test("two clauses of the same words keep two ids")
    func twins() throws {
        let first = try BoardSample.draft(["Same", "Same"])
        #expect(BoardDraft.clauses(["Same", "Same", "Same"], after: [first]).map(\.id) == ["c1", "c2", "c3"])
    }

    @Test("whatever the paragraphs, ids are names and no two are the same")
    func unique() throws {
        var random = SeededNumbers(seed: 4)
        let words = ["posts", "notes", "leaks", "first", "last", "shown"]
        var versions: [BoardDraft] = []
        for version in 1...40 {
            let texts = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in words.randomElement(using: &random) }
                    .joined(separator: " ")
            }
            versions.append(
                try BoardDraft(
                    id: "d", version: version, title: "T", about: .ruleSet(name: "R"),
                    clauses: BoardDraft.clauses(texts, after: versions), opened: BoardSample.opened, closes: BoardSample.closes))
        }
        #expect(versions.count == 40)
    }

    @Test("what differs between two versions is told clause by clause, and word by word where one was reworded")
    func changes() throws {
        let earlier = try BoardSample.draft(["Notes are shown.", "Leaks are held back.", "Old"])
        let clauses = ["c2", "c1", "c4"].map { id in
            BoardDraft.Clause(id: id, text: ["c2": "Leaks are marked.", "c1": "Notes are shown.", "c4": "New"][id] ?? "")
        }
        let later = try BoardDraft(
            id: "d1", version: 2, title: "T", about: .ruleSet(name: "R"), clauses: clauses, opened: BoardSample.opened,
            closes: BoardSample.closes)
        let changes = BoardChanges(from: earlier, to: later)
        #expect(changes.isReordered)
        guard case .reworded("Leaks are held back.", clauses[0], let words?) = changes.changes[0] else {
            Issue.record("\(changes)")
            return
        }
        #expect(words.parts == [.both(["leaks", "are"]), .onlyQuery(["held", "back"]), .onlyClaim(["marked"])])
        #expect(changes.changes.dropFirst() == [.added(clauses[2]), .removed(earlier.clauses[2])])
        #expect(BoardChanges(from: earlier, to: earlier).changes.isEmpty && !BoardChanges(from: earlier, to: earlier).isReordered)
    }
}
