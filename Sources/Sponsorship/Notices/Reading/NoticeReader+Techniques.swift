import Daylight

extension NoticeReader {
    private static let names: Set<String> = [
        "groups", "dataCategories", "goalsMechanismsLogic", "aiSystem", "disseminationPeriod", "individualsReached",
        "policyLink", "rightsLink", "riskAssessmentLink",
    ]
    private static let groupNames: Set<String> = ["mode", "parameter", "operator", "values", "dataCategory", "dataSource"]

    mutating func readTechniques(_ parts: inout NoticeParts) {
        parts.techniquesUsed = notice["techniquesUsed"]?.boolValue
        if parts.techniquesUsed == nil {
            findings.add(
                .n14, "techniquesUsed",
                """
                Say true or false: were people chosen on the basis of personal data? A flyer in every letter box of a postcode, \
                or an ad chosen by page and date alone, is false.
                """)
        }
        let members = notice.members("techniques")
        if let members { refuseUnknownTechniques(members) }
        guard parts.techniquesUsed == true else { return }
        guard let members else {
            return findings.add(
                .n25, "techniques",
                """
                Targeting is said to be used: explain it in "techniques". If nobody was chosen by personal data (such as flyers \
                for every letter box), set techniquesUsed to false.
                """)
        }
        readUsedTechniques(members, &parts)
    }

    private mutating func readUsedTechniques(_ members: NoticeMembers, _ parts: inout NoticeParts) {
        var reading = TechniquesReading(members)
        parts.techniques = reading.techniques()
        guard !reading.missing.isEmpty else { return }
        findings.add(
            .n25, "techniques",
            """
            Explain the targeting: \(reading.missing.joined(separator: ", ")) missing or incomplete. If nobody was chosen by \
            personal data (such as flyers for every letter box), set techniquesUsed to false.
            """)
    }

    private mutating func refuseUnknownTechniques(_ members: NoticeMembers) {
        refuseUnknown(members, Self.names)
        for (_, group) in members.list("groups") ?? [] {
            if let group { refuseUnknown(group, Self.groupNames) }
        }
        if let system = members.members("aiSystem") { refuseUnknown(system, ["used", "description", "purpose"]) }
        if let period = members.members("disseminationPeriod") { refuseUnknown(period, ["start", "end"]) }
    }
}

/// Reads the nine members of `techniques` and keeps the names of those that are missing or malformed.
struct TechniquesReading {
    private let members: NoticeMembers
    private(set) var missing: [String] = []

    init(_ members: NoticeMembers) { self.members = members }

    mutating func techniques() -> Techniques? {
        let groups = need("groups", self.groups)
        let categories = need("dataCategories", texts("dataCategories"))
        let logic = need("goalsMechanismsLogic", members.text("goalsMechanismsLogic", .free))
        let system = need("aiSystem", aiSystem)
        let period = need("disseminationPeriod", self.period)
        let reached = need("individualsReached", members.count("individualsReached"))
        let policy = need("policyLink", members.text("policyLink", .free))
        let rights = need("rightsLink", members.text("rightsLink", .free))
        let risks = need("riskAssessmentLink", members.text("riskAssessmentLink", .free))
        guard let groups, let categories, let logic, let system, let period, let reached, let policy, let rights, let risks
        else { return nil }
        return Techniques(
            groups: groups, dataCategories: categories, goalsMechanismsLogic: logic, aiSystem: system,
            disseminationPeriod: period, individualsReached: reached, policyLink: policy, rightsLink: rights,
            riskAssessmentLink: risks)
    }

    private mutating func need<Value>(_ name: String, _ value: Value?) -> Value? {
        if value == nil { missing.append(name) }
        return value
    }

    private func texts(_ name: String) -> [String]? {
        guard let list = members[name]?.arrayValue, (1...NoticeReader.longestList).contains(list.count) else { return nil }
        let texts = list.compactMap { $0.present?.stringValue.flatMap(TextBound.name.reading) }
        return texts.count == list.count ? texts : nil
    }

    private var groups: [Techniques.Group]? {
        guard let list = members.list("groups"), (1...NoticeReader.longestList).contains(list.count) else { return nil }
        let groups = list.compactMap { $0.members.flatMap(Self.group) }
        return groups.count == list.count ? groups : nil
    }

    private static func group(_ members: NoticeMembers) -> Techniques.Group? {
        guard let mode = members.choice("mode", Techniques.Group.Mode.self), let parameter = members.text("parameter", .name),
            let comparison = members.text("operator", .name), let values = members["values"]?.arrayValue,
            values.count <= NoticeReader.longestList, values.allSatisfy({ $0.stringValue != nil || $0.numberValue != nil }),
            let category = members.text("dataCategory", .name), let source = members.text("dataSource", .name)
        else { return nil }
        return Techniques.Group(
            mode: mode, parameter: parameter, comparison: comparison, values: values, dataCategory: category, dataSource: source)
    }

    private var aiSystem: Techniques.AISystem? {
        guard let system = members.members("aiSystem"), let used = system["used"]?.boolValue else { return nil }
        return Techniques.AISystem(
            used: used, description: system.text("description", .free), purpose: system.text("purpose", .name))
    }

    private var period: Period? {
        guard let period = members.members("disseminationPeriod"), let start = period.day("start"), let end = period.day("end")
        else { return nil }
        return Period(start: start, end: end)
    }
}
