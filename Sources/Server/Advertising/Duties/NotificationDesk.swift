import Daylight
import Sponsorship
import Storage

/// Takes notifications of readers, and answers and erases them (TTPA Art. 15).
struct NotificationDesk: Sendable {
    private let store: Store
    private let turn: Turnstile
    private let configuration: AdvertisingConfiguration

    init(_ site: Site) {
        store = site.store
        turn = site.observatory.advertisingTurn
        configuration = site.configuration.advertising
    }

    /// When a notification about the notice that comes in now has to be answered.
    func time(_ notice: TransparencyNotice, now: Timestamp) -> DutyTime? {
        configuration.clock(at: now)
            .notification(received: now, elections: notice.elections, size: configuration.size).map { DutyTime($0) }
    }

    /// Keeps a notification. One that is sent twice is kept once.
    func receive(_ notification: AdNotification, reference: String, now: Timestamp) async throws {
        try await turn.run { [store] in
            guard try await store.adRecord(.notification, reference) == nil else { return }
            // The notifier's name is in the body, where it can be erased, and nowhere else.
            try await store.begin(notification, key: reference, by: "notifier", now: now)
        }
    }

    /// Gives one answer to several notifications; those that were answered before keep their answer.
    func answer(_ references: [String], _ answer: AdNotification.Answer, by author: String) async throws {
        try await turn.run { [store] in
            for reference in references {
                guard let kept = try await store.duty(AdNotification.self, reference), kept.content.answer == nil else {
                    continue
                }
                var answered = kept.content
                answered.answer = answer
                try await store.advance(kept, to: answered, by: author, now: answer.at)
            }
        }
    }

    /// Forgets who notified, in every version. What was notified and answered stays.
    func erase(_ reference: String) async throws {
        try await turn.run { [store] in
            guard var notification = try await store.duty(AdNotification.self, reference)?.content, notification.answer != nil
            else { return }
            notification.notifier = nil
            try await store.replaceBodies(.notification, reference, with: notification.body)
        }
    }
}
