import Daylight
import Sponsorship
import Testing

/// The label says what Art. 11(1)(a)–(e) asks for, in that order, on every carrier.
@Suite struct LabelTests {
    private static let address = SecureLink("https://norrviken.example/t/7K3M9QXA")!

    private func label(_ changes: KeyValuePairs<String, JSONValue?> = [:], language: String = "en") throws -> Label {
        let notice = try #require(NoticeReview(NoticeSamples.notice(changes)).notice)
        let words = try #require(NoticeLanguages.words(LanguageTag(language)!))
        return Label(of: notice, at: Self.address, words: words)
    }

    private var full: KeyValuePairs<String, JSONValue?> {
        [
            "controllingEntity": [
                "kind": "legalPerson", "name": "Holding & <Co>", "email": "a@b.example", "establishment": "Kaj 1",
                "country": "SE",
            ],
            "payer": ["kind": "naturalPerson", "name": "Maja Exempel", "email": "m@b.example", "country": "SE"],
            "techniquesUsed": true, "techniques": NoticeSamples.techniques,
        ]
    }

    @Test func theItemsStandInTheOrderOfTheArticle() throws {
        let label = try label(full)
        #expect(label.statements.map(\.item) == [.advertisement, .sponsor, .process, .techniques, .notice])
        #expect(
            label.statements.map(\.text) == [
                "Political advertisement", "Sponsor: Kustpartiet. Controlled by: Holding & <Co>. Paid by: Maja Exempel",
                "Linked to: Riksdagsvalet 2026", "Targeting or ad-delivery techniques were used.",
                "Transparency notice: https://norrviken.example/t/7K3M9QXA",
            ])
    }

    @Test func whatDoesNotApplyIsNotSaid() throws {
        let label = try label(["linkedProcesses": []])
        #expect(label.statements.map(\.item) == [.advertisement, .sponsor, .notice])
        #expect(!label.printed.contains("Controlled by"))
    }

    @Test func theLabelIsInTheLanguageOfTheNotice() throws {
        let notice = try #require(NoticeReview(NoticeSamples.good).notice)
        let label = try #require(Label(of: notice, at: Self.address))
        #expect(label.statements[0].text == "Politisk reklam")
    }

    @Test func theWebCarriesOneLinkThatReadsAsTheWholeLabel() throws {
        let html = try label(full).html
        #expect(html.contains(#"<a href="https://norrviken.example/t/7K3M9QXA""#))
        #expect(html.contains("Holding &amp; &lt;Co&gt;"))
        #expect(!html.contains("<Co>"))
        // WCAG 2.5.3: the name that is read out holds the words that are seen.
        let shown = try #require(html.firstMatch(of: /">([^<]+)<\/a>/)).output.1
        let name = try #require(html.firstMatch(of: /aria-label="([^"]+)"/)).output.1
        #expect(name.hasPrefix(shown))
        #expect(name.hasSuffix(Self.address.text))
        #expect(!html.contains("<script"))
    }

    @Test func aNameCannotBreakOutOfTheMarkup() throws {
        let html = try label(["sponsor.name": "\"><script>alert('x')</script>"]).html
        #expect(html.count { $0 == "<" } == 4)
        #expect(html.count { $0 == "\"" } == 12)
    }

    @Test func paperCarriesAnAddressThatCanBeTypedIn() throws {
        let label = try label()
        #expect(label.isPrintable)
        #expect(label.printed.split(separator: "\n").last == "Transparency notice: https://norrviken.example/t/7K3M9QXA")
    }

    @Test func aVoiceSpellsTheCode() throws {
        #expect(
            try label().spoken == """
                Political advertisement. Sponsor: Kustpartiet. Linked to: Riksdagsvalet 2026. Transparency notice. Where to \
                find it: norrviken.example/t/ 7 K 3 M 9 Q X A.
                """)
    }

    @Test func aFilmCarriesTheSameOnTwoLines() throws {
        #expect(
            try label().caption == [
                "Political advertisement · Sponsor: Kustpartiet · Linked to: Riksdagsvalet 2026 · Transparency notice",
                "norrviken.example/t/7K3M9QXA",
            ])
    }

    @Test(arguments: NoticeLanguages.all) func everyCarrierOfALanguageIsCompleteByRuleL02(_ language: String) throws {
        let label = try label(full, language: language)
        let spokenWithAddress = label.spoken
        for text in [label.printed, spokenWithAddress, label.caption.joined(separator: "\n")] {
            #expect(label.missing(in: text).isEmpty)
        }
        #expect(label.missing(in: "").map(\.item) == Label.Item.allCases)
    }

    @Test func aLabelThatLacksAnItemIsToldWhich() throws {
        let label = try label(full)
        let text = "POLITICAL  ADVERTISEMENT by kustpartiet, norrviken.example/t/7K3M9QXA"
        let findings = label.missing(in: text)
        #expect(findings.map(\.item) == [.sponsor, .process, .techniques])
        #expect(findings.allSatisfy { $0.rule == "L02" && $0.effect == .block })
        #expect(findings[0].message.contains("Holding"))
        #expect(label.missing(in: "").map(\.rule) == ["L01", "L02", "L02", "L02", "L01"])
    }
}
