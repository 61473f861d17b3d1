public import Daylight

/// A case file about something that was hacked and leaked, or is said to have been (credibility reference, section 9).
///
/// It holds digests, findings and decisions, never what the files say.
public struct LeakCase: Hashable, Sendable {
    /// Most items of a case.
    public static let itemLimit = 10_000
    /// Most holders, claims and linked subjects each.
    public static let listLimit = 100
    /// Most decisions of a case, the changes of what it says among them.
    public static let decisionLimit = 2000
    /// Most times that a release is proposed.
    public static let proposalLimit = 50
    /// Most changes of what the case says besides its findings.
    public static let changeLimit = 300
    /// Most demotions.
    public static let demotionLimit = 1000
    /// Longest title and longest account of the origin, in Unicode scalars.
    public static let titleLimit = 300
    /// Longest claim and longest advice, in Unicode scalars.
    public static let textLimit = 4000

    /// 16 hexadecimal digits; the same for the same items.
    public let id: String
    public var title: String
    public var firstSeen: Sighting?
    /// Who has the files or published them.
    public var holders: [String]
    /// Where they are said to come from.
    public var purportedOrigin: String?
    public var election: Election
    public internal(set) var items: [LeakItem]
    /// What is claimed with the leak.
    public var claims: [String]
    public var techniques: Set<LeakTechnique>
    public internal(set) var redaction: [LeakPrivateMatter: LeakRedaction]
    /// Findings, ads or accounts that push the leak.
    public var campaign: [Subject]
    public var advice: String?
    public internal(set) var state: LeakState
    /// The oldest first.
    public internal(set) var decisions: [Decision]
    /// The oldest first.
    public internal(set) var demotions: [LeakDemotion]

    /// Where and when it was first seen.
    public struct Sighting: Hashable, Sendable {
        public var time: Timestamp
        public var place: Place
        /// SHA-256 of the copy that was archived then.
        public var archive: Digest?

        /// What is known of the address.
        public enum Place: Hashable, Sendable {
            case address(WebAddress)
            /// Whoever has the address can compare it; who has not is not led to the files.
            case withheld(Digest)

            /// SHA-256 of the place that the address names, the same for its spellings; in earlier files of the address as
            /// it was written.
            public var digest: Digest {
                switch self {
                case .address(let address): Digest(of: Array(address.place.utf8))
                case .withheld(let digest): digest
                }
            }
        }

        public init(time: Timestamp, address: WebAddress, archive: Digest?) {
            self.init(time: time, place: .address(address), archive: archive)
        }

        init(time: Timestamp, place: Place, archive: Digest?) {
            self.time = time
            self.place = place
            self.archive = archive
        }
    }

    /// The case as it is published: without the address, since nobody should be led to the files (credibility reference,
    /// section 9.2).
    public var withoutAddress: LeakCase {
        var copy = self
        copy.firstSeen = firstSeen.map { Sighting(time: $0.time, place: .withheld($0.place.digest), archive: $0.archive) }
        return copy
    }

    /// Whether a vote is at stake.
    public enum Election: Hashable, Sendable {
        case none
        /// - Parameter opens: when voting starts; midnight UTC of the day when nobody said.
        case vote(day: CivilDate, opens: Timestamp?)
    }

    /// Who did what, when, and why.
    public struct Decision: Hashable, Sendable {
        public static let reasonLimit = 2000

        public let event: LeakEvent
        public let by: String
        public let at: Timestamp
        public let reason: String

        /// - Throws: ``InputError`` for a name or reason that is empty, too long or has control characters.
        public init(_ event: LeakEvent, by: String, at: Timestamp, reason: String) throws(InputError) {
            self.event = event
            self.by = try LeakText.checked(by, "by", limit: LeakText.nameLimit)
            self.at = at
            self.reason = try LeakText.checked(reason, "reason", limit: Self.reasonLimit, mayBreak: true)
        }
    }

    /// A new case of some items; nobody has assessed anything.
    ///
    /// - Throws: ``InputError`` for a title that is empty, too long or has control characters, or for no item or too many.
    public init(title: String, items: [LeakItem], election: Election = .none) throws(InputError) {
        guard (1...Self.itemLimit).contains(items.count) else {
            throw InputError(field: "items", expected: "1 to \(Self.itemLimit) items", found: "\(items.count)")
        }
        self.id = Self.id(of: items)
        self.title = try LeakText.checked(title, "title", limit: Self.titleLimit)
        self.items = items
        self.election = election
        (holders, claims, techniques, redaction, campaign) = ([], [], [], [:], [])
        (state, decisions, demotions) = (.new, [], [])
    }

    init(
        id: String, title: String, items: [LeakItem], election: Election, state: LeakState, holders: [String],
        claims: [String], techniques: Set<LeakTechnique>, redaction: [LeakPrivateMatter: LeakRedaction], campaign: [Subject],
        decisions: [Decision], demotions: [LeakDemotion]
    ) {
        self.id = id
        self.title = title
        self.items = items
        self.election = election
        self.state = state
        self.holders = holders
        self.claims = claims
        self.techniques = techniques
        self.redaction = redaction
        self.campaign = campaign
        self.decisions = decisions
        self.demotions = demotions
    }

    /// The beginning of the SHA-256 over the items' digests in ascending order.
    static func id(of items: [LeakItem]) -> String {
        String(Digest(of: Array(items.map(\.sha256.hex).sorted().joined(separator: "\n").utf8)).hex.prefix(16))
    }

    /// The demotion that acts at a moment.
    public func demotion(at moment: Timestamp) -> LeakDemotion? { demotions.last { $0.isActive(at: moment) } }

    /// How the case was proposed and approved since the last change; empty otherwise.
    public var approvals: ArraySlice<Decision> {
        guard state.isWaiting || state.isPublic,
            let start = decisions.lastIndex(where: { $0.event == .propose })
        else { return [] }
        return decisions[start...].prefix { $0.event != .close && $0.event != .withdraw }
    }
}

extension LeakCase.Election {
    /// Seconds before voting starts in which a third, senior approval is needed: 48 hours.
    public static let lastHours: Int64 = 48 * 3600

    public var votingDay: CivilDate? { if case .vote(let day, _) = self { day } else { nil } }

    /// When voting starts.
    public var opening: Timestamp? {
        guard case .vote(let day, let opens) = self else { return nil }
        return opens ?? Timestamp(seconds: day.daysSinceEpoch * 86_400)
    }

    /// Whether voting can start at a moment: never after the voting day in UTC, and with early votes weeks before.
    public static func mayOpen(_ moment: Timestamp, on day: CivilDate) -> Bool {
        (-60...0).contains(moment.day.daysSinceEpoch - day.daysSinceEpoch)
    }

    /// From 48 hours before voting starts to the end of the voting day, in UTC.
    public func isInLastHours(_ moment: Timestamp) -> Bool {
        guard let opening, let day = votingDay else { return false }
        return moment.seconds >= opening.seconds - Self.lastHours && moment.day <= day
    }

    /// Whole days from a moment's day to the vote, negative after it.
    public func days(from moment: Timestamp) -> Int64? { votingDay.map { $0.daysSinceEpoch - moment.day.daysSinceEpoch } }
}
