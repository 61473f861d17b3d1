import Exposure
import Testing

@Suite struct ContradictingVariantsTests {
    private func variant(_ name: String, _ audience: some Sequence<Int>, page: String = "https://p.example/a")
        -> ContradictingVariants
        .Variant
    {
        .init(name: name, sponsor: "Havsfonden", landingPage: page, audience: Set(audience.map(String.init)))
    }

    @Test func differentPeopleSentToOnePageAreACaseForAPerson() {
        let found = ContradictingVariants.candidates(among: [
            variant("farmers", 0..<100), variant("city", 96..<200), variant("all", 0..<200),
            variant("elsewhere", 200..<300, page: "https://p.example/b"), variant("nobody", 0..<0),
        ])
        #expect(found.map { "\($0.first.name) \($0.second.name)" } == ["farmers city"])
        #expect(isNear(found[0].overlap, 4.0 / 200))
    }

    @Test func fivePerCentOverlapIsNotDisjoint() {
        #expect(ContradictingVariants.candidates(among: [variant("a", 0..<105), variant("b", 95..<200)]).isEmpty)
    }
}
