import Daylight
import EvidenceLog
import HTTPTypes
import Testing

@testable import Server

@Suite struct LogServingTests {
    @Test("checkpoint, policy and key are served as the log has them, and pages elsewhere may read them")
    func files() async throws {
        let site = try await TestSite()
        try await site.decide()
        let checkpoint = try await site.anonymous.get("/log/checkpoint")
        #expect(checkpoint.body == site.observatory.log.checkpoint().note)
        #expect(checkpoint.headers[.accessControlAllowOrigin] == "*")
        #expect(checkpoint.headers[.cacheControl] == "no-cache")
        #expect(try await site.anonymous.get("/log/policy").text == site.observatory.log.policy())
        #expect(try await site.anonymous.get("/log/vkey").text == "\(site.observatory.log.verifierKey)\n")
    }

    @Test("tiles and bundles of a published size are immutable bytes")
    func tiles() async throws {
        let site = try await TestSite()
        try await site.decide()
        let tile = try await site.anonymous.get("/log/tile/0/000.p/1")
        #expect(tile.status == 200)
        #expect(tile.body.count == 32)
        #expect(tile.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(tile.headers[.contentType] == "application/octet-stream")
        let bundle = try await site.anonymous.get("/log/tile/entries/000.p/1")
        let entry = try site.observatory.log.entry(at: 0)
        #expect(Array(bundle.body.dropFirst(2)) == entry)
    }

    @Test(
        "any other spelling of a tile's address finds nothing",
        arguments: [
            "/log/tile/0/000", "/log/tile/0/000.p/2", "/log/tile/0/0", "/log/tile/00/000.p/1", "/log/tile/0/000.p/01",
            "/log/tile/../../keys/statement-signer.pem", "/log/tile/..%2f..%2fkeys%2fstatement-signer.pem",
            "/log/tile/0/%30%30%30.p/1",
            "/log/tile//0/000.p/1", "/log/tile/0/000.p/1/", "/log/tile/entries/x000/001", "/log/tile/0/../0/000.p/1",
            "/log//tile/0/000.p/1", "/log/tile/64/000", "/log/tile/-1/000", "/log/tile/0/000.p/1%00",
        ])
    func traversal(path: String) async throws {
        let site = try await TestSite()
        try await site.decide()
        #expect(try await [400, 404].contains(site.anonymous.get(path).status))
    }

    @Test("a tile is not answered with a query")
    func query() async throws {
        let site = try await TestSite()
        try await site.decide()
        #expect(try await site.anonymous.get("/log/tile/0/000.p/1?x=1").status == 400)
    }
}
