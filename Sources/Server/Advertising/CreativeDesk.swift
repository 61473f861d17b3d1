import Daylight
import Sponsorship
import Storage

/// Keeps the pictures and texts of ads, each once under the digest of its bytes.
struct CreativeDesk: Sendable {
    let store: Store

    /// Stores a creative with what it is; when this returns it is durable.
    ///
    /// - Returns: whether it was not there before.
    func keep(_ creative: Creative, _ bytes: [UInt8], by author: String, now: Timestamp) async throws -> Bool {
        let key = creative.sha256.hex
        guard try await store.adRecord(.creative, key) == nil else { return false }
        let facts = Array(CanonicalJSON.line(.object(KeptCreative(creative).json)).utf8)
        do {
            try await store.add([
                NewAdRecord(kind: .creative, key: key, body: facts, author: author, created: now),
                NewAdRecord(kind: .creativeContent, key: key, body: bytes, author: author, created: now),
            ])
            return true
        } catch StoreError.conflict {
            // Somebody else sent the same bytes at the same time.
            return false
        }
    }

    /// The bytes of a creative and what they are.
    func content(_ sha256: Digest) async throws -> (kept: KeptCreative, bytes: [UInt8])? {
        guard let facts = try await store.adRecord(.creative, sha256.hex),
            let content = try await store.adRecord(.creativeContent, sha256.hex)
        else { return nil }
        return (try Self.kept(facts), content.body)
    }

    /// What is known of each creative that a notice names, in its order.
    func named(_ digests: [Digest]) async throws -> [NamedCreative] {
        let records = try await store.newestAdRecords(.creative, keys: digests.map(\.hex))
        let kept = Dictionary(try records.map { ($0.key, try Self.kept($0)) }) { first, _ in first }
        return digests.map { NamedCreative(sha256: $0, kept: kept[$0.hex]) }
    }

    // Never inlined, see ``NoticeShelf/published(_:)``.
    @inline(never)
    private static func kept(_ record: AdRecord) throws -> KeptCreative {
        guard let kept = try KeptCreative(JSONParser.parse(record.body)) else {
            throw StoreError.damaged("what creative \(record.key) is cannot be read")
        }
        return kept
    }
}

/// What a kept creative is.
struct KeptCreative: Hashable, Sendable {
    let type: Creative.MediaType
    let byteCount: Int
    /// `nil` for a text.
    let size: PictureSize?

    init(_ creative: Creative) {
        type = creative.type
        byteCount = creative.byteCount
        size = creative.size
    }

    init?(_ json: JSONValue) throws(InputError) {
        guard let type = json["type"]?.stringValue.flatMap({ Creative.MediaType(rawValue: $0) }),
            let byteCount = json["bytes"]?.integerValue
        else { return nil }
        self.type = type
        self.byteCount = Int(byteCount)
        guard let width = json["width"]?.integerValue, let height = json["height"]?.integerValue else {
            size = nil
            return
        }
        size = try PictureSize(width: Int(width), height: Int(height))
    }

    var json: JSONObject {
        [
            "type": .string(type.rawValue), "bytes": .integer(byteCount),
            "width": size.map { .integer($0.width) } ?? .null, "height": size.map { .integer($0.height) } ?? .null,
        ]
    }
}

/// A creative as a notice names it.
struct NamedCreative: Hashable, Sendable {
    let sha256: Digest
    /// `nil` when the file was never sent here.
    let kept: KeptCreative?
}

extension Site {
    var creatives: CreativeDesk { CreativeDesk(store: store) }
}
