import Daylight
import Sponsorship
import Testing

@Suite struct AdsTxtTests {
    static func file(_ text: String, root: String? = nil) throws -> AdsTxt { try file(Array(text.utf8), root: root) }

    static func file(_ bytes: [UInt8], root: String? = nil) throws -> AdsTxt {
        try AdsTxt(parsing: bytes, root: root.map { Host($0)! })
    }

    /// A file in a few words: `state | records | variables | refused lines | warnings`.
    static func summary(_ file: AdsTxt) -> String {
        let records = file.records.map {
            let relation = $0.relationship == .direct ? "D" : "R"
            return "\($0.line):\($0.domain)/\($0.id)/\(relation)" + ($0.certification.map { "/\($0)" } ?? "")
        }
        let variables = file.variables.map { "\($0.line):\($0.setting.name)=\($0.setting.value)" }
        let parts = [
            file.state.rawValue, records.joined(separator: " "), variables.joined(separator: " "),
            file.rejected.map { "\($0.line)" }.joined(separator: " "),
            file.warnings.map { "\($0.line):\($0.code.rawValue)" }.sorted().joined(separator: " "),
        ]
        return parts.joined(separator: " | ")
    }

    @Test(arguments: AdsTxtCases.all)
    func everyLineIsJudgedAsTheGrammarSays(_ text: String, _ expected: String) throws {
        #expect(try Self.summary(Self.file(text)) == expected)
    }

    @Test func subdomainsAreBelowTheRoot() throws {
        let text = "SUBDOMAIN=a.b.example\nSUBDOMAIN=b.example\nSUBDOMAIN=ab.example\nSUBDOMAIN=c.example"
        #expect(try Self.summary(Self.file(text, root: "b.example")) == "declared |  | 1:SUBDOMAIN=a.b.example | 2 3 4 | ")
    }

    @Test func bytesThatAreNotUTF8CountForTheirLineOnly() throws {
        let bytes =
            Array("a.example,".utf8) + [0xE9] + Array(",DIRECT\nb.example,\u{7},DIRECT\nc.example,3,DIRECT # ".utf8) + [0xE9]
        #expect(try Self.summary(Self.file(bytes)) == "declared | 3:c.example/3/D |  | 1 2 | ")
    }

    @Test func accountsAreFoundByTheirExactName() throws {
        let file = try Self.file("A.example,x%2cY,DIRECT\na.example,x%2CY,RESELLER\nb.example,1,RESELLER\nÅ.example,å,DIRECT")
        #expect(file.relationships(of: "x,Y", at: Host("a.example")!) == [.direct, .reseller])
        #expect(file.relationships(of: "x,y", at: Host("a.example")!) == [])
        #expect(file.relationships(of: "1", at: Host("b.example")!) == .reseller)
        #expect(file.relationships(of: "1", at: Host("a.example")!) == [])
        #expect(file.relationships(of: "å", at: Host("å.example")!) == .direct)
    }

    @Test func filesAboveTheBoundsAreRefusedWithTheLine() {
        #expect(throws: InputError(expected: "at most 9 bytes", found: "10 bytes")) {
            try AdsTxt(parsing: Array(repeating: 0x0A, count: 10), limits: .init(bytes: 9))
        }
        let lines = { (count: Int) in Array(repeating: UInt8(0x0A), count: count) }
        #expect(throws: InputError(place: .line(6), expected: "at most 5 lines", found: "more")) {
            try AdsTxt(parsing: lines(6), limits: .init(lines: 5))
        }
        #expect(throws: Never.self) { try AdsTxt(parsing: lines(5), limits: .init(lines: 5)) }
        #expect(throws: Never.self) { try AdsTxt(parsing: lines(4) + [0x23], limits: .init(lines: 5)) }
        #expect(throws: InputError.self) { try AdsTxt(parsing: lines(5) + [0x23], limits: .init(lines: 5)) }
    }

    @Test func manyAccountsStayApart() throws {
        let text = (0..<20_000).map { "s\($0 % 7).example, pub-\($0), \($0 % 2 == 0 ? "DIRECT" : "RESELLER")" }.joined(
            separator: "\n")
        let file = try Self.file(text)
        #expect(file.recordCount == 20_000 && file.warnings.isEmpty)
        #expect(file.relationships(of: "pub-19999", at: Host("s0.example")!) == .reseller)
        #expect(file.relationships(of: "pub-19999", at: Host("s1.example")!) == [])
    }

    @Test func theLineEndMakesNoDifference() throws {
        let text = "a.example,1,DIRECT\n\n# x\nOWNERDOMAIN=o.example\nbad\n"
        for end in ["\r\n", "\r"] {
            let other = String(text.map { $0 == "\n" ? Character(end) : $0 })
            #expect(try Self.summary(Self.file(other)) == Self.summary(Self.file(text)))
        }
    }
}
