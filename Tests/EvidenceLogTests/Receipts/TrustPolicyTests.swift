import Daylight
import Testing

@testable import EvidenceLog

@Suite struct TrustPolicyTests {
    private static let log = "log \(Samples.logKey)\n"
    private static let one = "witness W1 \(Samples.firstWitness)\n"
    private static let two = "witness W2 \(Samples.secondWitness) https://witness2.example/\n"

    private func satisfied(_ text: String, by names: [String]) throws -> Bool {
        try TrustPolicy(parsing: Array(text.utf8)).isSatisfied(by: Set(names.map { TrustPolicy.Name($0.utf8) }))
    }

    @Test(
        "the quorum counts witnesses through groups",
        arguments: [
            ("group g all W1 W2\nquorum g\n", ["W1"], false), ("group g all W1 W2\nquorum g\n", ["W1", "W2"], true),
            ("group g any W1 W2\nquorum g\n", ["W2"], true), ("group g any W1 W2\nquorum g\n", [], false),
            ("group g 2 W1 W2\nquorum g\n", ["W1", "W2"], true), ("quorum W1\n", ["W1"], true), ("quorum W1\n", ["W2"], false),
            ("group g any W1\ngroup h all g W2\nquorum h\n", ["W1", "W2"], true),
            ("group g any W1\ngroup h all g W2\nquorum h\n", ["W1"], false), ("quorum none\n", [], true),
            ("group g all W1 W2\nquorum g\n", ["g"], false), ("quorum W1 \t\n\n  # end\n", ["W1", "unknown"], true),
        ])
    func quorum(tail: String, cosigned: [String], expected: Bool) throws {
        #expect(try satisfied(Self.log + Self.one + Self.two + tail, by: cosigned) == expected)
    }

    @Test(
        "any broken rule makes the whole policy invalid",
        arguments: [
            "", "\n", "quorum none", "quorum\n", "quorum none none\n", "quorum none\nquorum none\n", "quorum W1\n\(one)",
            "Quorum none\n",
            "\(one)\(one)quorum none\n", "witness none \(Samples.firstWitness)\nquorum none\n",
            "\(one)witness W2 \(Samples.firstWitness)\nquorum none\n", "\(log)\(log)quorum none\n",
            "\(one)group W1 any W1\nquorum none\n", "\(one)group none any W1\nquorum none\n",
            "\(one)group g any none\nquorum none\n",
            "\(one)group g any W9\nquorum none\n", "\(one)group g any g\nquorum none\n", "\(one)group g any W1 W1\nquorum none\n",
            "\(one)group g any W1\ngroup h any W1\nquorum none\n", "\(one)group g 0 W1\nquorum none\n",
            "\(one)group g 2 W1\nquorum none\n",
            "\(one)group g 01 W1\nquorum none\n", "\(one)group g some W1\nquorum none\n", "\(one)group g any\nquorum none\n",
            "log\nquorum none\n", "log \(Samples.logKey) url more\nquorum none\n", "log \(Samples.firstWitness)\nquorum none\n",
            "witness W1 \(Samples.logKey)\nquorum none\n", "witness W1\nquorum none\n", "log \(Samples.logKey)x\nquorum none\n",
            "quorum none\r\n", "quorum none\u{7F}\n", "mirror x\nquorum none\n", "\(log)",
        ])
    func invalid(text: String) {
        #expect(throws: InputError.self) { try TrustPolicy(parsing: Array(text.utf8)) }
    }

    @Test("names are bytes: not every one is UTF-8, and two spellings of a letter differ")
    func names() throws {
        let text =
            Array("witness ".utf8) + [0xFF] + Array(" \(Samples.firstWitness)\nwitness caf\u{E9} \(Samples.secondWitness)\n".utf8)
        let policy = try TrustPolicy(parsing: text + Array("group g any caf\u{E9}\nquorum g\n".utf8))
        #expect(policy.isSatisfied(by: [TrustPolicy.Name("caf\u{E9}".utf8)]))
        #expect(!policy.isSatisfied(by: [TrustPolicy.Name("cafe\u{301}".utf8)]))
        #expect(throws: InputError.self) { try TrustPolicy(parsing: text + Array("quorum cafe\u{301}\n".utf8)) }
    }

    @Test("an error names its line")
    func errorLine() {
        #expect {
            try TrustPolicy(parsing: Array((Self.log + "# note\ngroup g any W9\nquorum none\n").utf8))
        } throws: { ($0 as? InputError)?.place == .line(3) }
    }

    @Test("hundreds of witnesses and groups are taken")
    func many() throws {
        var text = ""
        var random = SeededGenerator(4)
        for number in 0..<100 {
            let key = try NoteKey(name: "w\(number)", type: .cosignature, random: &random).verifierKey
            text += "witness W\(number) \(key)\ngroup g\(number) any W\(number)\(number > 0 ? " g\(number - 1)" : "")\n"
        }
        #expect(try satisfied(text + "quorum g99\n", by: ["W0"]))
    }

    @Test("thousands of damaged policies are answered, never with a crash")
    func fuzz() {
        var random = SeededGenerator(31)
        var refused = 0
        for _ in 0..<2000 where (try? TrustPolicy(parsing: random.mutated(Array(Samples.policyText.utf8)))) == nil {
            refused += 1
        }
        #expect(refused > 1000)
    }
}
