import Credibility
import Daylight
import EvidenceLog
import Storage

/// The sounding board: who is accredited, which drafts are open, and what was said about them.
///
/// A draft's version is public, signed and logged by its digest. A review names a person: the log has a salted commitment
/// to it, and the words are a private body that can be erased; an erased review is counted no more.
final class BoardDesk: Sendable {
    /// Most profiles and most drafts that are listed.
    static let listLimit = 1_000
    /// Name and version of what publishes, as statements say it.
    static let program = "daylight claims 1"
    /// Bytes of a name that is made here.
    static let nameByteCount = 8

    let observatory: Observatory
    let entropy: Entropy
    /// Who accredits.
    let office: String
    /// One change at a time.
    let turn = Turnstile()

    init(observatory: Observatory, entropy: Entropy, office: String) {
        self.observatory = observatory
        self.entropy = entropy
        self.office = office
    }

    var store: Store { observatory.store }

    /// Why something is not done.
    enum Refusal: Error, Hashable {
        case unknownUser
        /// Nobody accredits himself.
        case oneself
        /// The profile is somebody else's.
        case otherUser
        /// The user has a profile, which is changed in its own place.
        case hasProfile
        case notAccredited
        /// The draft does not take reviews any more.
        case closed
        /// The draft has another version by now.
        case notNewest(Int)
        case full
        case malformed(InputError)
    }

    /// Somebody with a public profile.
    struct Member: Sendable {
        let profile: BoardReviewer
        let user: User.ID
        let version: Int

        @inline(never)
        init(_ record: StoredRecord) throws(InputError) {
            let body = try MemberReader(try JSONParser.parse(record.body))
            profile = try BoardReviewer(try body.value("profile"))
            user = User.ID(rawValue: try body.integer("user", in: 0...Int64.max))
            version = record.version
        }
    }

    /// Every profile in its newest version, by name.
    func members() async throws -> [Member] {
        try await store.newestRecords(.boardReviewer, limit: Self.listLimit).map { record throws(InputError) in
            try Member(record)
        }.sorted { ($0.profile.name, $0.profile.id) < ($1.profile.name, $1.profile.id) }
    }

    func member(_ id: String) async throws -> Member? {
        try await store.record(.boardReviewer, key: id).map { record throws(InputError) in try Member(record) }
    }

    /// The profile of a user of the server.
    func member(of user: User?) async throws -> Member? {
        guard let user else { return nil }
        return try await members().first { $0.user == user.id }
    }

    /// What an accreditation says.
    struct Accreditation: Sendable {
        /// Name of the user of the server.
        var user: String
        var name: String
        var kind: BoardKind
        var organisation: String
        var address: WebAddress?
        var interests: String?
        var since: CivilDate
        var until: CivilDate?
    }

    /// Accredits a user, or changes the profile that the user has.
    ///
    /// - Parameters:
    ///   - id: the profile that is changed; `nil` for a new one. A user has one profile.
    ///   - author: who accredits, not the user; `nil` for the operator, who has the data folder.
    /// - Throws: ``Refusal``.
    func accredit(_ wanted: Accreditation, id: String?, by author: User?, now: Timestamp) async throws -> Member {
        try await turn.run { [self] in
            guard let user = try await store.user(named: wanted.user) else { throw Refusal.unknownUser }
            guard user.id != author?.id else { throw Refusal.oneself }
            let earlier = try await member(of: user)
            if let id, earlier?.profile.id != id { throw Refusal.otherUser }
            let profile: BoardReviewer
            do throws(InputError) {
                profile = try BoardReviewer(
                    id: earlier?.profile.id ?? Hex.encode(entropy.bytes(Self.nameByteCount)), name: wanted.name,
                    kind: wanted.kind, organisation: wanted.organisation, address: wanted.address,
                    interests: wanted.interests, accreditedBy: office, since: wanted.since, until: wanted.until)
            } catch { throw Refusal.malformed(error) }
            if let earlier, earlier.profile == profile { return earlier }
            guard id != nil || earlier == nil else { throw Refusal.hasProfile }
            let body = try CanonicalJSON.bytes(of: ["profile": profile.json, "user": .integer(user.id.rawValue)])
            let stored = try await store.add([
                NewRecord(
                    kind: .boardReviewer, key: profile.id, version: (earlier?.version ?? 0) + 1, body: body,
                    author: author?.name ?? office, created: now)
            ])
            return try Member(stored[0])
        }
    }
}
