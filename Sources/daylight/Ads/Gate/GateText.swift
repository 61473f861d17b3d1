import Daylight

/// Decisions as people read them.
enum GateText {
    /// - Parameters:
    ///   - output: lines of JSON.
    ///   - lines: the numbers of the lines they answer.
    static func report(_ output: UnsafeRawBufferPointer, _ lines: [Int]) -> String {
        zip(lines, output.split(separator: 0x0A)).map { line, answer in
            let decisions = (try? JSONParser.parse(answer))?["decisions"]?.arrayValue ?? []
            guard !decisions.isEmpty else { return "line \(line): no bids\n" }
            return decisions.map { text($0, line) }.joined()
        }.joined()
    }

    private static func text(_ decision: JSONValue, _ line: Int) -> String {
        let place = ["imp \(word(decision["impid"]))", "bid \(word(decision["bid"]))"].joined(separator: ", ")
        var text = "line \(line), \(place): \(word(decision["verdict"]))\n"
        for reason in decision["reasons"]?.arrayValue ?? [] {
            text += "  \(word(reason["rule"])) \(word(reason["effect"])): \(word(reason["message"])) [\(word(reason["basis"]))]\n"
        }
        for rule in decision["rules"]?.arrayValue ?? [] where rule["state"] != "fired" {
            let what = rule["state"] == "notFired" ? "not so" : "not judged, \(word(rule["why"]))"
            text += "  \(word(rule["rule"])) \(what): \(word(rule["condition"]))\n"
        }
        return text
    }

    /// A name from the input cannot move the cursor or colour the words around it.
    private static func word(_ value: JSONValue?) -> String {
        guard let text = value?.stringValue else { return "-" }
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            clean.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
        }
        return String(clean)
    }
}
