import Daylight
import Sponsorship
import Testing

/// Bids good and bad, each with the rules that have to fire. A change is written as `place=value`, `_` standing for a blank.
@Suite struct GateRuleTests {
    private let gate = Gate()

    @Test(arguments: [
        // Nothing to say.
        ("", ""), ("R/seatbid=[]", nil), ("B/ext/ttpa B/adomain=[\"shop.example\"]", ""),
        // B01–B05: the DSA object.
        ("B/ext/dsa", "B01"), ("B/ext/dsa RD/dsarequired=3", "B01"), ("B/ext/dsa RD/dsarequired=1", ""),
        ("B/ext/dsa RD/dsarequired", ""), ("B/ext/dsa RD/dsarequired RD/required=2", "B01"), ("B/ext/dsa=null", "B01"),
        ("D/paid", "B02"), ("D/behalf=\"_\"", "B02"), ("D/paid RD/dsarequired=1", ""),
        ("RD/pubrender=0", "B03"), ("RD/pubrender=0 D/adrender=0", "B03"), ("RD/pubrender=0 D/adrender=1", ""),
        ("RD/pubrender=2 D/adrender=1", "B03"), ("RD/pubrender=2", ""), ("RD/pubrender=2 D/adrender=0", ""),
        ("RD/pubrender D/adrender=1", ""), ("RD/pubrender=1 D/adrender=0", ""),
        ("RD/datatopub=2", ""), ("RD/datatopub=2 D/transparency=[]", "B04"), ("RD/datatopub=2 D/transparency", "B04"),
        ("D/transparency/0/dsaparams=[2,4]", "B05"), ("D/transparency/0/domain=\"https://dsp.example\"", "B05"),
        ("D/transparency/0/domain=\"localhost\"", "B05"), ("D/transparency/0/domain=\"DSP.Example\"", ""),
        ("RD/transparency=[{\"domain\":\"a.example\",\"dsaparams\":[0]}]", "B05"),
        ("D/transparency/0={\"domain\":\"dsp.example\",\"params\":[9]}", "B05"),
        // B06: no political advertising here.
        ("RP/political=0", "B06"), ("Y/publisherAcceptsPolitical=false", "B06"), ("RP/political", ""),
        ("RP/political=0 P/political=0 B/adomain=[\"shop.example\"]", ""),
        // B07: the notice.
        ("P/noticehash=\"a2\"", "B07"), ("P/noticehash", "B07"), ("P/notice=\"https://norrviken.example/t/OTHER\"", "B07"),
        ("P/notice", "B07"), ("P/notice N/label=\"incomplete\" N/eligibility=\"notEligible\" D/paid=\"Other\"", "B07"),
        ("P/noticehash=\"a2\" N/label=\"incomplete\"", "B07 L01"),
        // Political by index.
        ("B/ext/ttpa", "B07"), ("B/ext/ttpa B/adomain=[\"www.KUSTPARTIET.example\"]", "B07"),
        ("B/ext/ttpa B/adomain=[\"otherkustpartiet.example\"]", ""),
        ("B/ext/ttpa B/adomain=[\"shop.example\"] B/crid=\"known-cr\"", "B07"),
        ("B/ext/ttpa B/adomain=[\"shop.example\"] B/cid=\"known-c\"", "B07"),
        ("B/ext/ttpa B/adomain=[\"shop.example\"] B/dealid=\"known-d\"", "B07"),
        ("B/ext/ttpa B/adomain=[\"shop.example\"] B/dealid=\"known-cr\"", ""),
        // B08: who pays.
        ("D/paid=\"Havsfonden\"", "B08"), ("D/behalf=\"Havsfonden\"", "B08"), ("D/behalf=\"KUST_PARTIET\"", "B08"),
        ("D/behalf=\"KUSTPARTIET,_e.V.\"", ""), ("N/payer=\"Havsfonden_AB\" D/paid=\"havsfonden\"", ""),
        ("N/payer=\"Havsfonden\"", "B08"), ("N/sponsor=\"Straße\" D/behalf=\"STRASSE\" D/paid=\"strasse_gmbh\"", ""),
        // B09: whose domain.
        ("B/adomain=[]", "B09"), ("B/adomain", "B09"), ("B/adomain=[\"kustpartiet.example\",\"www.kustpartiet.example\"]", ""),
        ("B/adomain=[\"kustpartiet.example\",\"shop.example\"]", "B09"), ("B/adomain=[\"shop.example\"]", "B09"),
        (
            "B/adomain=[\"kustpartiet.example\",\"havsfonden.example\"] N/domains=[\"kustpartiet.example\",\"havsfonden.example\"]",
            "B09"
        ),
        // B10: the auction.
        ("B/impid=\"i9\"", "B10"), ("B/impid=\"i2\"", ""), ("B/impid", "B10"), ("R/id=\"q2\"", "B10"),
        ("Q/wseat=[\"south\"]", "B10"),
        ("Q/wseat=[\"south\",\"north\"]", ""), ("Q/bseat=[\"north\"]", "B10"), ("Q/bseat=[\"south\"]", ""),
        ("R/cur=\"USD\"", "B10"), ("R/cur", "B10"), ("Q/cur", ""), ("R/cur Q/cur=[\"USD\"]", ""),
        ("S/seat Q/wseat=[\"north\"]", "B10"),
        // B11: the period, both days included.
        ("C/now=\"2026-08-16T23:59:59+02:00\"", "B11"), ("C/now=\"2026-08-17T00:00:00+02:00\"", ""),
        ("C/now=\"2026-09-13T23:59:59+02:00\"", ""), ("C/now=\"2026-09-14T00:00:00+02:00\"", "B11"),
        ("C/now=\"2026-08-16T22:30:00Z\"", ""),
        // D04, D05: the three months before.
        ("N/eligibility=\"notDeclared\"", "D04"), ("N/eligibility=\"notEligible\"", "D05"), ("N/controllerCountry=\"NO\"", "D05"),
        ("N/controllerCountry=\"SE\"", ""), ("N/controllerCountry=\"EL\"", ""), ("N/controllerCountry=\"GB\" P/election=[]", ""),
        ("N/controllerCountry=\"GB\" P/election=[] N/elections=[\"SE-2026\"]", "D05"),
        ("N/eligibility=\"notDeclared\" P/election=[\"SE-EARLY\",\"unknown\"]", ""),
        ("N/eligibility=\"notDeclared\" Y/elections/SE-2026/announcedAt=\"2026-08-20T12:00:01+02:00\"", ""),
        ("N/eligibility=\"notDeclared\" Y/elections/SE-2026/announcedAt=\"2026-08-20T12:00:00+02:00\"", "D04"),
        ("N/eligibility=\"notDeclared\" Y/elections/SE-2026/date=\"2026-11-20\"", "D04"),
        ("N/eligibility=\"notDeclared\" Y/elections/SE-2026/date=\"2026-11-21\"", ""),
        (
            "N/eligibility=\"notDeclared\" Y/elections/SE-2026={\"date\":\"2026-08-20\",\"pollsClose\":\"2026-08-20T12:00:00+02:00\"}",
            "D04"
        ),
        (
            "N/eligibility=\"notDeclared\" Y/elections/SE-2026={\"date\":\"2026-08-20\",\"pollsClose\":\"2026-08-20T11:59:59+02:00\"}",
            ""
        ),
        ("N/label=\"incomplete\"", "L01"), ("N/label", "L01"),
        // T01–T03, T10: the criteria.
        ("P/criteria=[{\"c\":\"politicalOpinion\",\"src\":\"inferred\",\"inc\":0}]", "T01 T02 T03"),
        ("P/criteria=[{\"c\":\"context\",\"src\":\"contextual\",\"inc\":1}]", ""),
        ("P/criteria=[{\"c\":\"deviceType\",\"src\":\"contextual\"},{\"c\":\"siteCountry\",\"src\":\"contextual\"}]", ""),
        ("P/criteria=[{\"c\":\"age\",\"src\":\"declared\"}]", "T03"),
        ("P/criteria=[{\"c\":\"age\",\"src\":\"declared\"}] RP/consent=1", ""),
        ("P/criteria=[{\"c\":\"health\",\"src\":\"declared\"}] RP/consent=1", "T01"),
        ("P/criteria=[{\"c\":\"health\",\"src\":\"contextual\"}]", "T10"),
        ("P/criteria=[{\"c\":\"age\",\"src\":\"contextual\"}]", "T10"),
        ("P/criteria=[{\"c\":\"context\",\"src\":\"declared\"}] RP/consent=1", "T10"),
        ("P/criteria=[{\"c\":\"shoeSize\",\"src\":\"declared\"}] RP/consent=1", "T10"),
        ("P/criteria=[{\"c\":\"age\",\"src\":\"guess\"}] RP/consent=1", "T10"), ("P/criteria=[{}]", "T03 T10"),
        ("P/criteria=[{\"c\":\"audience\",\"src\":\"customList\"}] RP/consent=1", "T02"),
        ("P/criteria=[{\"c\":\"interests\",\"src\":\"declared\"}] RP/consent=1 Y/proxies=[\"interests\"]", "T01"),
        ("P/criteria=[{\"c\":\"interests\",\"src\":\"observed\"}] RP/consent=1", "T02"),
        // T04: children and the young.
        ("Q/regs/coppa=1", "T04"), ("Q/user/yob=2010", "T04"), ("Q/user/yob=2009", ""),
        ("Q/user/yob=2011 P/election=[\"SE-EARLY\"]", ""),
        ("Q/user/yob=2012 P/election=[\"SE-EARLY\"]", "T04"), ("Q/user/yob=2010 P/election=[\"SE-EARLY\",\"SE-2026\"]", "T04"),
        ("Q/user/yob=2010 P/election=[] Y/votingAge=16", ""),
        // T05: identifiers.
        ("Q/user/id=\"u\"", "T05"), ("Q/user/buyeruid=\"u\"", "T05"), ("Q/user/eids=[{}]", "T05"), ("Q/device/ifa=\"u\"", "T05"),
        ("Q/user/id=\"\"", ""), ("Q/user/eids=[]", ""), ("Q/user/id=\"u\" RP/consent=1", ""),
        // T08: declared untargeted.
        ("D/transparency/0/dsaparams=[1,2]", "T08"), ("RD/transparency=[{\"domain\":\"a.example\",\"dsaparams\":[3]}]", "T08"),
        ("D/transparency/0/dsaparams=[1] P/targeting=1", ""), ("D/transparency/0/dsaparams=[1] P/targeting", ""),
        // No audience in the Union.
        ("RP/scope=0 N/label=\"incomplete\" Q/user/id=\"u\" P/notice", ""), ("RP/scope=0 RP/political=0", "B06"),
        ("RP/scope=0 B/ext/dsa", "B01"),
        // M01, M02: lists.
        ("Y/lists=[{\"name\":\"L\",\"date\":\"2026-08-01\",\"domains\":[\"norrviken.example\"],\"effect\":\"block\"}]", "M01"),
        ("Y/lists=[{\"name\":\"L\",\"date\":\"2026-08-01\",\"domains\":[\"viken.example\"],\"effect\":\"block\"}]", ""),
        (
            "Q/site Q/app={\"domain\":\"Bad.example\"} Y/lists=[{\"name\":\"L\",\"date\":\"2026-08-01\",\"domains\":[\"bad.example\"],\"effect\":\"warn\"}]",
            "M01"
        ),
        (
            "Q/source/schain={\"ver\":\"1.0\",\"complete\":1,\"nodes\":[{\"asi\":\"Dark.example\",\"sid\":\"7\"}]} Y/lists=[{\"name\":\"L\",\"date\":\"2026-08-01\",\"accounts\":[\"dark.example/7\"],\"domains\":[],\"effect\":\"block\"}]",
            "M02"
        ),
        (
            "Q/source/ext/schain={\"nodes\":[{\"asi\":\"dark.example\",\"sid\":\"7\"}]} Y/lists=[{\"name\":\"L\",\"date\":\"2026-08-01\",\"accounts\":[\"dark.example/8\"],\"domains\":[],\"effect\":\"block\"}]",
            ""
        ),
        (
            "Q/ext/schain={\"nodes\":[{\"asi\":\"dark.example\",\"sid\":\"A\"}]} Y/lists=[{\"name\":\"L\",\"date\":\"2026-08-01\",\"accounts\":[\"dark.example/a\"],\"domains\":[],\"effect\":\"block\"}]",
            ""
        ),
        // C: the supply chain, when the policy knows what to compare it with.
        ("Y/supplyChain={\"boughtFrom\":\"far.example\"}", "C01"),
        ("Q/source/schain=\"1.0\" Y/supplyChain={\"boughtFrom\":\"far.example\"}", "C02"),
        ("Q/source/schain={\"ver\":\"1.0\",\"complete\":\"1\",\"nodes\":[]} Y/supplyChain={}", "C02"),
        ("Q/source/schain={\"ver\":\"1.0\",\"complete\":\"1\",\"nodes\":[]}", ""),
        ("Q/source/schain=\"1.0,0!far.example,5,1\" Y/supplyChain={\"boughtFrom\":\"near.example\"}", "C04 C14"),
        ("Q/source/schain=\"1.0,1!far.example,5,1\" Y/supplyChain={\"boughtFrom\":\"far.example\"}", "C15"),
        (
            "Q/source/schain=\"1.0,1!far.example,88,1\" Y/supplyChain={\"boughtFrom\":\"far.example\",\"adsTxt\":\"x.example,1,DIRECT\",\"sellersJson\":{}}",
            "C05 C09 C10"
        ),
        // Several at once.
        ("B/ext/dsa B/impid=\"x\" N/label=\"incomplete\" Q/user/id=\"u\"", "B01 B10 L01 T05"),
    ])
    func aBidFiresItsRules(_ changes: String, _ rules: String?) throws {
        let answer = try gate.answer(GateLine(changes).text)
        guard let rules else {
            #expect(answer.decisions.isEmpty)
            return
        }
        #expect(answer.rules() == rules, "\(changes)")
        #expect(
            answer.decisions[0]["impid"] == GateLine(changes).value["response"]?["seatbid"]?.arrayValue?[0]["bid"]?.arrayValue?[
                0]["impid"] ?? .null)
    }

    @Test(arguments: [
        ("", "allow"), ("D/transparency/0/dsaparams=[2,4]", "allow"), ("D/paid=\"Havsfonden\"", "hold"),
        ("D/paid=\"Havsfonden\" B/impid=\"x\"", "block"),
        ("Y/lists=[{\"name\":\"L\",\"date\":\"2026-08-01\",\"domains\":[\"norrviken.example\"],\"effect\":\"warn\"}]", "allow"),
        ("Y/lists=[{\"name\":\"L\",\"date\":\"2026-08-01\",\"domains\":[\"norrviken.example\"],\"effect\":\"block\"}]", "block"),
    ])
    func theStrongestEffectIsTheVerdict(_ changes: String, _ verdict: String) throws {
        #expect(try gate.answer(GateLine(changes).text).verdict() == verdict)
    }

    @Test func everyListThatHasTheSiteIsNamed() throws {
        let lists = ["block", "warn"].map {
            "{\"name\":\"\($0)\",\"date\":\"2026-08-01\",\"domains\":[\"norrviken.example\"],\"effect\":\"\($0)\"}"
        }
        let answer = try gate.answer(GateLine("Y/lists=[\(lists.joined(separator: ","))]").text)
        #expect(answer.reasons() == [.init(rule: "M01", effect: "block"), .init(rule: "M01", effect: "warn")])
    }

    @Test func namesHaveAtMostAHundredCharactersWhateverTheirBytes() throws {
        for (text, isTaken) in [
            (String(repeating: "κ", count: 100), true), (String(repeating: "κ", count: 101), false),
            (String(repeating: "e\u{301}", count: 100), true), (String(repeating: "e\u{301}", count: 101), false),
            (String(repeating: "\u{958}", count: 51), false), (String(repeating: "a", count: 101), false),
        ] {
            let line = GateLine("D/behalf=\"\(text)\" N/sponsor=\"\(text)\" N/payer=\"Kustpartiet\"")
            #expect(try gate.answer(line.text).rules() == (isTaken ? "" : "B02"), "\(text)")
        }
    }

    @Test func theLaterBidWithTheSameIdIsAtFault() throws {
        let bid = CanonicalJSON.line(GateLine().value["response"]!["seatbid"]!.arrayValue![0]["bid"]!.arrayValue![0])
        let answer = try gate.answer(GateLine("S/bid/1=\(bid.replacing(" ", with: "_"))").text)
        #expect(answer.rules(0) == "")
        #expect(answer.rules(1) == "B10")
    }

    @Test func everyReasonHasItsBasisAndWords() throws {
        let answer = try gate.answer(GateLine("B/ext/dsa B/impid=\"x\" N/label=\"incomplete\" Q/user/id=\"u\"").text)
        for reason in answer.decisions[0]["reasons"]?.arrayValue ?? [] {
            #expect(reason["basis"]?.stringValue?.isEmpty == false)
            #expect(reason["message"]?.stringValue?.isEmpty == false)
        }
    }

    @Test func whatTheBidSaysIsRepeatedAsItWasSaid() throws {
        let line = GateLine("B/impid=\"\\u0022\\\\_\\n\" D/paid=\"\\u0001\\u0022\"")
        let decision = try gate.answer(line.text).decisions[0]
        #expect(decision["impid"] == "\"\\ \n")
    }
}
