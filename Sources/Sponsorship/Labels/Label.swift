/// The label of a political ad: what Art. 11(1)(a)–(e) TTPA asks for, in that order, as values.
///
/// [R] Sizes, seconds and wording per carrier stand in Annexes I and II of LAB (Implementing Regulation (EU) 2025/1410), which
/// were not read for this: what is set here is our own default.
public struct Label: Sendable {
    /// The five things a label states.
    public enum Item: String, Hashable, Sendable, CaseIterable {
        /// (a) That it is a political advertisement.
        case advertisement
        /// (b) Who the sponsor is and, where there is one, who controls the sponsor.
        case sponsor
        /// (c) Which election, referendum or process it is linked to.
        case process
        /// (d) That targeting or ad-delivery techniques were used.
        case techniques
        /// (e) Where the transparency notice is.
        case notice

        /// The article of the item.
        public var basis: String {
            switch self {
            case .advertisement: "TTPA Art. 11(1)(a)"
            case .sponsor: "TTPA Art. 11(1)(b)"
            case .process: "TTPA Art. 11(1)(c)"
            case .techniques: "TTPA Art. 11(1)(d)"
            case .notice: "TTPA Art. 11(1)(e)"
            }
        }
    }

    /// One item with its words.
    public struct Statement: Hashable, Sendable {
        public let item: Item
        public let text: String
    }

    public let words: NoticeWords
    /// At least one.
    public let sponsors: [String]
    /// `nil` when nobody controls the sponsor.
    public let controllingEntity: String?
    /// `nil` when the sponsor or who controls it pays. Not part of Art. 11(1), but of Art. 26(1)(c) DSA.
    public let payer: String?
    public let processes: [String]
    public let techniquesUsed: Bool
    /// Where the notice is read.
    public let noticeAddress: SecureLink

    /// The label of an ad with this notice, in the notice's language.
    ///
    /// - Returns: `nil` when there are no words for the language.
    public init?(of notice: TransparencyNotice, at address: SecureLink) {
        guard let words = NoticeLanguages.words(notice.language) else { return nil }
        self.init(of: notice, at: address, words: words)
    }

    /// The same in given words.
    public init(of notice: TransparencyNotice, at address: SecureLink, words: NoticeWords) {
        self.words = words
        sponsors = [notice.sponsor.name] + notice.coSponsors.map(\.name)
        controllingEntity = if case .party(let party) = notice.controllingEntity { party.name } else { nil }
        payer = if case .party(let party) = notice.payer { party.name } else { nil }
        processes = notice.linkedProcesses.map(\.name)
        techniquesUsed = notice.techniques.isUsed
        noticeAddress = address
    }

    /// What the label states, in the order of the article; what does not apply is left out.
    public var statements: [Statement] {
        var statements = [
            Statement(item: .advertisement, text: words[.politicalAdvertisement]),
            Statement(item: .sponsor, text: persons),
        ]
        if !processes.isEmpty { statements.append(Statement(item: .process, text: named(.linkedTo, processes))) }
        if techniquesUsed { statements.append(Statement(item: .techniques, text: words[.techniquesUsed])) }
        statements.append(Statement(item: .notice, text: named(.transparencyNotice, [noticeAddress.text])))
        return statements
    }

    private var persons: String {
        var persons = [named(.sponsor, sponsors)]
        if let controllingEntity { persons.append(named(.controlledBy, [controllingEntity])) }
        if let payer { persons.append(named(.paidBy, [payer])) }
        return persons.joined(separator: ". ")
    }

    private func named(_ word: LabelWord, _ values: [String]) -> String { "\(words[word]): \(values.joined(separator: ", "))" }
}
