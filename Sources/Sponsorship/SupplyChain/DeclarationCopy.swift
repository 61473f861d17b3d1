public import Daylight

/// A kept copy of a site's or advertising system's file, and how long it counts (sponsorship reference, section 10.1).
public struct DeclarationCopy: Hashable, Sendable {
    /// What was found.
    public enum Content: Hashable, Sendable {
        /// A file with this SHA-256.
        case file(Digest)
        /// There is none: nothing is declared.
        case absent
    }

    /// What a copy is good for.
    public enum Standing: Hashable, Sendable {
        /// It counts, and nobody has to be asked.
        case fresh
        /// It counts as long as nobody answers.
        case old
        /// It counts no more.
        case expired
    }

    public let content: Content
    public let address: String
    public let fetchedAt: Timestamp
    public let freshUntil: Timestamp

    /// - Parameter freshSeconds: how long the answer says that it stays fresh; never counted as more than seven days.
    public init(_ content: Content, from address: String, fetchedAt: Timestamp, freshSeconds: Int64) {
        self.content = content
        self.address = address
        self.fetchedAt = fetchedAt
        let seconds = min(max(freshSeconds, 0), DeclarationFetch.freshSeconds)
        freshUntil = Timestamp(milliseconds: fetchedAt.milliseconds + seconds * 1000)
    }

    private static func latest(_ fetchedAt: Timestamp) -> Timestamp {
        Timestamp(milliseconds: fetchedAt.milliseconds + DeclarationFetch.freshSeconds * 1000)
    }

    /// One that is dated after `now` is not trusted to be fresh.
    public func standing(now: Timestamp) -> Standing {
        if now < fetchedAt { return .old }
        if now < freshUntil { return .fresh }
        return now.milliseconds - fetchedAt.milliseconds <= DeclarationFetch.freshSeconds * 1000 ? .old : .expired
    }

    /// What counts after somebody was asked: the new answer or, when none tells, an earlier copy of up to seven days.
    ///
    /// - Parameters:
    ///   - answer: the new copy; `nil` when no answer tells.
    ///   - earlier: the copy of before.
    /// - Returns: `nil` when nothing is known.
    public static func counting(_ answer: DeclarationCopy?, after earlier: DeclarationCopy?, now: Timestamp) -> DeclarationCopy? {
        if let answer { return answer }
        return earlier.flatMap { $0.standing(now: now) == .expired ? nil : $0 }
    }
}

extension DeclarationCopy {
    /// How an answer says how long it stays fresh (RFC 9111, section 4.2.1).
    public struct Freshness: Hashable, Sendable {
        public var cacheControl: String?
        public var age: String?
        public var expires: String?
        public var date: String?

        public init(cacheControl: String? = nil, age: String? = nil, expires: String? = nil, date: String? = nil) {
            self.cacheControl = cacheControl
            self.age = age
            self.expires = expires
            self.date = date
        }

        /// Seconds from `now`: none when it is not to be kept, seven days when nothing is said.
        public func seconds(now: Timestamp) -> Int64 {
            let directives = (cacheControl ?? "").lowercased().split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" } }
            if directives.contains("no-store") || directives.contains("no-cache") { return 0 }
            let spent = age.flatMap { Int64($0) }.map { max($0, 0) } ?? 0
            if let text = directives.first(where: { $0.hasPrefix("max-age=") })?.dropFirst("max-age=".count) {
                let seconds = Int64(text.filter { $0 != "\"" }) ?? 0
                return max(0, min(seconds, DeclarationFetch.freshSeconds) - min(spent, DeclarationFetch.freshSeconds))
            }
            guard let expires else { return DeclarationFetch.freshSeconds }
            // A time that cannot be read is one that has passed.
            guard let end = Timestamp(httpDate: expires) else { return 0 }
            let start = date.flatMap { Timestamp(httpDate: $0) } ?? now
            return min(max(0, end.seconds - start.seconds), DeclarationFetch.freshSeconds)
        }
    }

    /// As it is kept beside the file.
    public var json: JSONObject {
        var object: JSONObject = ["state": "absent"]
        if case .file(let digest) = content { object = ["state": "file", "sha256": .string(digest.hex)] }
        object["address"] = .string(address)
        object["fetchedAt"] = .string(fetchedAt.description)
        object["freshUntil"] = .string(freshUntil.description)
        return object
    }

    /// Reads what ``json`` writes.
    ///
    /// - Throws: ``InputError`` with the member.
    public init(_ json: JSONValue) throws(InputError) {
        let reader = try MemberReader(json)
        switch try reader.string("state") {
        case "file": content = .file(try reader.digest("sha256"))
        case "absent": content = .absent
        case let other: throw reader.fault("state", "file or absent", .string(other))
        }
        address = try reader.string("address")
        fetchedAt = try reader.instant("fetchedAt")
        let said = try reader.instant("freshUntil")
        freshUntil = min(said, Self.latest(fetchedAt))
    }
}

extension Timestamp {
    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7), the one form that is written today.
    init?(httpDate text: String) {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let fields = text.split(separator: " ", omittingEmptySubsequences: false)
        guard fields.count == 6, fields[0].count == 4, fields[5] == "GMT",
            let month = months.firstIndex(of: String(fields[2])), let day = Int64(fields[1]), let year = Int64(fields[3]),
            let date = CivilDate(year: year, month: Int64(month + 1), day: day)
        else { return nil }
        let clock = fields[4].split(separator: ":", omittingEmptySubsequences: false)
        let numbers = clock.compactMap { $0.utf8.count == 2 ? Int64($0) : nil }
        guard clock.count == 3, numbers.count == 3, (0..<24).contains(numbers[0]), (0..<60).contains(numbers[1]),
            (0...60).contains(numbers[2])
        else { return nil }
        self.init(seconds: date.daysSinceEpoch * 86_400 + numbers[0] * 3600 + numbers[1] * 60 + numbers[2])
    }
}
