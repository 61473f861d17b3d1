import Daylight
import Glibc
import Sponsorship
import Testing

/// A query is a link, and a link is a query.
@Suite("Queries of the library")
struct LibraryQueryTests {
    private static let sample =
        "q=%22clean+air%22+vot&sponsor=Verein+e.V.&sponsor=B%C3%BCrger&none=controllingEntity&unknown=payer&from=2026-05-01"
        + "&to=2026-06-30&currency=EUR&min=100&max=2000.50&match=certainly&sort=amount&limit=20&facets=payer,month&top=5"
        + "&trend=week&split=language&techniques=unknown&state=removed&creative=" + String(repeating: "0a", count: 32)

    @Test("every parameter is read")
    func everyParameter() throws {
        let query = try LibraryQuery(urlQuery: Self.sample)
        #expect(query.words.phrases == [["clean", "air"]] && query.words.words == ["vot"] && query.words.isLastOpen)
        #expect(query.fields[.sponsor] == [.text("Verein e.V."), .text("Bürger")])
        #expect(query.fields[.controllingEntity] == [LibraryValue.none] && query.fields[.payer] == [.unknown])
        #expect(query.fields[.techniques] == [.unknown] && query.fields[.state] == [.text("removed")])
        #expect(query.from == CivilDate(iso8601: "2026-05-01") && query.to == CivilDate(iso8601: "2026-06-30"))
        #expect(query.amount == LibraryQuery.AmountRange(low: Decimal("100"), high: Decimal("2000.5"), certainty: .certainly))
        #expect(query.order == .amount && query.limit == 20 && query.facets == [.payer, .month] && query.valuesPerFacet == 5)
        #expect(query.trend == LibraryQuery.Trend(step: .week, split: .language))
        #expect(query.creative?.hex == String(repeating: "0a", count: 32))
        #expect(try LibraryQuery(urlQuery: query.urlQuery) == query)
    }

    @Test("nothing asks for everything, and empty fields of a form for nothing", arguments: ["", "&&", "q=&sponsor=&min=++"])
    func everything(_ text: String) throws {
        #expect(try LibraryQuery(urlQuery: text) == LibraryQuery())
        #expect(LibraryQuery().urlQuery.isEmpty)
    }

    @Test(
        "what cannot be answered is refused at its parameter",
        arguments: [
            ("colour=red", "colour"), ("from=2026-02-30", "from"), ("from=2026-05-02&to=2026-05-01", "to"), ("limit=0", "limit"),
            ("limit=1001", "limit"), ("limit=1&limit=2", "limit"), ("min=1,5&currency=EUR", "min"),
            ("min=-1&currency=EUR", "min"),
            ("min=5&max=1&currency=EUR", "max"), ("min=5", "currency"), ("min=5&currency=EUR&currency=SEK", "currency"),
            ("sort=amount", "currency"), ("sort=oldest", "sort"), ("match=certainly", "match"), ("split=payer", "split"),
            ("none=sponsor", "none"), ("unknown=colour", "unknown"), ("state=paused", "state"), ("medium=fax", "medium"),
            ("q=%21%21", "q"), ("q=a+b+c+d+e+f+g+h+i+j+k+l+m", "q"), ("facets=payer,payer", "facets"),
            ("creative=00", "creative"),
            ("cursor=1-2-3", "cursor"), ("cursor=1-2-3-4-5", "cursor"), ("q=%zz", "query"), ("q=%ff", "query"),
            ("sponsor=%00", "sponsor"), ("q=" + String(repeating: "a", count: 20_000), "query"),
        ])
    func refused(_ text: String, _ field: String) {
        let error = #expect(throws: InputError.self) { try LibraryQuery(urlQuery: text) }
        #expect(error?.field == field)
    }

    @Test("one query has one spelling")
    func canonical() throws {
        let spellings = [
            "sponsor=b&sponsor=a&q=Vote", "q=%76OTE&sponsor=a&sponsor=b&limit=50", "sponsor=a&q=vote&sponsor=b&sponsor=a",
        ]
        #expect(try Set(spellings.map { try LibraryQuery(urlQuery: $0).urlQuery }) == ["q=vote&sponsor=a&sponsor=b"])
    }

    @Test("the last word is open while it is typed, and a phrase is not")
    func openWords() throws {
        #expect(try LibraryWords("Clean air vo").isLastOpen)
        #expect(try !LibraryWords("vo “clean air”").isLastOpen)
        #expect(try LibraryWords("\"clean air").phrases == [["clean", "air"]])
    }

    /// `DAYLIGHT_FUZZ=5000000` in the environment runs that many.
    @Test("no query traps, and what is read is written as what reads the same")
    func fuzz() {
        var random = SeededGenerator(seed: 11)
        let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 4_000
        var (read, refused) = (0, 0)
        for _ in 0..<executions {
            let text = mutated(Self.sample, &random)
            do throws(InputError) {
                let query = try LibraryQuery(urlQuery: text)
                read += 1
                #expect((try? LibraryQuery(urlQuery: query.urlQuery)) == query, "\(text)")
            } catch {
                refused += 1
            }
        }
        #expect(read > executions / 20 && refused > executions / 4)
    }

    /// The sample with some parameters left out, and some bytes changed, put in, left out or doubled.
    private func mutated(_ sample: String, _ random: inout SeededGenerator) -> String {
        let parts = sample.split(separator: "&").filter { _ in !random.isOne(in: 3) }
        var bytes = Array(parts.joined(separator: "&").utf8)
        let useful = Array("&=%+\"-,0129azAZ.Üé\u{301}\u{0}".utf8)
        for _ in 0..<random.below(4) where !bytes.isEmpty {
            let place = random.below(bytes.count)
            let byte = random.isOne(in: 2) ? useful[random.below(useful.count)] : UInt8(random.below(256))
            switch random.below(4) {
            case 0: bytes[place] = byte
            case 1: bytes.insert(byte, at: place)
            case 2: bytes.remove(at: place)
            default: bytes.append(contentsOf: bytes[place...].prefix(40))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
