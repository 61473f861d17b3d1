import Daylight

extension AdsTxtParser {
    mutating func judgeVariable(name: Range<Int>, value: Range<Int>) -> AdsTxtFault? {
        guard !value.isEmpty else { return .emptyValue }
        if scanner.text.isWord(name, "contact") {
            settings.add(scanner.line.number, .contact(String(decoding: scanner.text.bytes(value), as: UTF8.self)))
        } else if scanner.text.isWord(name, "managerdomain") {
            return judgeManager(value)
        } else if scanner.text.isWord(name, "subdomain") {
            return judgeHost(value) { .subdomain($0) }
        } else if scanner.text.isWord(name, "inventorypartnerdomain") {
            return judgeHost(value) { .inventoryPartnerDomain($0) }
        } else if scanner.text.isWord(name, "ownerdomain") {
            return judgeHost(value) { .ownerDomain($0) }
        } else {
            warn(.unknownVariable)
        }
        return nil
    }

    private mutating func judgeHost(
        _ value: Range<Int>, _ setting: (Host) -> AdsTxt.Setting
    ) -> AdsTxtFault? {
        guard let host = hostWarning(scanner.text.bytes(value)) else { return .badHost }
        let setting = setting(host)
        if case .subdomain = setting, let root, !host.isBelow(root) { return .subdomainElsewhere }
        if let warning = settings.add(scanner.line.number, setting) { warn(warning) }
        return nil
    }

    /// `host` or `host, CC`.
    private mutating func judgeManager(_ value: Range<Int>) -> AdsTxtFault? {
        let comma = value.first { scanner.source[$0] == UInt8(ascii: ",") }
        let name = scanner.trimmed(value.lowerBound..<(comma ?? value.upperBound))
        let country = comma.map { scanner.trimmed($0 + 1..<value.upperBound) } ?? value.upperBound..<value.upperBound
        guard country.isEmpty || (country.count == 2 && country.allSatisfy { Host.lowered(scanner.source[$0]) &- 0x61 < 26 })
        else { return .badCountry }
        let code = country.isEmpty ? nil : String(decoding: scanner.text.bytes(country), as: UTF8.self).uppercased()
        return judgeHost(name) { .managerDomain($0, country: code) }
    }
}

/// The variables of a file while it is read: of owner and managers the last word counts.
struct AdsTxtSettings {
    private var all: [AdsTxt.Variable] = []
    private var owner: Int?
    private var managers: [String?: Int] = [:]

    /// What counts, in the order of the file.
    var counting: [AdsTxt.Variable] {
        all.enumerated().filter { index, variable in
            switch variable.setting {
            case .ownerDomain: owner == index
            case .managerDomain(_, let country): managers[country] == index
            case .contact, .subdomain, .inventoryPartnerDomain: true
            }
        }.map(\.element)
    }

    /// Adds a variable, and says what has to be warned of.
    @discardableResult
    mutating func add(_ line: Int, _ setting: AdsTxt.Setting) -> AdsTxtWarning? {
        let index = all.count
        all.append(AdsTxt.Variable(line: line, setting: setting))
        switch setting {
        case .ownerDomain:
            defer { owner = index }
            return owner == nil ? nil : .ownerDomainRepeated
        case .managerDomain(_, let country):
            return managers.updateValue(index, forKey: country) == nil ? nil : .managerDomainRepeated
        case .contact, .subdomain, .inventoryPartnerDomain: return nil
        }
    }
}
