/// One thing that a label in use lacks (rule L02; with any of them the label is not complete, rule L01).
public struct LabelFinding: Hashable, Sendable {
    /// L02 for sponsor, process and techniques; L01 for the statement itself and the pointer to the notice.
    public let rule: String
    public let item: Label.Item
    public let effect: Effect
    public let message: String

    fileprivate init(_ item: Label.Item, expected: String) {
        let isPart = item == .sponsor || item == .process || item == .techniques
        rule = isPart ? "L02" : "L01"
        self.item = item
        effect = .block
        message = "The label lacks “\(expected)”."
    }
}

extension Label {
    /// What the text of a label in use lacks of this one, compared without case and without regard to spaces.
    public func missing(in text: String) -> [LabelFinding] {
        let found = WordText(text)
        var findings: [LabelFinding] = []
        func need(_ item: Item, _ expected: [String]) {
            guard let missing = expected.first(where: { !found.holds($0) }) else { return }
            findings.append(LabelFinding(item, expected: missing))
        }
        need(.advertisement, [words[.politicalAdvertisement]])
        need(.sponsor, sponsors + [controllingEntity].compactMap { $0 })
        need(.process, processes)
        if techniquesUsed { need(.techniques, [words[.techniquesUsed]]) }
        need(.notice, [noticeAddress.host])
        return findings
    }
}
