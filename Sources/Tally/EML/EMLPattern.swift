/// What the EML_NL schemas let identifiers look like (kiesraad-eml-extensions.xsd, kiesraad-eml-restrictions.xsd).
enum EMLPattern {
    static let categories = ["EK", "TK", "EP", "PS", "AB", "GR", "BC", "GC", "ER", "NR", "PR", "LR", "IR"]
    static let subcategories = [
        "PS1", "PS2", "AB1", "AB2", "GR1", "GR2", "BC", "GC", "ER1", "TK", "EK", "EP", "NR", "PR", "LR", "IR",
    ]
    /// Reason codes of uncounted votes that no field of a report stands for.
    static let otherReasons = [
        "meegenomen stembiljetten", "te weinig uitgereikte stembiljetten", "te veel uitgereikte stembiljetten",
        "geen briefstembiljetten", "te veel briefstembiljetten", "kwijtgeraakte stembiljetten", "geen verklaring",
        "andere verklaring",
    ]

    /// A category, a year, perhaps month and day, and perhaps an underscore with a name.
    static func isElection(_ id: String) -> Bool {
        guard categories.contains(String(id.prefix(2))) else { return false }
        let parts = id.dropFirst(2).split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
        guard let year = parts.first, isDigits(year), [4, 8].contains(year.count), year.first == "2" else { return false }
        return parts.count == 1 || parts[1].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }

    static func isAuthority(_ id: String) -> Bool {
        id == "CSB" || isNumbered(id, "HSB") || isNumbered(id, "SB") || isMunicipality(id)
    }

    /// `HSB1`, `0997`, `HSB1::0997`, and with `::SB1` behind, or `SB1` alone.
    static func isReportingUnit(_ id: String) -> Bool {
        var parts = id.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        // Every second part is what stands between the two colons.
        guard parts.indices.allSatisfy({ $0 % 2 == 0 || parts[$0].isEmpty }), parts.count % 2 == 1 else { return false }
        parts = parts.indices.filter { $0 % 2 == 0 }.map { parts[$0] }
        let shape = parts.map { isMunicipality($0) ? "M" : isNumbered($0, "HSB") ? "H" : isNumbered($0, "SB") ? "S" : "?" }
        return ["H", "M", "HM", "HMS", "MS", "S", "HS"].contains(shape.joined())
    }

    static func isContest(_ id: String) -> Bool {
        if id == "geen" || id == "alle" { return true }
        if isDigits(id), id.first != "0" { return true }
        return id == roman(of: id)
    }

    static func isDomain(_ id: String) -> Bool {
        isMunicipality(id) || (isDigits(id) && (id.count == 1 || (id.count == 2 && ("1"..."2").contains(id.prefix(1)))))
    }

    private static func isMunicipality(_ text: String) -> Bool { text.utf8.count == 4 && isDigits(text) }

    private static func isNumbered(_ text: String, _ prefix: String) -> Bool {
        text.hasPrefix(prefix) && isDigits(text.dropFirst(prefix.count))
    }

    private static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.count <= 18 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The proper spelling of what a Roman numeral adds up to; `nil` for other letters.
    private static func roman(of text: String) -> String? {
        let values: [Character: Int] = ["M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1]
        let numbers = text.compactMap { values[$0] }
        guard !numbers.isEmpty, numbers.count == text.count, numbers.count <= 16 else { return nil }
        var rest = numbers.indices.reduce(0) { sum, index in
            let isLess = index + 1 < numbers.count && numbers[index] < numbers[index + 1]
            return sum + (isLess ? -numbers[index] : numbers[index])
        }
        let signs = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
            (9, "IX"),
            (5, "V"), (4, "IV"), (1, "I"),
        ]
        var spelled = ""
        for (value, sign) in signs {
            while rest >= value {
                spelled += sign
                rest -= value
            }
        }
        return spelled
    }
}
