import Daylight
import HTTPTypes
import Sponsorship

@testable import Server

/// A picture and a text of an ad.
enum CreativeSample {
    /// The head of a picture of 1200 × 628 pixels.
    static let picture = Hex.decode("524946461600000057454250565038580a00000010000000af0400730200")!
    static let text = Array("Mer bussar till skolan.".utf8)

    static let pictureHash = Digest(of: picture)
    static let textHash = Digest(of: text)
    /// Of a file that nobody sent.
    static let strangeHash = Digest(of: Array("strange".utf8))
}

extension TestSite {
    /// Keeps both, and answers the digest of the picture.
    @discardableResult
    func keepCreatives() async throws -> String {
        for bytes in [CreativeSample.picture, CreativeSample.text] {
            _ = try await site.creatives.keep(Creative(bytes), bytes, by: "publisher", now: clock.now)
        }
        return CreativeSample.pictureHash.hex
    }
}

extension Client {
    func post(_ target: String, type: String, body: [UInt8]) async throws -> Answer {
        try await send(.post, target, headers: [.contentType: type], body: body)
    }
}
