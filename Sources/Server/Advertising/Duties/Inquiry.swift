import Daylight
import Sponsorship
import Storage

/// What an authority or an interested entity wants to know about ads (TTPA Art. 16, 17).
struct Inquiry: DutyRecord {
    static let kind = AdRecordKind.request

    /// Who asks: an authority, or one of the interested entities of Art. 17(2).
    enum Asker: String, CaseIterable, Hashable, Sendable {
        case authority, researcher, civilSociety, politicalActor, observer, journalist
    }

    let asker: Asker
    /// Name of the office, organisation or person.
    let name: String
    let received: Timestamp
    let question: String
    /// The ad it is about; `nil` for all.
    let code: ShortCode?
    /// Only an authority is owed an acknowledgement.
    let acknowledge: DutyTime?
    let answer: DutyTime
    var acknowledgedAt: Timestamp?
    var answeredAt: Timestamp?

    var isOpen: Bool { answeredAt == nil }

    var due: Timestamp? {
        guard isOpen else { return nil }
        guard acknowledgedAt == nil, let acknowledge else { return answer.target }
        return min(acknowledge.target, answer.target)
    }

    init(
        asker: Asker, name: String, received: Timestamp, question: String, code: ShortCode?, acknowledge: DutyTime?,
        answer: DutyTime
    ) {
        self.asker = asker
        self.name = name
        self.received = received
        self.question = question
        self.code = code
        self.acknowledge = acknowledge
        self.answer = answer
    }

    init(_ members: MemberReader) throws(InputError) {
        asker = try members.choice("asker", Asker.self)
        name = try members.string("name")
        received = try members.instant("received")
        question = try members.string("question")
        code = try members.optionalCode("code")
        acknowledge = try members.nested("acknowledge").map { nested throws(InputError) in try DutyTime(nested) }
        guard let answer = try members.nested("answer") else { throw members.fault("answer", "a time", nil) }
        self.answer = try DutyTime(answer)
        acknowledgedAt = try members.optionalInstant("acknowledgedAt")
        answeredAt = try members.optionalInstant("answeredAt")
    }

    var json: JSONObject {
        var object: JSONObject = [
            "asker": .string(asker.rawValue), "name": .string(name), "received": .string(received.description),
            "question": .string(question),
        ]
        object["code"] = code.map { .string($0.text) }
        object["acknowledge"] = acknowledge?.json
        object["answer"] = answer.json
        object["acknowledgedAt"] = acknowledgedAt.map { .string($0.description) }
        object["answeredAt"] = answeredAt.map { .string($0.description) }
        return object
    }
}

extension Inquiry {
    /// A request as it comes in, with its times.
    ///
    /// - Parameter elections: those that the ads it is about are linked to.
    /// - Returns: `nil` only when the calendar ends before.
    init?(
        asker: Asker, name: String, received: Timestamp, question: String, code: ShortCode?, elections: [Election],
        clock: DutyClock, size: UndertakingSize
    ) {
        func end(_ day: CivilDate) -> DutyTime { DutyTime(endOf: day, clock.zone) }
        guard asker == .authority else {
            guard let day = clock.interestedEntity(received: received) else { return nil }
            self.init(
                asker: asker, name: name, received: received, question: question, code: code, acknowledge: nil, answer: end(day))
            return
        }
        guard let times = clock.authority(received: received, elections: elections, size: size) else { return nil }
        self.init(
            asker: asker, name: name, received: received, question: question, code: code, acknowledge: end(times.acknowledge),
            answer: times.urgent.map { DutyTime($0) } ?? end(times.answer))
    }
}
