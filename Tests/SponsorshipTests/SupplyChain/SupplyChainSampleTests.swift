import Daylight
import Sponsorship
import Testing

/// The samples of the contract for outside checks, word for word.
@Suite struct SupplyChainSampleTests {
    @Test func theSloppyFile() throws {
        let text =
            "\u{FEFF}North.Example,\u{A0} 88, Direct, XYZ, more\nnorth.example,88,DIRECT\nnorth.example,88,RESELLER\nnorth.example,88\n"
            + "http://far.example,1,DIRECT\nåbo.example,2,DIRECT\nmanagerdomain = M.example, se\nCOLOR=blue\n"
        let expected =
            "declared | 1:north.example/88/D/XYZ 3:north.example/88/R 6:xn--bo-xia.example/2/D | 7:MANAGERDOMAIN=m.example,SE | 4 5 | "
            + "1:bad-cert 1:byte-order-mark 1:domain-case 1:extra-field 1:relationship-case 1:unusual-space 2:duplicate-record "
            + "3:relationship-conflict 6:idn-converted 7:domain-case 8:unknown-variable"
        #expect(try AdsTxtTests.summary(AdsTxtTests.file(text)) == expected)
    }

    @Test func theAnswerIsOneObject() throws {
        let text = "# N\r\nnorth.example, 88, DIRECT, 0123456789abcdef\r\nOWNERDOMAIN=norrviken.example\r\nbad\r\n"
        let answer = CanonicalJSON.line(try AdsTxtTests.file(text).json)
        let reason = AdsTxtFault.tooFewFields.rawValue
        #expect(
            answer
                == #"{"state":"declared","records":[{"line":2,"domain":"north.example","id":"88","relationship":"DIRECT","#
                + #""cert":"0123456789abcdef"}],"variables":[{"line":3,"name":"OWNERDOMAIN","value":"norrviken.example"}],"#
                + #""rejected":[{"line":4,"reason":"\#(reason)"}],"warnings":[]}"#)
    }

    private static let adsTxt = "far.example, 5, RESELLER\nnorth.example, 88, DIRECT\nOWNERDOMAIN=norrviken.example\n"
    private static let sellers = #"""
        {"north.example":{"version":"1.0","sellers":[{"seller_id":"88","seller_type":"PUBLISHER","name":"Norrviken","domain":"norrviken.example"}]},
        "far.example":{"version":"1.0","sellers":[{"seller_id":"5","seller_type":"INTERMEDIARY","name":"North","domain":"north.example"}]}}
        """#

    @Test(arguments: [
        (#""1.0,1!north.example,88,1!far.example,5,1""#, ""), (#""1.0,1!north.example,88,1,,North%20%21,!far.example,5""#, ""),
        ("null", "C01"), (#""1.0,1!far.example,5,1""#, "C06@0 C07@0 C08@0"), (#""1.0,0!north.example,88,1""#, "C04@0! C14"),
        (#""1.1,1!north.example,89,1!far.example,5,1""#, "C05@0! C09@0 C10@0"), (#""1.0,1!north.example,8%zz,1""#, "C02!"),
    ])
    func theChains(_ chain: String, _ codes: String) throws {
        let rest = #""boughtFrom":"far.example","site":"norrviken.example""#
        #expect(try SupplyChainTests.codes(chain, adsTxt: Self.adsTxt, sellers: Self.sellers, rest: rest) == codes)
    }

    @Test func theAnswerOfAChainNamesNodeAndStringForm() throws {
        let file = try SupplyChainFile(Array(#"{"schain":"1.0,1!a.example,7%2C1,1,,,"}"#.utf8), suffixes: .wellKnown)
        let expected =
            #"{"verdict":"allow","findings":[],"chain":{"ver":"1.0","complete":1,"nodes":[{"asi":"a.example","sid":"7,1","hp":1}]},"#
            + #""string":"1.0,1!a.example,7%2C1,1"}"#
        #expect(CanonicalJSON.line(file.answer().json) == expected)
        let malformed = try SupplyChainFile(Array(#"{"schain":7}"#.utf8), suffixes: .wellKnown).answer()
        #expect(!malformed.isAllowed && malformed.json["chain"] == .null && malformed.json["string"] == .null)
    }
}
