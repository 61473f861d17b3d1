import Daylight

/// What to say to a person who wrote something else than an amount: the faults met in notices typed by hand.
enum AmountFault {
    static let example = #"{"amount": "12500.00", "currency": "SEK"}"#

    static func message(for value: JSONValue) -> String {
        switch value {
        case .string(let text): return message(forText: text)
        case .number(let number):
            return
                "Write the amount as a text with its currency, \(example), not as the bare number \(Found.clipped(number.text))."
        case .object(let object): return message(for: object)
        default: return "Give the amount as a figure with its currency, \(example); found \(value.kind)."
        }
    }

    private static func message(forText text: String) -> String {
        let says = "The field says “\(Found.clipped(text))”:"
        switch Kind(text) {
        case .priceList:
            return """
                \(says) a price list names no sum. Give the amount the providers received for this ad as a figure such as \
                12500.00, with its currency: \(example).
                """
        case .nothingReceived:
            return """
                \(says) what is asked for is not what the sponsor received in donations, but what the providers (printer, \
                paper, agency, platform) received for this ad. If it really was nothing, give 0.00: {"amount": "0.00", \
                "currency": "SEK"}.
                """
        case .range:
            return """
                \(says) a limit or a range is not an amount. Give one figure, \(example); while it is not final add \
                "estimate": true and replace it later.
                """
        case .notKnown:
            return """
                \(says) give the best figure there is, with "estimate": true, and replace it by the final amount as soon as \
                it is known: {"amount": "12500.00", "currency": "SEK", "estimate": true}.
                """
        case .other:
            return "\(says) give the amount the providers received as a figure with its currency, \(example)."
        }
    }

    private static func message(for object: JSONObject) -> String {
        if let amount = object["amount"]?.stringValue, Decimal(amount) == nil {
            guard case .other = Kind(amount) else { return message(forText: amount) }
            return """
                “\(Found.clipped(amount))” is not an amount: write digits and a point, without spaces, thousands marks, commas \
                or currency signs, such as 12500.00.
                """
        }
        if let number = object["amount"]?.numberValue {
            return "Write the amount as a text, \"amount\": \"12500.00\", not as the bare number \(Found.clipped(number.text))."
        }
        return """
            Give an amount, a currency of three capital letters and, while it is not final, "estimate": true; such as \(example).
            """
    }

    /// Kinds of words that stand where an amount should.
    private enum Kind {
        case priceList, nothingReceived, range, notKnown, other

        private static let words: [(Kind, [String])] = [
            (.priceList, ["price list", "pricelist", "rate card", "prislista", "prisliste", "preisliste", "tarif", "cennik"]),
            (.range, ["up to", "at most", "bis zu", "maximal", "max.", "upp till", "högst", "jusqu", "au plus", "maksymalnie"]),
            (
                .notKnown,
                ["not yet known", "unknown", "noch nicht", "unbekannt", "ännu inte", "okänt", "inconnu", "nieznan", "tbd"]
            ),
            (.nothingReceived, ["none", "nothing", "no amount", "keine", "nichts", "inga", "inget", "aucun", "néant", "brak"]),
        ]

        init(_ text: String) {
            let text = text.prefix(TextBound.name.longest).lowercased()
            let said = Self.words.first { $0.1.contains { word in text.contains(word) } }
            self = said?.0 ?? (Self.isRange(text) ? .range : .other)
        }

        /// Two figures with a dash or a word between them.
        private static func isRange(_ text: String) -> Bool {
            let figures = text.split { !$0.isNumber && !" .,".contains($0) }
                .filter { $0.contains(where: \.isNumber) }
            return figures.count > 1
        }
    }
}
