import Daylight
import Testing

@testable import Storage

@Suite struct CursorTests {
    private static let samples = [
        Cursor(list: "findings", keys: [1_800_000_000_000], identifier: "0011223344556677"),
        Cursor(list: "shares", keys: [.min, .max]), Cursor(list: "x", keys: [], identifier: "a:b,c"),
    ]

    @Test("a cursor's text reads back", arguments: samples)
    func roundTrip(_ cursor: Cursor) throws {
        #expect(try Cursor(parsing: cursor.text) == cursor)
    }

    @Test("a cursor that was altered or cut is refused", arguments: samples)
    func altered(_ cursor: Cursor) {
        var random = SplitMix64(seed: 5)
        let text = Array(cursor.text.utf8)
        for _ in 0..<1000 {
            var bytes = text
            if Bool.random(using: &random) {
                bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
            } else {
                bytes[Int.random(in: bytes.indices, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            }
            let altered = String(decoding: bytes, as: UTF8.self)
            #expect(throws: InputError.self) { _ = try Cursor(parsing: altered) }
        }
    }

    @Test("text that is no cursor is refused", arguments: ["", "zz", "00", String(repeating: "0", count: 2000), "é"])
    func noCursor(_ text: String) {
        #expect(throws: InputError.self) { _ = try Cursor(parsing: text) }
    }

    @Test("a cursor of another list is refused", arguments: TestEngine.available)
    func otherList(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let cursor = Cursor(list: "shares", keys: [1, 2])
            await #expect(throws: StoreError.rejected("the cursor belongs to another list")) {
                _ = try await store.findings(after: cursor, limit: 3)
            }
        }
    }

    @Test("a page has at least one item and at most the longest page", arguments: [(-1, 1), (0, 1), (7, 7), (9999, 500)])
    func clamping(_ asked: Int, _ given: Int) {
        #expect(Page<Int>.clamped(asked) == given)
    }
}
