import Daylight
import Testing

@testable import Simulation

@Suite struct SimulatedThingsTests {
    private let simulation = ClaimsSimulation(seed: 9)

    @Test func claimsAreAllDifferentAndLongEnoughToBeQuoted() {
        var random = SeededGenerator(seed: 1)
        var texts: [String] = []
        for index in 0..<ClaimWording.count { texts.append(ClaimWording(index, using: &random).text) }
        #expect(Set(texts).count == ClaimWording.count)
        #expect(texts.allSatisfy { $0.count >= 60 && $0.count < 160 })
        #expect(ClaimWording.spelled(4_007) == "4,007")
    }

    @Test func editedPostsDifferFromTheirClaimAndOthersHaveNone() {
        let claims = Dictionary(uniqueKeysWithValues: simulation.texts.claims.map { ($0.id, $0.text) })
        for post in simulation.texts.posts {
            #expect((post.claim == nil) == (post.kind.role == .innocent))
            #expect(post.kind.decisions.isEmpty == (post.kind.role != .planted))
            if let claim = post.claim { #expect(claims[claim] != nil && claims[claim] != post.text) }
            #expect(!post.text.contains("\t") && !post.text.contains("\n"))
            if post.kind == .lookAlikes { #expect(post.text.unicodeScalars.contains { $0.value >= 0x430 && $0.value < 0x450 }) }
        }
    }

    @Test func turningAPictureFourTimesGivesThePicture() {
        var random = SeededGenerator(seed: 2)
        let field = PixelField.drawn(width: 24, height: 18, using: &random)
        #expect(field.rotated.width == 18 && field.rotated != field)
        #expect(field.rotated.rotated.rotated.rotated == field)
        #expect(field.mirrored.mirrored == field)
        #expect(field.rescaled(to: 24, 18) == field)
        let bordered = field.bordered(by: 3, 7)
        #expect(bordered.width == 30 && bordered.height == 24)
        #expect(bordered.cropped(x: 3, y: 3, width: 24, height: 18) == field)
    }

    @Test func picturesHoldAsManyBytesAsTheirHeadSays() {
        for (path, bytes) in simulation.pictures.files {
            let head = String(decoding: bytes.prefix(20), as: UTF8.self).split(separator: "\n", maxSplits: 3)
            let sides = head[1].split(separator: " ").compactMap { Int($0) }
            #expect(head[0] == "P5" && head[2] == "255", "\(path)")
            #expect(bytes.count == sides[0] * sides[1] + head[0...2].reduce(3) { $0 + $1.utf8.count })
        }
    }

    @Test func spoofedFactChecksHaveAReasonAndGenuineOnesNone() {
        for document in simulation.checks.documents {
            #expect(document.kind.problems.isEmpty == (document.kind.role == .innocent))
            #expect(document.address.hasPrefix("https://") && document.url.hasPrefix("https://"))
        }
    }

    @Test func onlyWhatLeftTheServerUnchangedPasses() {
        for mail in simulation.leak.mails {
            let bytes = mail.found { _, _ in [1, 2, 3] }
            let file = String(decoding: bytes, as: UTF8.self)
            #expect(file.contains("DKIM-Signature: ") == (mail.kind != .unsigned))
            #expect(file.contains(" l=") == (mail.kind == .appended))
            #expect(bytes.contains(0x0D) == (mail.kind != .savedWithLF))
            #expect(file.contains("boiler room") == (mail.kind == .appended || mail.kind == .alteredBody))
            let authors = file.split(whereSeparator: \.isNewline).count { $0.hasPrefix("From: ") }
            #expect(authors == (mail.kind == .addedFrom ? 2 : 1))
        }
    }

    /// The worked example of the credibility reference, section 8.3: posts b and, without its demotion, c.
    @Test func scoresAreThoseOfThePolicy() {
        var random = SeededGenerator(seed: 1)
        var post = FeedPost("b", using: &random)
        post.age = 72_000
        post.values = ["topic": 700_000, "bridging": 810_000, "sourceTrust": 900_000, "provenance": 1_000_000]
        post.demotions = [("claimFalse", true)]
        #expect(FeedPolicy.score(post, noProfiling: false) == 740_250)
        #expect(FeedPolicy.score(post, noProfiling: true) == 635_250)
        post.age = 1_800
        post.values = ["topic": 1_000_000, "bridging": 350_000, "sourceTrust": 500_000]
        post.demotions = [("noteShown", false)]
        #expect(FeedPolicy.score(post, noProfiling: false) == 338_750)
    }

    @Test func departuresStandAtTheirRank() {
        for feed in simulation.feeds.feeds {
            let named: Set<FeedKind> = [.swapped, .leftOut, .bought, .hiddenDemotion]
            #expect((feed.departure != nil) == named.contains(feed.kind))
            #expect((feed.candidates != feed.opened) == (feed.kind == .rewritten))
            #expect(feed.salt.count == 32)
            let scores = feed.order.map(\.score)
            if feed.kind.role == .innocent { #expect(scores == scores.sorted(by: >)) }
        }
    }
}
