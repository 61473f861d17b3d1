import Daylight
import Testing

@testable import Server

@Suite struct PagesTextTests {
    private func words() throws -> Words { Words(messages: try Messages.english()) }

    @Test(
        "a measured number keeps about three digits, and one that no double can hold keeps its power",
        arguments: [
            ("0.241206", "0.241"), ("12", "12"), ("1240", "1,240"), ("118566", "118,566"), ("0", "0"), ("1", "1"),
            ("0.0001163", "0.000116"), ("3.1e-27", "3.1 × 10⁻²⁷"), ("4.2187530e-402", "4.2 × 10⁻⁴⁰²"), ("2.5e9", "2.5 × 10⁹"),
            ("-0.5", "−0.5"), ("0.021", "0.021"), ("0.92", "0.92"), ("9.99e-300", "1 × 10⁻²⁹⁹"),
        ])
    func numbers(spelling: String, text: String) {
        #expect(NumberText.short(JSONNumber(spelling: spelling)) == text)
    }

    @Test(
        "any spelling of a number becomes some text",
        arguments: ["1e999999999", "0e0", "-0", "1e-999999", "1e308", "1e400", String(repeating: "9", count: 400)])
    func oddNumbers(spelling: String) {
        #expect(!NumberText.short(JSONNumber(spelling: spelling)).isEmpty)
    }

    @Test(
        "whole numbers have a comma between thousands",
        arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "−1,234,567")])
    func wholeNumbers(value: Int, text: String) throws {
        #expect(try words().number(value) == text)
    }

    @Test("a moment is written in UTC, also before 1970")
    func moments() throws {
        #expect(try words().moment(.sample) == "23 Nov 2026, 08:00 UTC")
        #expect(try words().moment(Timestamp(milliseconds: -1)) == "31 Dec 1969, 23:59 UTC")
        #expect(try words().day(.sample) == "23 November 2026")
    }

    @Test("one has a form of its own")
    func plural() throws {
        #expect(try words().count(.accounts, 1) == "1 account")
        #expect(try words().count(.accounts, 0) == "0 accounts")
        #expect(try words().count(.accounts, 5000) == "5,000 accounts")
    }

    @Test("a subject's identifier is one query value, whatever bytes it has")
    func percentEncoding() {
        let subject = Samples.subject(.object, "https://a.example/?q=1&r=ä b+c#d")
        #expect(SitePath.ask(subject) == "/ask?subject=object%3Ahttps%3A%2F%2Fa.example%2F%3Fq%3D1%26r%3D%C3%A4%20b%2Bc%23d")
    }

    @Test(
        "a command that is shown can be pasted into a shell",
        arguments: [("account:ann", "account:ann"), ("account:a b", "'account:a b'"), ("it's; rm", "'it'\\''s; rm'"), ("", "''")])
    func shell(text: String, quoted: String) {
        #expect(ShellText.quoted(text) == quoted)
    }

    @Test("only a status from 400 to 499 tells the reader that the fault is not ours")
    func statuses() {
        for status in 300...599 {
            let kind = ErrorPage.Kind(status: status)
            #expect((kind == .internalFault || kind == .unavailable) == !(400..<500).contains(status))
        }
    }

    @Test("every filter and every verdict is found again by its address")
    func slugs() {
        for filter in FindingsPage.Filter.everyCase { #expect(FindingsPage.Filter(slug: filter.slug) == filter) }
        for verdict in Verdict.allCases { #expect(Verdict(slug: verdict.slug) == verdict) }
        #expect(FindingsPage.Filter(slug: "everything") == nil)
    }
}
