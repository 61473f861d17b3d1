import ArgumentParser
import Daylight
import Exposure
import Sponsorship

/// `daylight ads measure`: what delivery and money say.
struct MeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract: "Measure how an ad was aimed and where its money went.",
        discussion: """
            EXAMPLES
              daylight ads measure measures.json
              daylight ads measure - --json < measures.json

            FILE is a JSON object with the member measures, an array of objects each with a kind and its figures:
            divergence (counts, baseline), variants (table), proxy (a, b, c, d), narrowness (E, A), revenue (pageviews, ads,
            fill, cpm, share), netOfChain (sponsor, invoices), flow (source, edges, rated), pools (adsTxt, owner, rated).
            Cells are taken as they are: merge small ones before. A wrong measure is answered by an error in its place.

            EXIT CODES
              0 every measure answered · 64 wrong options · 65 malformed input, or a measure is wrong · 66 no such file
            """)

    /// Largest file in bytes, and its deepest nesting.
    private static let limits = JSONParser.Limits(bytes: 16 << 20, depth: 32)

    @Argument(help: "Measures as JSON; - for standard input.")
    var file: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let results = try JudgedFile(path: file, json: json).read(limit: Self.limits.bytes) { bytes in
            let measures = try MemberReader(try JSONParser.parse(bytes, limits: Self.limits)).array("measures")
            let suffixes = PublicSuffixFile.load()
            return AnsweredItems(measures) { kind, item throws(InputError) in try Self.answer(kind, item, suffixes) }
        }
        if json {
            print(CanonicalJSON.line(["results": .array(results.answers.map(JSONValue.object))]))
        } else {
            results.say()
        }
        try results.refuseFaults(in: file)
    }

    private static func answer(
        _ kind: String, _ item: MemberReader, _ suffixes: PublicSuffixList
    ) throws(InputError) -> [JSONObject.Member] {
        if let members = try DeliveryMeasure.answer(kind, item) { return members }
        if let members = try AudienceMeasure.answer(kind, item) { return members }
        if let members = try MoneyMeasure.answer(kind, item, suffixes: suffixes) { return members }
        let kinds = DeliveryMeasure.kinds + AudienceMeasure.kinds + MoneyMeasure.kinds
        throw item.fault("kind", "one of \(kinds.joined(separator: ", "))", .string(kind))
    }
}
