public import Daylight
import Sponsorship

/// Fills an observatory with political advertising that other programs have: notices, deliveries, money, bids and pledges.
///
/// Everything may be given twice: what is there already stays as it is.
public struct AdvertisingImport: Sendable {
    /// Why something could not be taken.
    public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// The notice has faults, each in words.
        case notice(String, faults: [String])
        /// There is no notice of this code.
        case noNotice(String)

        public var description: String {
            switch self {
            case .notice(let name, let faults): "notice \(name): \(faults.joined(separator: "; "))"
            case .noNotice(let code): "notice \(code): expected a published notice, found none"
            }
        }
    }

    private let notices: NoticeDesk
    private let findings: AdFindingDesk
    private let shelf: NoticeShelf
    private let author: String
    private let now: Timestamp

    /// - Parameters:
    ///   - author: name of the person in whose name it is recorded.
    ///   - now: when it is recorded.
    public init(into observatory: Observatory, configuration: ServerConfiguration, author: String, now: Timestamp) {
        notices = NoticeDesk(observatory: observatory, configuration: configuration)
        findings = AdFindingDesk(observatory: observatory, configuration: configuration.advertising)
        shelf = NoticeShelf(store: observatory.store, context: configuration.advertising.noticeContext)
        self.author = author
        self.now = now
    }

    /// The short code of whatever another program calls by this name: always the same one.
    public static func code(for name: String) -> String { shortCode(name).text }

    private static func shortCode(_ name: String) -> ShortCode {
        let bits = Digest(of: Array(name.utf8)).bytes.prefix(ShortCode.bitCount / 8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let code = ShortCode(bits: bits) else { preconditionFailure("five bytes are forty bits") }
        return code
    }

    /// Publishes a notice without faults: stored, signed and logged.
    ///
    /// - Parameter name: what its maker calls it; unique.
    /// - Returns: its short code.
    /// - Throws: ``Fault/notice(_:faults:)``, or an error of store or log.
    @discardableResult
    public func publish(notice: JSONObject, named name: String) async throws -> String {
        let code = Self.shortCode(name)
        guard try await shelf.notice(code) == nil else { return code.text }
        let review = NoticeReview(notice, context: notices.context())
        guard let sound = review.notice else { throw Fault.notice(name, faults: review.findings.map(\.message)) }
        return try await notices.publish(sound, code: code, by: author, now: now).code.text
    }

    /// Records to whom the ad of a notice was delivered (the body of `POST /api/v1/ads/{code}/delivery`).
    ///
    /// - Returns: the finding, if one is proposed.
    @discardableResult
    public func record(delivery: JSONValue, of code: String) async throws -> Finding.ID? {
        guard let short = ShortCode(code), let published = try await shelf.notice(short) else { throw Fault.noNotice(code) }
        return try await findings.record(try DeliveryReport(delivery), of: published, by: author, now: now)?.id
    }

    /// Records payments, placements and lists (the input of `daylight ads money`).
    @discardableResult
    public func record(money: JSONValue) async throws -> [Finding.ID] {
        try await findings.record(money: money, by: author, now: now).map(\.id)
    }

    /// How often a criterion and a special trait meet in a panel: people with both, the criterion only, the trait only, neither.
    public struct Panel: Hashable, Sendable {
        public let criterion: String
        public let trait: String
        public let counts: [Int64]

        /// - Precondition: four counts.
        public init(criterion: String, trait: String, counts: [Int64]) {
            precondition(counts.count == 4, "a panel has four counts")
            self.criterion = criterion
            self.trait = trait
            self.counts = counts
        }
    }

    /// Proposes what a decision of the gate says about an ad.
    ///
    /// - Parameters:
    ///   - decision: a line of the gate's output.
    ///   - ad: the code of its notice or, where there is none, another name of the ad.
    ///   - sponsors: names and domains that the ad was bid for under.
    ///   - panels: what shows that its criteria stand for special traits.
    @discardableResult
    public func record(
        decision: JSONValue, about ad: String, sponsors: [String], panels: [Panel] = []
    ) async throws -> [Finding.ID] {
        try await findings.record(decision: decision, about: ad, sponsors: sponsors, panels: panels, now: now).map(\.id)
    }

    /// What a party may promise, as a pledge has it.
    public static let promises = Promise.allCases.map(\.rawValue)

    /// Records what a party promised (the body of `POST /api/v1/ads/pledges`).
    public func record(pledge: JSONValue) async throws {
        try await PledgeDesk(findings: findings).record(try Pledge(pledge), by: author, now: now)
    }
}
