import Daylight
import Testing

@testable import Authenticity

/// What counts as a row, and what is said about the rest.
@Suite("Reading shares")
struct ReaderTests {
    static let header = "object_id,account_id,content_id,timestamp_share\n"

    private func faults(_ text: String, format: ShareFormat = .csv) throws -> [(Int, String)] {
        var run = Run(window: 10)
        run.format = format
        return try run.network(text).summary["bad_row_samples"]?.arrayValue?.map {
            (Int($0["line"]?.integerValue ?? 0), $0["column"]?.stringValue ?? "?")
        } ?? []
    }

    @Test("each bad row is reported with line and column, and the good ones are kept")
    func badRows() throws {
        var bytes = Array(
            (Self.header + """
                X,ann,c1,1000
                X,bob,c2
                X,cid,,1002
                ,dan,c4,1003
                X,eve,c5,ten past four
                X,fay,c6,1.0e3
                X,gus,c7,1700000000000
                X,hal,c8, 1004
                X,ida,c9,2026-02-30 10:00:00
                X,"jo
                an",c10,1005
                X,k
                """).utf8)
        bytes += [0xFF] + Array("m,c11,1006\nX,lea,c12,-5\nX,bob,c13,1007,extra\nX,bob,c14,1008\n".utf8)
        let network = try Run(window: 10).network(bytes)
        let samples = network.summary["bad_row_samples"]?.arrayValue ?? []
        let places = samples.map { "\($0["line"]?.integerValue ?? 0) \($0["column"]?.stringValue ?? "?")" }
        #expect(
            places == [
                "3 ", "4 content_id", "5 object_id", "6 timestamp_share", "7 timestamp_share", "8 timestamp_share",
                "9 timestamp_share", "10 timestamp_share", "13 account_id", "14 timestamp_share", "15 ",
            ])
        #expect(network.counts.rows == 3)
        #expect(try network.edgesTable.split(separator: "\n").count == 4)
    }

    @Test(
        "times in the grammar are kept to the millisecond, digits beyond are cut",
        arguments: [
            ("0", 0), ("1777888800.1239", 1_777_888_800_123), ("1777888800.1", 1_777_888_800_100),
            ("253402300799", 253_402_300_799_000), ("2026-05-04 10:00:00", 1_777_888_800_000),
            ("2026-05-04T10:00:10.500Z", 1_777_888_810_500), ("1969-12-31 23:59:59.5", -500),
            ("2024-02-29 00:00:00", 1_709_164_800_000), ("000000000001", 1000),
        ] as [(String, Int64)])
    func times(text: String, milliseconds: Int64) {
        #expect(Array(text.utf8).withUnsafeBytes(ShareTime.milliseconds) == milliseconds)
    }

    @Test(
        "what is not in the grammar is no time",
        arguments: [
            "", " 1", "1 ", "+1", "-1", "1e3", "1.", ".5", "1.1234567890", "1700000000000", "253402300800", "2026-02-30 10:00:00",
            "2026-1-01 10:00:00", "2026-01-01 24:00:00", "2026-01-01 10:60:00", "2026-01-01 10:00:60",
            "2026-01-01 10:00:00+01:00",
            "2026-01-01 10:00", "2026-01-01", "2023-02-29 00:00:00", "0000-01-01 00:00:00", "2026-01-01 10:00:00.Z", "١",
        ])
    func notTimes(text: String) {
        #expect(Array(text.utf8).withUnsafeBytes(ShareTime.milliseconds) == nil)
    }

    @Test("quotes, doubled quotes, CRLF, a byte-order mark, other columns and empty lines, cut at every place", arguments: 1...40)
    func quirks(pieceSize: Int) throws {
        let text =
            "\u{FEFF}lang,timestamp_share,content_id,account_id,object_id\r\n"
            + "de,5,p1,Zoë,\"a,1\"\r\n\r\nfr,6,p2,\"zoë, \"\"the 2nd\"\"\",\"a,1\"\r\n,7,p3,in\"side\r,\"a,1\"\n\"\",8,p4,\"q\n\r\n\"\"\",\"a,1\"\n\n"
        var run = Run(window: 10)
        run.pieceSize = pieceSize
        let network = try run.network(text)
        #expect(network.counts.rows == 4)
        #expect(network.summary["bad_rows"] == 0)
        let names = (0..<UInt32(network.accounts.count)).map { network.accounts.text($0) }
        #expect(names == ["Zoë", "in\"side\r", "q\n\r\n\"", "zoë, \"the 2nd\""])
    }

    @Test("text behind a closing quote spoils its row only")
    func strayText() throws {
        #expect(try faults(Self.header + "X,\"a\"b,c,1\nX,a,c,1\n").map(\.0) == [2])
    }

    @Test("ids that differ only in Unicode form are different accounts")
    func bytesNotLetters() throws {
        let network = try Run(window: 10).network(Self.header + "X,\u{C5}sa,c1,1\nX,A\u{30A}sa,c2,2\n")
        #expect(network.counts.edges == 1)
    }

    @Test(
        "files that cannot be read as shares say why",
        arguments: [
            ("", "empty"), ("a\u{0}b", "binary"), ("object_id,account_id,content_id,timestamp\nX,a,c,1\n", "timestamp_share"),
            ("object_id,account_id,content_id,timestamp_share,object_id\n", "object_id"),
            (header + "X,\"a,c,1\nY,b,d,2\n", "line 2"),
            (header + "X,a,c,\(String(repeating: "1", count: 1_048_576))\n", "too long"), ("\n\n", "object_id"),
        ])
    func unusable(text: String, expected: String) {
        let error = #expect(throws: InputError.self) { try Run(window: 10).network(text) }
        #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
    }

    @Test("a row of exactly the limit is read, one byte more is not")
    func rowLimit() throws {
        let room = ShareLimits.row - "X,,c,1".utf8.count
        let network = try Run(window: 10).network(Self.header + "X,\(String(repeating: "a", count: room)),c,1\r\n")
        #expect(network.counts.rows == 1)
        #expect(throws: InputError.self) {
            try Run(window: 10).network(Self.header + "X,\(String(repeating: "a", count: room + 1)),c,1\r\n")
        }
    }

    @Test("a file of bad rows alone is refused")
    func nothingGood() {
        #expect(throws: NoGoodRow.self) { try Run(window: 10).network(Self.header + "X,a,c,soon\n") }
    }

    @Test("JSON Lines give the same rows as CSV; other members are skipped, whatever they hold")
    func jsonLines() throws {
        let lines = WorkedExampleTests.shares.split(separator: "\n").dropFirst().enumerated().map { index, line in
            let fields = line.split(separator: ",")
            let time = index % 2 == 0 ? String(fields[3]) : "\"\(fields[3])\""
            return "{\"object_id\":\"\(fields[0])\", \"x\":[{\"y\":[1e5,null,\"\\u00e9\"]},true], \"account_id\":\"\(fields[1])\""
                + ",\"content_id\" : \"\(fields[2])\",\"timestamp\\u005fshare\":\(time)}\r\n"
        }
        var run = Run(.cooRTweet, window: 10, minimum: 2)
        run.format = .jsonLines
        run.pieceSize = 7
        let network = try run.network(lines.joined())
        #expect(try network.edgesTable == Run(.cooRTweet, window: 10, minimum: 2).network(WorkedExampleTests.shares).edgesTable)
    }

    @Test("JSON Lines faults name line and column")
    func jsonFaults() throws {
        let good = #"{"object_id":"X","account_id":"a","content_id":"c","timestamp_share":1}"#
        let text = [
            good, "[1]", #"{"object_id":7,"account_id":"a","content_id":"c","timestamp_share":1}"#,
            #"{"object_id":"X","account_id":"","content_id":"c","timestamp_share":1}"#,
            #"{"object_id":"X","account_id":"a","content_id":"c","timestamp_share":1e3}"#,
            #"{"object_id":"X","account_id":"a","content_id":"\ud800","timestamp_share":1}"#,
            #"{"object_id":"X","account_id":"a\u0000","content_id":"c","timestamp_share":1}"#,
            #"{"object_id":"X","account_id":"a","content_id":"c"}"#, good + " x", String(repeating: "[", count: 100_000),
            #"{"object_id":"X","object_id":"Y","account_id":"a","content_id":"c","timestamp_share":1}"#,
        ].joined(separator: "\n")
        let places = try faults(text, format: .jsonLines).map { "\($0.0) \($0.1)" }
        #expect(
            places == [
                "2 ", "3 object_id", "4 account_id", "5 timestamp_share", "6 content_id", "7 account_id", "8 timestamp_share",
                "9 ",
                "10 ", "11 object_id",
            ])
    }

    @Test("no mangled file brings the reader down", arguments: 0..<8)
    func fuzz(round: UInt64) throws {
        var random = SeededGenerator(seed: round)
        let jsonLine = #"{"object_id":"X","account_id":"a","content_id":"c","timestamp_share":"2026-01-01 10:00:00"}"# + "\n"
        for format in ShareFormat.allCases {
            let start = Array((format == .csv ? WorkedExampleTests.shares : String(repeating: jsonLine, count: 6)).utf8)
            for _ in 0..<150 {
                var bytes = start
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    let place = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<3, using: &random) {
                    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                    case 1: bytes.remove(at: place)
                    default: bytes.insert([0x22, 0x2C, 0x0A, 0x0D, 0x5C, 0x7B].randomElement(using: &random) ?? 0, at: place)
                    }
                }
                var run = Run(window: 10)
                run.format = format
                run.pieceSize = Int.random(in: 1...200, using: &random)
                let outcome = Result { try run.network(bytes).summary["bad_rows"] }
                run.pieceSize = 1 << 20
                let whole = Result { try run.network(bytes).summary["bad_rows"] }
                #expect((try? outcome.get()) == (try? whole.get()), "cutting the input changed what was read")
            }
        }
    }
}
