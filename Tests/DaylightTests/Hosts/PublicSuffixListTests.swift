import Daylight
import Testing

@Suite struct PublicSuffixListTests {
    private let list = PublicSuffixList(parsing: text.utf8)
    private static let text = """
        // ===BEGIN ICANN DOMAINS===
        com
        uk
        co.uk
        *.ck
        !www.ck
        jp
        kobe.jp
        *.kobe.jp
        !city.kobe.jp
        *.kawasaki.jp
        公司.cn  // a note
        // ===END ICANN DOMAINS===
        // ===BEGIN PRIVATE DOMAINS===
        github.io
        // ===END PRIVATE DOMAINS===
        """

    @Test(arguments: [
        ("a.com", "a.com"), ("b.a.com", "a.com"), ("co.uk", "co.uk"), ("a.co.uk", "a.co.uk"), ("c.b.a.co.uk", "a.co.uk"),
        ("a.uk", "a.uk"), ("b.a.uk", "a.uk"), ("a.ck", "a.ck"), ("b.a.ck", "b.a.ck"), ("c.b.a.ck", "b.a.ck"),
        ("www.ck", "www.ck"), ("a.www.ck", "www.ck"), ("x.kobe.jp", "x.kobe.jp"), ("y.x.kobe.jp", "y.x.kobe.jp"),
        ("z.y.x.kobe.jp", "y.x.kobe.jp"), ("city.kobe.jp", "city.kobe.jp"), ("a.city.kobe.jp", "city.kobe.jp"),
        ("b.a.公司.cn", "a.公司.cn"), ("b.a.github.io", "github.io"), ("a.b.example", "b.example"), ("b.example", "b.example"),
    ])
    func theRootIsThePublicSuffixAndOneLabel(_ name: String, _ root: String) {
        #expect(list.rootDomain(of: Host(name)!) == Host(root))
    }

    @Test(arguments: [
        ("a.com", "a.com"), ("b.a.com", "a.com"), ("co.uk", nil), ("a.co.uk", "a.co.uk"), ("x.kobe.jp", nil),
        ("kobe.jp", nil), ("y.x.kobe.jp", "y.x.kobe.jp"), ("city.kobe.jp", "city.kobe.jp"), ("a.ck", nil),
        ("kawasaki.jp", "kawasaki.jp"),
        ("a.kawasaki.jp", nil), ("b.a.kawasaki.jp", "b.a.kawasaki.jp"),
        ("www.ck", "www.ck"), ("a.unknown", "a.unknown"),
    ])
    func aPublicSuffixHasNoRegistrableDomain(_ name: String, _ domain: String?) {
        #expect(list.registrableDomain(of: Host(name)!) == domain.flatMap { Host($0) })
    }

    @Test func withThePrivateSectionTwoBlogsOfOneHostAreStrangers() {
        let list = PublicSuffixList(parsing: Self.text.utf8, sections: .registriesAndPrivate)
        #expect(list.rootDomain(of: Host("b.a.github.io")!) == Host("a.github.io"))
        #expect(list.rootDomain(of: Host("b.a.com")!) == Host("a.com"))
    }

    @Test func anEmptyListLeavesTheDefaultRule() {
        let empty = PublicSuffixList(parsing: [])
        #expect(empty.rootDomain(of: Host("a.b.co.uk")!) == Host("co.uk"))
        #expect(empty.count == 0)
    }

    @Test func theSubstituteKnowsWhatEverybodyMeets() {
        #expect(PublicSuffixList.wellKnown.rootDomain(of: Host("www.news.co.uk")!) == Host("news.co.uk"))
        #expect(PublicSuffixList.wellKnown.rootDomain(of: Host("www.news.de")!) == Host("news.de"))
    }

    @Test func aListOfThousandsIsFoundInWhole() {
        let text = (0..<5000).map { "s\($0).zz" }.joined(separator: "\n")
        let many = PublicSuffixList(parsing: text.utf8)
        #expect(many.count == 5000)
        #expect((0..<5000).allSatisfy { many.rootDomain(of: Host("x.a.s\($0).zz")!).text == "a.s\($0).zz" })
        #expect(many.rootDomain(of: Host("x.a.s5000.zz")!).text == "s5000.zz")
    }
}
