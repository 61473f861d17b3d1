import Daylight
import Sponsorship
import Testing

@Suite struct SellersFileTests {
    static let text = #"""
        {"contact_email":"a@x.example","version":"1.0","identifiers":[{"name":"TAG-ID","value":"f08c47fec0942fa0"}],
        "sellers":[{"seller_id":"1","name":"One [\"}","domain":"ONE.example","seller_type":"publisher","ext":{"a":[1,{"b":"]}"}]}},
        {"seller_id":2,"is_confidential":1,"seller_type":"INTERMEDIARY"},
        {"seller_id":"3","name":"Dr\u00e4i","domain":"three.example","seller_type":"BOTH","is_passthrough":1},
        {"seller_id":"4","name":"A","domain":"a.example","seller_type":"BOTH"},
        {"seller_id":"4","name":"B","domain":"b.example","seller_type":"BOTH"},
        {"seller_id":"5","name":"E","domain":"https://e.example/","seller_type":"AGENCY"},{"name":"F"}],
        "ext":{"sellers":[{"seller_id":"9"}]}}
        """#

    static func summary(_ file: SellersFile) -> String {
        let sellers = ["1", "2", "3", "4", "5", "9"].map { id in
            guard let seller = file.seller(id) else { return "\(id):-" }
            return "\(id):\(seller.kind?.rawValue ?? "?")/\(seller.domain?.text ?? "-")"
                + (seller.isConfidential ? "/hidden" : "") + (seller.isPassthrough ? "/passing" : "")
        }
        let notes = file.notes.map { "\($0.seller ?? -1):\($0.code.rawValue)" }
        return sellers.joined(separator: " ") + " | " + notes.joined(separator: " ")
    }

    static let expected =
        "1:PUBLISHER/one.example 2:INTERMEDIARY/-/hidden 3:BOTH/three.example/passing 4:- 5:?/- 9:- | "
        + "1:number-as-seller-id 4:different-entities 5:unknown-seller-type 5:bad-domain 6:no-seller-id"

    @Test func whoIsPaidIsKeptAndFaultsAreNoted() throws {
        #expect(Self.summary(try SellersFile(parsing: Array(Self.text.utf8))) == Self.expected)
        #expect(Self.summary(try SellersFile(json: JSONParser.parse(Array(Self.text.utf8)))) == Self.expected)
    }

    @Test func thePiecesMakeNoDifference() throws {
        let bytes = Array(Self.text.utf8)
        for size in [1, 2, 3, 7, 64] {
            var reader = SellersReader()
            for start in stride(from: 0, to: bytes.count, by: size) {
                try Array(bytes[start..<min(start + size, bytes.count)]).withUnsafeBytes { piece in try reader.take(piece) }
            }
            #expect(Self.summary(try reader.finish()) == Self.expected)
        }
    }

    @Test(arguments: [
        "", "{", "[]", "{}", #"{"sellers":{}}"#, #"{"sellers":[]}}"#, #"{"sellers":[]} x"#, #"{"sellers":[],"sellers":[]}"#,
        #"{"sellers":[{"seller_id":"1","seller_id":"2"}]}"#, #"{"sellers":[{"seller_id":"1"]]}"#, #"{"sellers":[1 2]}"#,
        #"{"sellers":[{"seller_id":"\ud800"}]}"#, #"{"sellers":[{"seller_id":01}]}"#, #"{"sellers":[{"seller_id":"1",}]}"#,
        #"{"sellers":[,]}"#, #"{sellers:[]}"#, "<html>", #""sellers""#, "{\"sellers\":[{\"name\":\"a\nb\"}]}",
        #"{"sellers":[tru]}"#,
    ])
    func whatIsNoSuchFileIsRefused(_ text: String) {
        #expect(throws: InputError.self) { try SellersFile(parsing: Array(text.utf8)) }
    }

    @Test func deepFilesAreRefused() {
        let deep = #"{"sellers":[],"x":"# + String(repeating: "[", count: 40)
        #expect(throws: InputError(place: .byte(49), expected: "at most 32 levels", found: "more")) {
            try SellersFile(parsing: Array(deep.utf8))
        }
    }
}
