public import Daylight

/// The versions of one notice, oldest first. Each names the content hash of the version before, so none can be changed or taken
/// out afterwards without it showing (TTPA Art. 12(4): every modification is kept).
public struct NoticeHistory: Hashable, Sendable {
    /// At least one.
    public private(set) var versions: [TransparencyNotice]

    /// Publishes the first version.
    public init(publishing notice: TransparencyNotice, at instant: Timestamp) {
        var first = notice
        first.version = 1
        first.createdAt = instant
        first.modifiedAt = instant
        first.previousVersionHash = nil
        versions = [first]
    }

    /// Takes up versions that were kept, after checking that each follows from the one before.
    ///
    /// - Throws: ``NoticeHistoryFault``.
    public init(checking versions: [TransparencyNotice]) throws(NoticeHistoryFault) {
        guard let first = versions.first else { throw .empty }
        guard first.version == 1, first.previousVersionHash == nil else { throw .wrongVersion(first.version) }
        for (earlier, later) in zip(versions, versions.dropFirst()) { try Self.check(later, follows: earlier) }
        self.versions = versions
    }

    /// The version that holds.
    public var current: TransparencyNotice { versions[versions.count - 1] }

    /// Publishes a changed notice as the next version; number, times and hash are set here.
    ///
    /// - Throws: ``NoticeHistoryFault`` when nothing was changed, or what must stay was.
    public mutating func revise(to notice: TransparencyNotice, at instant: Timestamp) throws(NoticeHistoryFault) {
        var next = notice
        next.version = current.version
        next.createdAt = current.createdAt
        next.modifiedAt = current.modifiedAt
        next.previousVersionHash = current.previousVersionHash
        guard next != current else { throw .unchanged }
        next.version = current.version + 1
        next.modifiedAt = instant
        next.previousVersionHash = current.contentHash
        try Self.check(next, follows: current)
        versions.append(next)
    }

    private static func check(
        _ later: TransparencyNotice, follows earlier: TransparencyNotice
    ) throws(NoticeHistoryFault) {
        guard later.noticeID == earlier.noticeID, later.adID == earlier.adID else { throw .otherNotice }
        guard later.version == earlier.version + 1 else { throw .wrongVersion(later.version) }
        guard later.previousVersionHash == earlier.contentHash else { throw .brokenLink(version: later.version) }
        guard later.createdAt == earlier.createdAt, isInOrder(earlier.modifiedAt, later.modifiedAt) else { throw .notLater }
        if later.amountsAd.isEstimate, !earlier.amountsAd.isEstimate { throw .finalAgainEstimate(field: "amountsAd") }
        if let after = later.amountsCampaign, let before = earlier.amountsCampaign, after.isEstimate, !before.isEstimate {
            throw .finalAgainEstimate(field: "amountsCampaign")
        }
    }

    private static func isInOrder(_ earlier: Timestamp?, _ later: Timestamp?) -> Bool {
        guard let earlier, let later else { return false }
        return earlier < later
    }
}

/// Why versions do not make the history of one notice.
public enum NoticeHistoryFault: Error, Hashable, Sendable, CustomStringConvertible {
    case empty
    case unchanged
    case otherNotice
    case wrongVersion(Int64)
    case brokenLink(version: Int64)
    case notLater
    case finalAgainEstimate(field: String)

    public var description: String {
        switch self {
        case .empty: "a notice has at least one version"
        case .unchanged: "nothing was changed, so there is no new version"
        case .otherNotice: "the versions are not of one notice and one ad"
        case .wrongVersion(let version): "version \(version) does not follow from the version before"
        case .brokenLink(let version): "version \(version) does not name the hash of the version before"
        case .notLater: "a version is published later than the version before, and keeps the time of the first"
        case .finalAgainEstimate(let field): "\(field) was final and cannot become an estimate again"
        }
    }
}
