import HTTPTypes
import Testing

@testable import Server

@Suite struct CrossSiteTests {
    private let origin = "https://daylight.example"

    private func isForeign(_ name: HTTPField.Name, _ value: String, authority: String? = "daylight.example") -> Bool {
        CrossSite.isForeign([name: value], origin: origin, authority: authority)
    }

    @Test("a browser that names another site is stopped", arguments: ["cross-site", "same-site", "anything"])
    func fetchSite(value: String) { #expect(isForeign(.secFetchSite, value)) }

    @Test("a request from a page of ours, or typed by hand, passes", arguments: ["same-origin", "none"])
    func ours(value: String) { #expect(!isForeign(.secFetchSite, value)) }

    @Test(
        "without Sec-Fetch-Site the Origin decides",
        arguments: [
            ("https://daylight.example", false), ("https://evil.example", true), ("null", true),
            ("https://daylight.example.evil.example", true), ("https://daylight.example:444", true),
        ])
    func origin(value: String, expected: Bool) { #expect(isForeign(.origin, value) == expected) }

    @Test("a request with neither comes from no browser")
    func neither() { #expect(!CrossSite.isForeign([:], origin: origin, authority: nil)) }
}
