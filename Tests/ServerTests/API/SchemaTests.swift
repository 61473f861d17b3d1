import Daylight
import Testing

@testable import Server

@Suite struct SchemaTests {
    private let schema = Schema.object([
        Schema.property("name", .text(limit: 3), "A name."),
        Schema.property("kind", .choice(["a", "b"]), "A kind."),
        Schema.property("list", .list(.integer(0...9)), "Numbers.", optional: true),
        Schema.property("a/b~c", .nullable(.boolean), "A name that needs escaping.", optional: true),
    ])

    @Test("a value that fits has no fault")
    func fits() {
        #expect(schema.faults(in: ["name": "abc", "kind": "b", "list": [0, 9], "a/b~c": .null]).isEmpty)
    }

    @Test("every fault is found, each at its JSON Pointer")
    func faults() {
        let faults = schema.faults(in: ["name": "abcd", "list": [10, "x"], "a/b~c": 1, "more": 1])
        #expect(faults.map(\.pointer) == ["/name", "/kind", "/list/0", "/list/1", "/a~1b~0c", "/more"])
        #expect(faults.map(\.code) == ["too-long", "missing", "out-of-range", "wrong-type", "wrong-type", "unknown"])
    }

    @Test("another kind of value is one fault at the root")
    func root() { #expect(schema.faults(in: []).map(\.pointer) == [""]) }
}
