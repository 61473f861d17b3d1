import Daylight

/// The innocent explanations that evidence files test, by their JSON keys (authenticity, evidence for every cluster).
enum InnocentTest: String, CaseIterable, Worded {
    case declaredPublisherGroup = "declared_publisher_group"
    case declaredAutomation = "declared_automation"
    case sameFeedWithin = "same_feed_within_s"
    case viralObjectShare = "viral_object_share"
    case eventDay = "event_day"
    case fandom
    case scheduling
    case secondRounding = "second_rounding"

    var phraseKey: String { "innocent.\(rawValue)" }
}

/// One tested explanation as the page shows it.
struct InnocentLine: Hashable, Sendable {
    /// Whether the explanation was found to hold.
    enum Outcome: Hashable, Sendable {
        case holds, fails
        /// The test gives a number and not a yes or no.
        case measured
    }

    var sentence: String
    var value: String
    var outcome: Outcome

    /// A key this program does not know is still shown, by its name: evidence is never hidden.
    init(_ member: JSONObject.Member, _ words: Words) {
        if let test = InnocentTest(rawValue: member.name) {
            sentence = words(test)
        } else {
            sentence = words(.innocentUnknownKey, ["key": member.name])
        }
        switch member.value {
        case .bool(let holds):
            value = words(holds ? .yes : .no)
            outcome = holds ? .holds : .fails
        case .number(let number):
            value = Self.text(number, key: member.name, words)
            outcome = .measured
        default:
            value = member.value.stringValue ?? CanonicalJSON.line(member.value)
            outcome = .measured
        }
    }

    private static func text(_ number: JSONNumber, key: String, _ words: Words) -> String {
        if key.utf8.elementsEqual("same_feed_within_s".utf8) { return words(.seconds, ["n": NumberText.short(number)]) }
        let isPart = key.hasSuffix("_share") || InnocentTest(rawValue: key) == .scheduling
        if isPart, number.double.isFinite { return NumberText.percent(number.double) }
        return NumberText.short(number)
    }
}
