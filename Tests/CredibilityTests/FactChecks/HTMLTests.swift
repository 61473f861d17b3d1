import Testing

@testable import Credibility

/// Scripts and text in pages (section 4.5 of the credibility reference).
@Suite struct HTMLTests {
    private static func scripts(_ page: String) -> [String] {
        let bytes = Array(page.utf8)
        return HTMLScripts.linkedData(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test(arguments: [
        (#"<script type="application/ld+json">1</script>"#, ["1"]),
        (#"<SCRIPT async data-x='>' TYPE = 'Application/LD+JSON; charset=utf-8' >1</Script >2"#, ["1"]),
        (#"<script type=application/ld+json>1</script><script type=application/ld+json>2</script>"#, ["1", "2"]),
        (#"<script type="application/ld&#43;json">1</script>"#, ["1"]),
        (#"<script type=" application/ld+json ">&quot;</script>"#, ["&quot;"]),
        (#"<script>1</script><script type="text/javascript">2</script><script type>3</script>"#, []),
        (#"<script type="application/json" type="application/ld+json">1</script>"#, []),
        (#"<!-- <script type="application/ld+json">1</script> --><script type="application/ld+json">2</script>"#, ["2"]),
        (#"<!--><script type="application/ld+json">1</script>-->"#, ["1"]),
        (#"<!-- --!><script type="application/ld+json">1</script>"#, ["1"]),
        (#"<!-- <script type="application/ld+json">1</script>"#, []),
        (#"<script>"<script type='application/ld+json'>1"</script>"#, []),
        (#"<title><script type="application/ld+json">1</script></title>"#, []),
        (#"<textarea><script type="application/ld+json">1</script>"#, []),
        (#"<script type="application/ld+json">"</scripting>" </b></script>"#, [#""</scripting>" </b>"#]),
        (#"<script type="application/ld+json">1"#, ["1"]),
        (#"<script type="application/ld+json" x="1</script>"#, []),
        (#"<script type="application/ld+json"/>1</script>"#, ["1"]),
        (#"<!doctype html><?x ?></ ><p a=b<c><script type="application/ld+json">1</script>"#, ["1"]),
        ("<", []), ("<s", []), ("</", []), ("<!", []), ("<!--", []), ("<script type", []), ("<script type=", []), ("", []),
    ])
    func liveScripts(page: String, scripts: [String]) {
        #expect(Self.scripts(page) == scripts, "\(page)")
    }

    @Test(arguments: [
        ("{}", "{}"), ("\u{FEFF} {}\n", "{}"), ("<!-- {} -->", "{}"), ("<!--\n{}\n//-->", "{}"), ("<![CDATA[{}]]>", "{}"),
        ("//<![CDATA[\n{}\n//]]>", "{}"), ("/*<![CDATA[*/ {} /*]]>*/", "{}"), ("/* <![CDATA[ */{}/* ]]> */", "{}"),
        ("// <!-- {} // -->", "{}"), ("<!-- <![CDATA[ {} ]]> -->", "{}"), ("// {}", "// {}"), ("", ""), ("<!--", ""),
    ])
    func wrappersAreTakenOff(script: String, text: String) {
        #expect(String(decoding: LinkedDataText.unwrapped(Array(script.utf8)[...]), as: UTF8.self) == text)
    }

    @Test(arguments: [
        ("Pr&uuml;fer &amp; Co", "Prüfer & Co"), ("a&nbsp;b &#160; c", "a b c"), ("&amp;lt;", "&lt;"),
        ("&#x41;&#66;&#X43", "ABC"),
        ("&lt;b&gt;bold&lt;/b&gt;", "bold"), ("1 < 2 > 1", "1 < 2 > 1"), ("<3 you</p>", "<3 you"), ("a<br/>b", "a b"),
        ("&notit; &notin;", "¬it; ∉"), ("&unknown; &", "&unknown; &"),
        ("&#128; &#0; &#xD800; &#x110000;", "€ \u{FFFD} \u{FFFD} \u{FFFD}"),
        ("&copy2026", "©2026"), ("a\u{0}\u{7}b\n\tc", "a b c"), ("&CounterClockwiseContourIntegral;", "∳"),
        ("&#;&#x;", "&#;&#x;"),
        ("&fjlig;", "fj"), ("&acE;", "\u{223E}\u{333}"),
    ])
    func cleanText(text: String, clean: String) {
        #expect(HTMLText.cleaned(text) == clean)
        #expect(HTMLText.cleaned(HTMLText.escaped(clean)) == clean)
    }

    @Test func nothingLeftIsAbsent() {
        for text in ["", " \u{A0}\n", "<p></p>", "&nbsp;"] { #expect(HTMLText.cleaned(text) == nil) }
    }

    @Test func namesOfCharacters() {
        #expect(HTMLEntityNames.characters.count == 2_125)
        #expect(HTMLEntityNames.bare.count == 106)
        #expect(
            HTMLEntityNames.bare.allSatisfy {
                HTMLEntityNames.characters[$0] != nil && $0.utf8.count <= HTMLEntityNames.longestBare
            })
        #expect(HTMLEntityNames.characters.keys.allSatisfy { $0.utf8.count <= HTMLEntityNames.longest })
    }
}
