import Daylight
import Tally
import Testing

@Suite struct EntrySheetTests {
    private typealias Entry = DoubleEntry<EntrySheet>

    private func definition() throws -> ElectionDefinition { try ElectionDefinition(.object(Made.election)) }

    /// The figures of a report as somebody types them.
    private func typed(_ report: JSONObject, _ definition: ElectionDefinition) -> EntrySheet {
        var sheet = EntrySheet()
        func text(_ name: String) -> String? {
            var value: JSONValue? = .object(report)
            for step in name.split(separator: "/") {
                value = Int(step).flatMap { value?.arrayValue?[$0] } ?? value?[String(step)]
            }
            if let number = value?.integerValue { return "\(number)" }
            return value?.boolValue == true ? "on" : value?.stringValue
        }
        for section in EntrySheet.sections(of: definition) { sheet.fill(section, of: definition, text) }
        return sheet
    }

    @Test("a sheet that is typed from a report makes that report", arguments: [Made.station, Made.central])
    func roundTrip(report: JSONObject) throws {
        let definition = try definition()
        let sheet = typed(report.with(["countingMethod": report["form"] == "station" ? "decentral" : "central"]), definition)
        let made = try #require(sheet.report(unit: "S1", version: 1, phase: .first, of: definition))
        let expected = try StationReport(
            .object(report.with(["countingMethod": report["form"] == "station" ? "decentral" : "central"])), of: definition)
        #expect(try StationReport(.object(made), of: definition) == expected)
        #expect(EntrySheet(sheet.json) == sheet)
    }

    @Test(
        "an empty box is 0, leading zeros mean nothing, and what is no count is told",
        arguments: [
            ("", "0", true), ("007", "7", true), (" 1 0 ", "10", true), ("-1", "-1", false), ("1e3", "1e3", false),
            ("1234567890", "1234567890", false), ("999999999", "999999999", true), ("٣", "٣", false),
        ])
    func counts(text: String, kept: String, isRight: Bool) throws {
        let definition = try definition()
        var sheet = EntrySheet()
        sheet.fill(.votes, of: definition) { $0 == "blank" ? text : "1" }
        #expect(sheet["blank"] == kept)
        #expect(sheet.problems(.votes, of: definition).isEmpty == isRight)
        #expect(!sheet.isComplete(of: definition))
        #expect(sheet.report(unit: "S1", version: 1, phase: .first, of: definition) == nil, "the other sections are missing")
    }

    @Test("two sheets that differ in one field name that field and nothing of what the other holds")
    func differences() throws {
        let definition = try definition()
        let one = typed(Made.station, definition)
        var other = one
        other.fill(.list(0), of: definition) { $0 == "lists/0/total" ? "71" : one[$0] }
        #expect(one.differences(from: other, of: definition) == ["lists/0/total"])
        #expect(one.differences(from: one, of: definition).isEmpty)
    }

    @Test("every state of a double entry is the same after it was stored")
    func storing() throws {
        let definition = try definition()
        let sheet = typed(Made.station, definition)
        let finished = Entry.Finished(user: "ada", report: sheet, verdict: .withWarnings)
        let other = Entry.Finished(user: "ben", report: EntrySheet(), verdict: .withErrors)
        var agreed = Entry(state: .secondInProgress(first: finished, .init(user: "ben", report: sheet)))
        try agreed.apply(.finalise("ben", sheet, .clean, at: Timestamp(seconds: 1_795_420_800)))
        let states: [Entry.State] = [
            .empty, .firstInProgress(.init(user: "ada")), .firstHasErrors(other), .firstFinalised(finished),
            .secondInProgress(first: finished, .init(user: "ben", report: sheet)), .entriesDiffer(first: finished, second: other),
            .firstCorrection(.init(user: "ada", report: sheet), second: other),
            .secondCorrection(first: finished, .init(user: "ben")), agreed.state,
        ]
        #expect(Set(states.map { Entry(state: $0).name }) == Set(EntryState.allCases))
        for state in states {
            let entry = Entry(state: state)
            let text = CanonicalJSON.line(.object(entry.json))
            #expect(try Entry(JSONParser.parse(Array(text.utf8))) == entry)
        }
    }

    @Test(
        "a stored state that is none is refused",
        arguments: ["{}", "{\"state\":\"half\"}", "{\"state\":\"firstHasErrors\"}", "[]"])
    func damaged(text: String) throws {
        let value = try JSONParser.parse(Array(text.utf8))
        #expect(throws: InputError.self) { try Entry(value) }
    }
}
