import Daylight
import Testing

@testable import Credibility

/// Addresses of articles (section 4.5 of the credibility reference; RFC 3986, section 5.4).
@Suite struct WebAddressTests {
    @Test(arguments: [
        "https://a.example", "HTTP://A.example:8080/x?y#z", "https://a.example/%20?q=user@host", "http://[2001:db8::1]/",
        "https://bücher.example/", "https://a.example:/",
    ])
    func addressesOfTheWeb(text: String) throws {
        #expect(try #require(WebAddress(text)).text == text)
    }

    @Test(arguments: [
        "", "a.example", "//a.example", "ftp://a.example/", "https:a.example", "https:///x", "https://", "https://:80/",
        "https://user@a.example/", "https://user:word@a.example/", "https://a.example/a b", "https://a.example/\n",
        "https://a.example:x/", "https://[::1", "javascript:alert(1)", "https://a.example\u{A0}/", "https://?x",
        "mailto:a@b.example", "https:\u{301}//w.example/",
    ])
    func otherTexts(text: String) {
        #expect(WebAddress(text) == nil)
    }

    @Test(arguments: [
        ("https://A.Example:8443/x", "a.example"), ("https://a.example.", "a.example"),
        ("https://münchen.example/", "xn--mnchen-3ya.example"),
        ("https://w.example/\u{301}x", "w.example"), ("https://w.example?\u{301}", "w.example"),
        ("https://evil.example/\u{301}.w.example/", "evil.example"),
    ])
    func hosts(text: String, host: String) {
        #expect(WebAddress(text)?.host?.text == host)
    }

    @Test(arguments: [
        "https://192.0.2.1/", "https://[2001:db8::1]/", "https://localhost/", #"https://evil.example\.good.example/"#,
    ])
    func hostsWithoutName(text: String) {
        #expect(WebAddress(text) != nil && WebAddress(text)?.host == nil)
    }

    @Test(arguments: [
        ("g", "/b/c/g"), ("./g", "/b/c/g"), ("g/", "/b/c/g/"), ("/g", "/g"), ("?y", "/b/c/d;p?y"), ("g?y", "/b/c/g?y"),
        ("#s", "/b/c/d;p?q#s"), ("g#s", "/b/c/g#s"), ("g?y#s", "/b/c/g?y#s"), (";x", "/b/c/;x"), ("", "/b/c/d;p?q"),
        (".", "/b/c/"),
        ("./", "/b/c/"), ("..", "/b/"), ("../", "/b/"), ("../g", "/b/g"), ("../..", "/"), ("../../g", "/g"),
        ("../../../g", "/g"),
        ("/./g", "/g"), ("/../g", "/g"), ("g.", "/b/c/g."), ("..g", "/b/c/..g"), ("./../g", "/b/g"), ("g/./h", "/b/c/g/h"),
        ("g/../h", "/b/c/h"), ("g?y/./x", "/b/c/g?y/./x"), ("g#s/../x", "/b/c/g#s/../x"),
    ])
    func references(reference: String, path: String) throws {
        let base = try #require(WebAddress("http://a.example/b/c/d;p?q"))
        #expect(WebAddress(reference, base: base)?.text == "http://a.example" + path)
    }

    @Test func otherReferences() throws {
        let base = try #require(WebAddress("https://a.example"))
        #expect(WebAddress("//b.example/x", base: base)?.text == "https://b.example/x")
        #expect(WebAddress("x", base: base)?.text == "https://a.example/x")
        #expect(WebAddress("http://b.example/../x", base: base)?.text == "http://b.example/../x")
        #expect(WebAddress("x", base: nil) == nil)
        #expect(WebAddress("ftp://b.example/", base: base) == nil)
    }

    @Test func onlyRegisteredNamesAreShared() throws {
        let list = PublicSuffixList(
            parsing: "com\n*.ck\n!www.ck\n// ===BEGIN PRIVATE DOMAINS===\ngithub.io\n".utf8, sections: .registriesAndPrivate)
        let rules = DomainRules(suffixes: list)
        func domain(_ text: String) -> String? { rules.domain(of: Host(text))?.text }
        #expect(domain("a.b.com") == "b.com")
        #expect(domain("b.com") == "b.com")
        #expect(domain("x.github.io") == "x.github.io")
        #expect(domain("github.io") == nil)
        #expect(domain("a.www.ck") == "www.ck")
        #expect(domain("www.ck") == "www.ck")
        #expect(domain("x.ck") == nil)
        #expect(domain("a.unknown-suffix") == "a.unknown-suffix")
        #expect(!rules.isShared(Host("one.github.io"), Host("two.github.io")))
        #expect(!rules.isShared(Host("github.io"), Host("github.io")))
        #expect(!rules.isShared(nil, nil))
        #expect(rules.isShared(Host("www.b.com"), Host("b.com")))
    }

    @Test(arguments: [
        "2026-11-02", "2026-11-02T10:00", "2026-11-02 10:00:59", "2026-11-02T23:59:60.123456789Z", "2026-11-02T10:00+0100",
        "2026-11-02T10:00:00-23:59",
    ])
    func days(text: String) {
        #expect(ReviewDate.day(in: text) == CivilDate(year: 2026, month: 11, day: 2))
    }

    @Test(arguments: [
        "", "2026-02-29", "2026-11", "3. Nov 2026", "2026-11-02T", "2026-11-02T24:00", "2026-11-02T10:60", "2026-11-02Z",
        " 2026-11-02",
        "2026-11-02T10:00:00.", "2026-11-02T10:00:00 Z", "2026-11-02T10", "2026-11-02t10:00", "2026-11-02T10:00+1",
        "0000-01-01",
    ])
    func noDays(text: String) {
        #expect(ReviewDate.day(in: text) == nil)
    }
}
