import Daylight
import Sponsorship
import Testing

/// `daylight ads deadlines`: files in, answers out.
@Suite struct DeadlineFileTests {
    private func answers(_ items: String, zone: String = "Europe/Stockholm", holidays: String = "[]") throws -> [String] {
        let file = #"{"zone":"\#(zone)","holidays":\#(holidays),"items":[\#(items)]}"#
        return try DeadlineFile(Array(file.utf8)).items.answers.map { CanonicalJSON.line(.object($0)) }
    }

    @Test(arguments: [
        (
            #"{"kind":"repository","event":"2026-10-23T23:40:00+02:00"}"#,
            #"{"kind":"repository","target":"2026-10-26T22:40:00+01:00","latest":"2026-10-26T23:00:00+01:00"}"#
        ),
        (
            #"{"kind":"notification","received":"2026-08-20T09:15:00+02:00","elections":["2026-09-13"]}"#,
            #"{"kind":"notification","target":"2026-08-22T09:15:00+02:00","latest":"2026-08-22T10:00:00+02:00"}"#
        ),
        (
            #"{"kind":"notification","received":"2026-08-01T09:15:00+02:00","elections":["2026-09-13"],"size":null}"#,
            #"{"kind":"notification","target":null,"latest":null}"#
        ),
        (
            #"{"kind":"authority","received":"2026-06-18T09:15:00+02:00","elections":[],"size":"small"}"#,
            #"{"kind":"authority","acknowledge":"2026-06-23","answer":"2026-07-07","target":null,"latest":null}"#
        ),
        (
            #"{"kind":"art5Window","election":"2026-09-13"}"#,
            #"{"kind":"art5Window","start":"2026-06-13T00:00:00+02:00","end":"2026-09-14T00:00:00+02:00"}"#
        ),
        (
            #"{"kind":"lastMonth","election":"2026-09-13","pollsClose":"2026-09-13T20:00:00+02:00"}"#,
            #"{"kind":"lastMonth","start":"2026-08-13T00:00:00+02:00","end":"2026-09-13T20:00:00+02:00"}"#
        ),
        (#"{"kind":"retention7y","last":"2028-02-29"}"#, #"{"kind":"retention7y","end":"2035-02-28"}"#),
        (#"{"kind":"workingDays","event":"2026-06-18","n":2}"#, #"{"kind":"workingDays","due":"2026-06-23"}"#),
        (#"{"kind":"workingDays","event":"2026-06-17T23:30:00Z","n":2}"#, #"{"kind":"workingDays","due":"2026-06-23"}"#),
        (#"{"kind":"month","event":"2026-11-24","n":1}"#, #"{"kind":"month","due":"2026-12-28"}"#),
    ])
    func answersEachItem(_ item: String, _ answer: String) throws {
        #expect(try answers(item, holidays: #"["2026-06-19","2026-12-24","2026-12-25"]"#) == [answer])
    }

    @Test(arguments: [
        #"{"kind":"art5Window","election":"2026-02-31"}"#, #"{"kind":"tomorrow","event":"2026-06-18"}"#, #"{"event":1}"#, "7",
        #"{"kind":"workingDays","event":"2026-06-18","n":0}"#, #"{"kind":"workingDays","event":"2026-06-18"}"#,
        #"{"kind":"workingDays","event":"2026-06-18","n":9223372036854775807}"#,
        #"{"kind":"month","event":"2026-06-18","n":9223372036854775807}"#, #"{"kind":"retention7y","last":" "}"#,
        #"{"kind":"notification","received":"2026-08-20T09:15:00+02:00","elections":["2026-09-31"]}"#,
        #"{"kind":"authority","received":"2026-08-20T09:15:00+02:00","elections":[],"size":"huge"}"#,
        #"{"kind":"repository","event":"2026-08-20"}"#, #"{"kind":"repository","event":"9999-12-31T09:00:00Z"}"#,
        #"{"kind":"month","event":"9999-12-31","n":1}"#, #"{"kind":"workingDays","event":"9999-12-31","n":1}"#,
    ])
    func answersABadItemInItsPlace(_ item: String) throws {
        let all = try answers(item + #",{"kind":"retention7y","last":"2028-02-29"}"#)
        #expect(all[0].contains(#""error":"expected "#) || all[0].contains(": expected "))
        #expect(all[1] == #"{"kind":"retention7y","end":"2035-02-28"}"#)
    }

    @Test(arguments: [
        (#"{"zone":"Mars/Olympus","holidays":[],"items":[]}"#, "zone"), (#"{"holidays":[],"items":[]}"#, "zone"),
        (#"{"zone":"Europe/Paris","holidays":["2026-02-30"],"items":[]}"#, "holidays[0]"),
        (#"{"zone":"Europe/Paris","items":[]}"#, "holidays"), (#"{"zone":"Europe/Paris","holidays":[]}"#, "items"),
        ("[]", ""), ("{", ""), (#"{"zone":"Europe/Paris","zone":"Europe/Rome"}"#, "zone"),
    ])
    func refusesAFileThatSaysNothingSure(_ file: String, _ field: String) {
        let error = #expect(throws: InputError.self) { try DeadlineFile(Array(file.utf8)) }
        #expect(error?.field == field)
    }
}
