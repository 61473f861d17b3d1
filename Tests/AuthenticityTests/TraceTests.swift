import Daylight
import Testing

@testable import Authenticity

/// What counts as the same thing.
@Suite("Traces")
struct TraceTests {
    @Test(
        "addresses that lead to one page are one object",
        arguments: [
            ("HTTPS://Example.ORG:443/a/b/?utm_source=x&id=7&fbclid=q#top", "https://example.org/a/b?id=7"),
            ("http://example.org:80", "http://example.org"), ("http://example.org/", "http://example.org"),
            ("https://example.org./A?B=1&b=2", "https://example.org/A?B=1&b=2"),
            ("https://u:p@Example.org/x", "https://example.org/x"),
            ("https://example.org:8443/x//", "https://example.org:8443/x"),
            ("https://example.org?UTM_medium=m", "https://example.org"),
        ])
    func addresses(given: String, normalised: String) {
        #expect(NormalizedURL(given)?.text == normalised)
        #expect(NormalizedURL(normalised)?.text == normalised)
    }

    @Test(
        "what is no web address is no object", arguments: ["", "mailto:a@b", "http:/x", "https://", "https://?q", "javascript:x"])
    func noAddress(text: String) {
        #expect(NormalizedURL(text) == nil)
        #expect(Trace.link.objects(of: Post(id: "1", account: "a", time: Timestamp(seconds: 0), links: [text])).isEmpty)
    }

    @Test("hashtags are folded, found between words, and each counted once")
    func hashtags() {
        let post = Post(
            id: "1", account: "a", time: Timestamp(seconds: 0), text: "Vote #Wahl2026! #WAHL2026 #ﬁnal ＃Ｘ# #Straße,#STRASSE #_a")
        let tags = Trace.hashtag.objects(of: post)
        #expect(tags.prefix(3) == ["wahl2026", "final", "x"])
        #expect(tags.last == "_a")
    }

    @Test("texts that differ in mentions, case and blanks are the same text; an empty one is nothing")
    func texts() {
        #expect(NormalizedText("  Hello @ann  WORLD\n@bob,x again ").text == "hello world again")
        let one = Post(id: "1", account: "a", time: Timestamp(seconds: 0), text: "Vote  now @ann")
        let two = Post(id: "2", account: "b", time: Timestamp(seconds: 1), text: "vote NOW")
        #expect(Trace.text.objects(of: one) == Trace.text.objects(of: two))
        #expect(Trace.text.objects(of: Post(id: "3", account: "c", time: Timestamp(seconds: 0), text: " @x ")).isEmpty)
    }
}

/// The worked example as coordination-network-toolkit sees it.
@Suite("Toolkit networks")
struct ToolkitTests {
    private var posts: [Post] {
        var posts: [Post] = []
        for line in WorkedExampleTests.shares.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: ",").map(String.init)
            // One message carries both of its objects as links.
            if let index = posts.firstIndex(where: { $0.id == fields[2] }) {
                posts[index].links.append(fields[0])
            } else {
                posts.append(
                    Post(id: fields[2], account: fields[1], time: Timestamp(seconds: Int64(fields[3]) ?? 0), links: [fields[0]]))
            }
        }
        return posts
    }

    @Test("co_link edges count messages of the first account, so directions differ")
    func worked() {
        var parameters = ToolkitNetwork.Parameters(.coLink)
        parameters.windowMilliseconds = 10_000
        parameters.minimumWeight = 1
        parameters.keepsLoops = true
        let network = ToolkitNetwork(posts, parameters)
        let found = network.edges.map { "\($0.from) \($0.to) \($0.weight)" }
        #expect(
            Set(found) == [
                "ann bob 3", "bob ann 3", "ann cid 1", "cid ann 1", "ann dan 1", "dan ann 1", "ann eve 1", "eve ann 1",
                "bob cid 2",
                "cid bob 1", "bob dan 1", "dan bob 1", "bob eve 1", "eve bob 1", "cid dan 2", "dan cid 1", "ann ann 4",
                "bob bob 5",
                "cid cid 3", "dan dan 2", "eve eve 2",
            ])
        #expect(found == found.sorted())
    }

    @Test("two accounts without any link are joined only where the toolkit's fault is asked for")
    func emptyLinks() {
        let posts = [("1", "a", 0), ("2", "b", 3), ("3", "a", 5), ("4", "b", 9)].map { id, account, second in
            Post(id: id, account: account, time: Timestamp(seconds: second))
        }
        var parameters = ToolkitNetwork.Parameters(.coLink)
        parameters.windowMilliseconds = 10_000
        #expect(ToolkitNetwork(posts, parameters).edges.isEmpty)
        parameters.linksEmptyAddresses = true
        #expect(ToolkitNetwork(posts, parameters).edges.map(\.weight) == [2, 2])
    }
}
