public import Daylight

/// Something that has to be done by a time. Times are worked out elsewhere (Regulation (EEC, Euratom) 1182/71) and given here.
public enum Duty: Hashable, Sendable {
    /// An online ad goes to the European repository: by `target`, and never later than `latest`.
    case repository(ad: RecordID, target: Timestamp, latest: Timestamp, isAccepted: Bool)
    /// A reader's notification is answered; without a target there are best efforts and no hours.
    case notification(id: RecordID, target: Timestamp?, answeredAt: Timestamp?)
    /// An authority's request is acknowledged, then answered.
    case authority(
        id: RecordID, acknowledgeBy: Timestamp, acknowledgedAt: Timestamp?, answerBy: Timestamp, answeredAt: Timestamp?)
    /// An interested entity's request is answered.
    case interestedEntity(id: RecordID, answerBy: Timestamp, answeredAt: Timestamp?)
    /// Somebody asks for the deletion of what has to be kept.
    case deletion(of: RecordID, keepUntil: Timestamp)
}

/// One thing on the page "what is due".
public struct DueItem: Hashable, Sendable {
    public let rule: DutyRule
    /// The ad, notification or request.
    public let subject: RecordID
    /// `nil` when there are best efforts only.
    public let due: Timestamp?
    /// What the rule does now; `nil` while it does not fire.
    public let effect: Effect?
    public let message: String
}

extension Duty {
    /// What is due of these duties at an instant: nothing that is done, the most pressing first.
    public static func due(_ duties: [Duty], now: Timestamp) -> [DueItem] {
        duties.flatMap { $0.items(now: now) }.sorted { left, right in
            let (never, first, second) = (Int64.max, left.due?.milliseconds, right.due?.milliseconds)
            return (first ?? never, left.subject.text, left.rule.rawValue)
                < (second ?? never, right.subject.text, right.rule.rawValue)
        }
    }

    private func items(now: Timestamp) -> [DueItem] {
        switch self {
        case .repository(_, _, _, isAccepted: true): []
        case .repository(let ad, let target, let latest, isAccepted: false):
            [
                DueItem(
                    rule: .r01, subject: ad, due: target, effect: now >= latest ? .hold : now >= target ? .warn : nil,
                    message: "Hand the ad to the repository by \(target), at the latest by \(latest).")
            ]
        case .notification(let id, let target, let answeredAt):
            Self.open(.r02, id, target, doneAt: answeredAt, now: now, "Answer the notification")
        case .authority(let id, let acknowledgeBy, let acknowledgedAt, let answerBy, let answeredAt):
            Self.open(
                .r03, id, acknowledgeBy, doneAt: acknowledgedAt ?? answeredAt, now: now, "Acknowledge the authority's request")
                + Self.open(.r03, id, answerBy, doneAt: answeredAt, now: now, "Answer the authority")
        case .interestedEntity(let id, let answerBy, let answeredAt):
            Self.open(.r05, id, answerBy, doneAt: answeredAt, now: now, "Answer the request")
        case .deletion(let id, let keepUntil):
            now < keepUntil
                ? [DueItem(rule: .r04, subject: id, due: keepUntil, effect: .block, message: "Keep until \(keepUntil).")] : []
        }
    }

    /// An answer that is owed as long as it was not given; it is late after its time, not at it.
    private static func open(
        _ rule: DutyRule, _ subject: RecordID, _ due: Timestamp?, doneAt: Timestamp?, now: Timestamp, _ duty: String
    ) -> [DueItem] {
        guard doneAt == nil else { return [] }
        let isLate = due.map { now > $0 } ?? false
        let message = due.map { "\(duty) by \($0)." } ?? "\(duty) as soon as you can; no hours are set."
        return [DueItem(rule: rule, subject: subject, due: due, effect: isLate ? .warn : nil, message: message)]
    }
}
