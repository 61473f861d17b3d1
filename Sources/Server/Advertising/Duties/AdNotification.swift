import Daylight
import Sponsorship
import Storage

/// That an ad may break the Regulation, as a reader says it, and what the publisher answered (TTPA Art. 15).
struct AdNotification: DutyRecord {
    static let kind = AdRecordKind.notification

    /// Who notified. Shown to publishers only, and erased when they no longer need it.
    struct Notifier: Hashable, Sendable {
        let name: String
        let email: EmailAddress
    }

    /// What the publisher found.
    enum Outcome: String, CaseIterable, Hashable, Sendable {
        case noBreach, corrected, stopped
    }

    /// What the notifier is told (Art. 15(8), (10)).
    struct Answer: Hashable, Sendable {
        let outcome: Outcome
        let text: String
        /// Whether automated means took part in examining it.
        let wasAutomated: Bool
        let at: Timestamp
    }

    let code: ShortCode
    let received: Timestamp
    /// (a) Why the ad may break the Regulation.
    let reasons: String
    /// (b) Where it was seen; the code says which ad it is.
    let place: String?
    /// (c); `nil` once it was erased.
    var notifier: Notifier?
    /// `nil` where the law sets no hours (Art. 15(7)).
    let time: DutyTime?
    var answer: Answer?

    var due: Timestamp? { answer == nil ? time?.latest : nil }

    init(code: ShortCode, received: Timestamp, reasons: String, place: String?, notifier: Notifier, time: DutyTime?) {
        self.code = code
        self.received = received
        self.reasons = reasons
        self.place = place
        self.notifier = notifier
        self.time = time
    }

    init(_ members: MemberReader) throws(InputError) {
        guard let code = try members.optionalCode("code") else { throw members.fault("code", "a notice's code", nil) }
        self.code = code
        received = try members.instant("received")
        reasons = try members.string("reasons")
        place = try members.optionalText("place")
        if let name = try members.optionalText("name"), let email = EmailAddress(try members.string("email")) {
            notifier = Notifier(name: name, email: email)
        }
        time = try members.nested("time").map { nested throws(InputError) in try DutyTime(nested) }
        answer = try members.nested("answer").map { nested throws(InputError) in try Answer(nested) }
    }

    var json: JSONObject {
        var object: JSONObject = [
            "code": .string(code.text), "received": .string(received.description), "reasons": .string(reasons),
        ]
        object["place"] = place.map { .string($0) }
        object["name"] = notifier.map { .string($0.name) }
        object["email"] = notifier.map { .string($0.email.text) }
        object["time"] = time?.json
        object["answer"] = answer?.json
        return object
    }
}

extension AdNotification.Answer {
    fileprivate init(_ members: MemberReader) throws(InputError) {
        outcome = try members.choice("outcome", AdNotification.Outcome.self)
        text = try members.string("text")
        wasAutomated = members.object["automated"]?.boolValue ?? false
        at = try members.instant("at")
    }

    fileprivate var json: JSONValue {
        [
            "outcome": .string(outcome.rawValue), "text": .string(text), "automated": .bool(wasAutomated),
            "at": .string(at.description),
        ]
    }
}
