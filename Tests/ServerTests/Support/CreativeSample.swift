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

    /// Sends a form with files of one input as a browser does.
    func post(
        _ target: String, parts: [(name: String, value: String)], files: [[UInt8]], token: String? = nil
    ) async throws -> Answer {
        var body: [UInt8] = []
        for part in [(FormToken.field, token ?? formToken)] + parts {
            body += Array("------B\r\nContent-Disposition: form-data; name=\"\(part.0)\"\r\n\r\n\(part.1)\r\n".utf8)
        }
        for file in files {
            let name = file.isEmpty ? "" : "flyer.png"
            body += Array(
                ("------B\r\nContent-Disposition: form-data; name=\"creative-file\"; filename=\"\(name)\"\r\n"
                    + "Content-Type: image/png\r\n\r\n").utf8)
            body += file + [0x0D, 0x0A]
        }
        body += Array("------B--\r\n".utf8)
        let headers: HTTPFields = [.contentType: "multipart/form-data; boundary=----B", .accept: Self.browser]
        return try await send(.post, target, headers: headers, body: body)
    }
}
