import Daylight
import HTTPTypes
import Sponsorship
import Storage
import Testing

@testable import Server

@Suite struct CreativeTests {
    private let path = "/api/v1/ads/creatives"
    private let picture = CreativeSample.picture

    private func publish(_ site: TestSite, creatives: [Digest]) async throws {
        let answers = NoticeSample.answers(["creatives": creatives.map(\.hex).joined(separator: "\n")])
        let review = NoticeReview(answers.members(NoticeDesk(site.site).systemFields(NoticeSample.code)))
        _ = try await NoticeDesk(site.site).publish(
            try #require(review.notice), code: NoticeSample.code, by: "publisher", now: site.clock.now)
    }

    private func found(_ hash: Digest, _ site: TestSite) async throws -> [JSONValue] {
        try await site.anonymous.get("/api/repository?creative=\(hash.hex)").json["items"]?.arrayValue ?? []
    }

    @Test("a creative is stored once and given back byte for byte, in a way that no browser takes for a page")
    func keeping() async throws {
        let site = try await TestSite()
        let program = try await site.program(.publisher, scopes: [.publish])
        let first = try await program.post(path, type: "image/webp", body: picture)
        #expect(first.status == 201)
        #expect(
            first.json == [
                "sha256": .string(Digest(of: picture).hex), "type": "image/webp", "bytes": .integer(picture.count), "width": 1200,
                "height": 628,
            ])
        let second = try await program.post(path, type: "image/webp", body: picture)
        #expect(second.status == 200 && second.json == first.json)
        #expect(try await site.store.adRecords(of: [.creative, .creativeContent]).count == 2)

        let answer = try await site.anonymous.get("/creatives/\(Digest(of: picture).hex)")
        #expect(answer.status == 200 && answer.body == picture)
        #expect(answer.headers[.contentType] == "image/webp")
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(answer.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
    }

    @Test("markup that comes as text stays text")
    func markup() async throws {
        let site = try await TestSite()
        let program = try await site.program(.publisher, scopes: [.publish])
        let page = Array("<!doctype html><script>alert(1)</script>".utf8)
        #expect(try await program.post(path, type: "text/html", body: page).status == 415)
        let kept = try await program.post(path, type: "text/plain; charset=utf-8", body: page)
        #expect(kept.status == 201 && kept.json["width"] == .null)
        let answer = try await site.anonymous.get("/creatives/\(Digest(of: page).hex)")
        #expect(answer.headers[.contentType] == "text/plain; charset=utf-8")
    }

    @Test("what is too large, damaged or something else than it says is refused, and nothing is stored")
    func refusals() async throws {
        let site = try await TestSite()
        let program = try await site.program(.publisher, scopes: [.publish])
        let fill = [UInt8](repeating: 0x61, count: Creative.pictureLimit)
        for (type, body, status) in [
            ("image/png", picture, 415), ("text/plain", picture, 415), ("image/gif", picture, 415),
            ("image/webp", picture + fill, 413), ("text/plain", Array(fill.prefix(Creative.textLimit + 1)), 413),
            ("image/webp", Array(picture.dropLast()), 422), ("text/plain", [], 422), ("text/plain", [0x61, 0], 422),
        ] as [(String, [UInt8], Int)] {
            #expect(try await program.post(path, type: type, body: body).status == status, "\(type) \(body.count)")
        }
        #expect(try await site.program(.publisher, scopes: [.read]).post(path, type: "image/webp", body: picture).status == 403)
        #expect(try await site.person(.publisher).post(path, type: "image/webp", body: picture).status == 401)
        #expect(try await site.store.adRecords(of: [.creative, .creativeContent]).isEmpty)
        let digest = Digest(of: picture).hex
        for name in [digest, digest.uppercased(), String(digest.dropLast()), "x"] {
            #expect(try await site.anonymous.get("/creatives/\(name)").status == 404)
        }
    }

    @Test("a notice shows its creatives, and the library finds the ad by each of them")
    func showing() async throws {
        let site = try await TestSite.publisher()
        try await site.keepCreatives()
        let named = [CreativeSample.pictureHash, CreativeSample.textHash, CreativeSample.strangeHash]
        site.clock.advance(seconds: 60)
        try await publish(site, creatives: named)
        let page = try await site.anonymous.get("/t/K7QX20ZM", accept: Client.browser).text
        #expect(
            page.contains("<img src=\"/creatives/\(named[0].hex)\" alt=\"Flyer on school buses\" width=\"1200\" height=\"628\""))
        #expect(page.contains("<a href=\"/creatives/\(named[1].hex)\">Text of the ad</a>"))
        #expect(!page.contains("/creatives/\(named[2].hex)"))
        for hash in named {
            #expect(try await found(hash, site).map { $0["id"] } == ["ad-K7QX20ZM"])
            #expect(page.contains("/ads?creative=\(hash.hex)"))
        }
        #expect(try await site.anonymous.get("/ads?creative=\(named[0].hex)").text.contains("Flyer on school buses"))
        #expect(try await !site.anonymous.get("/t/K7QX20ZM/versions/1").text.contains("/creatives/"))
    }

    @Test("creatives of an ad that was stopped are not shown, also those of earlier versions, unless another ad has them")
    func stopping() async throws {
        let site = try await TestSite.publisher()
        try await site.keepCreatives()
        site.clock.advance(seconds: 60)
        try await publish(site, creatives: [CreativeSample.pictureHash])
        site.clock.advance(seconds: 60)
        try await publish(site, creatives: [CreativeSample.textHash])
        let paths = [CreativeSample.pictureHash, CreativeSample.textHash].map { "/creatives/\($0.hex)" }
        for path in paths { #expect(try await site.anonymous.get(path).status == 200) }
        let person = try await site.person(.publisher)
        _ = try await person.post("/t/K7QX20ZM/stop", form: [("ground", "law"), ("reason", "x"), ("day", "2026-08-31")])
        for path in paths { #expect(try await site.anonymous.get(path).status == 404) }
        for path in ["/t/K7QX20ZM", "/t/K7QX20ZM/versions/2"] {
            #expect(try await !site.anonymous.get(path).text.contains("/creatives/"))
        }
        #expect(try await found(CreativeSample.textHash, site).isEmpty)

        let code = try #require(ShortCode("K7QX20Z1"))
        let answers = NoticeSample.answers(["creatives": CreativeSample.textHash.hex])
        let other = NoticeReview(answers.members(NoticeDesk(site.site).systemFields(code))).notice
        _ = try await NoticeDesk(site.site).publish(try #require(other), code: code, by: "publisher", now: site.clock.now)
        #expect(try await site.anonymous.get(paths[1]).status == 200)
        #expect(try await site.anonymous.get(paths[0]).status == 404)
    }

    @Test("a list of creatives that is none is refused beside its field")
    func wrongList() async throws {
        let site = try await TestSite()
        try await site.advertise(.publisher)
        let person = try await site.person(.publisher)
        let form = ["title", "medium", "language", "start", "end"].map { ($0, NoticeSample.answers()[$0] ?? "") }
        let hash = CreativeSample.pictureHash.hex
        for wrong in ["x", "\(hash)0", String(hash.dropLast()), [String](repeating: hash, count: 21).joined(separator: " ")] {
            let answer = try await person.post("/ads/drafts/draft/ad", form: form + [("creatives", wrong)])
            #expect(answer.status == 422 && answer.text.contains("id=\"creatives-error\""))
        }
        let right = try await person.post("/ads/drafts/draft/ad", form: form + [("creatives", " \(hash.uppercased()),\n\(hash)")])
        #expect(right.status == 303)
        let twice = NoticeSample.review(NoticeSample.answers(["creatives": "\(hash) \(hash)"])).notice
        #expect(twice?.creatives == [CreativeSample.pictureHash])
    }

    @Test("files chosen on the form are kept and named, and a wrong one loses nothing that was typed")
    func form() async throws {
        let site = try await TestSite()
        try await site.advertise(.publisher)
        let person = try await site.person(.publisher)
        let path = "/ads/drafts/draft/ad"
        #expect(try await person.get(path).text.contains("enctype=\"multipart/form-data\""))
        let fields = ["medium", "language", "start", "end"].map { (name: $0, value: NoticeSample.answers()[$0] ?? "") }
        let files = [picture, [], CreativeSample.text]
        let right = try await person.post(path, parts: fields + [("title", "Två & tre")], files: files)
        #expect(right.status == 303)
        let hashes = "\(CreativeSample.pictureHash)\n\(CreativeSample.textHash)"
        #expect(try await person.get(path).text.contains(">\(hashes)</textarea>"))
        #expect(try await site.anonymous.get("/creatives/\(CreativeSample.textHash)").body == CreativeSample.text)

        let typed = fields + [("title", "Another title"), ("words", "Rösta."), ("creatives", CreativeSample.textHash.hex)]
        let wrong = try await person.post(path, parts: typed, files: [Array("GIF89a\u{1}".utf8), picture])
        #expect(wrong.status == 422 && wrong.text.contains("A file was not taken."))
        for text in [wrong.text, try await person.get(path).text] {
            #expect(text.contains("value=\"Another title\"") && text.contains(">Rösta.</textarea>"))
            #expect(text.contains(">\(CreativeSample.textHash)\n\(CreativeSample.pictureHash)</textarea>"))
        }
    }

    @Test("a form with files is bounded, needs the session's token, and is taken only where files are asked for")
    func formRefusals() async throws {
        let site = try await TestSite()
        try await site.advertise(.publisher)
        let person = try await site.person(.publisher)
        let path = "/ads/drafts/draft/ad"
        #expect(try await person.post(path, parts: [], files: [picture], token: "made up").status == 403)
        let large = [UInt8](repeating: 0x61, count: MultipartForm.byteLimit)
        #expect(try await person.post(path, parts: [], files: [large]).status == 413)
        #expect(try await person.post(path, parts: [("title", "a"), ("title", "b")], files: []).status == 400)
        #expect(try await person.post(path, type: "multipart/form-data", body: Array("--X--".utf8)).status == 400)
        #expect(try await person.post("/ads/new", parts: [], files: [picture]).status == 415)
        #expect(try await site.store.adRecords(of: [.creative, .creativeContent]).isEmpty)
    }
}
