import Daylight

/// What a reason says to the person who has to act on it, with the names and figures.
struct RuleMessage {
    let judge: UnsafePointer<Judge>
    let bid: BidFacts
    let index: Int
    let judgement: BidJudgement

    /// Longest piece of the input that a message repeats, in characters; most items that it lists.
    private static let pieceLimit = 80
    private static let itemLimit = 3

    func text(_ rule: GateRule) -> String {
        switch rule {
        case .B01: "The request requires the DSA object (dsarequired \(figure(request.dsaRequired))); the bid has none."
        case .B02: namesMessage
        case .B03:
            request.publisherRenders == 2
                ? "Both would render the transparency information: pubrender 2, adrender 1."
                : "Nobody would render the transparency information: pubrender 0, adrender \(figure(bid.dsa?.advertiserRenders))."
        case .B04: "The publisher asks for transparency parameters (datatopub 2); the bid names none."
        case .B05: unknownParameterMessage
        case .B06:
            judge.pointee.policy.acceptsPolitical
                ? "The request takes no political advertising." : "The publisher takes no political advertising."
        case .B10: auctionMessage
        case .B07, .B08, .B09, .B11, .L01, .D04, .D05: noticeMessage(rule)
        case .T01, .T02, .T03, .T04, .T05, .T08, .T10: targetingMessage(rule)
        default: "\(rule.condition)"
        }
    }

    var request: RequestFacts { judge.pointee.facts.request }

    func piece(_ text: Text?) -> String {
        guard let text else { return "(absent)" }
        let string = text.string
        // A text has no more characters than bytes.
        if text.count <= Self.pieceLimit || string.count <= Self.pieceLimit { return "“\(string)”" }
        return "“\(string.prefix(Self.pieceLimit))…”"
    }

    /// A number of the input as short as it goes.
    func figure(_ number: Double?) -> String {
        guard let number else { return "absent" }
        return Int64(exactly: number).map { String($0) } ?? String(number)
    }

    /// The first few, and how many more there are.
    func list(_ items: [String]) -> String {
        let shown = items.prefix(Self.itemLimit).joined(separator: ", ")
        return items.count > Self.itemLimit ? "\(shown) and \(items.count - Self.itemLimit) more" : shown
    }

    // MARK: The DSA object

    private var namesMessage: String {
        let wrong = [("behalf", bid.dsa?.behalf), ("paid", bid.dsa?.paid)].compactMap { name, text -> String? in
            guard judge.pointee.isWrong(text) else { return nil }
            guard let text, !text.isBlank else { return "\(name) is absent" }
            return "\(name) has \(Judge.characterCount(text)) characters, at most \(Judge.nameLimit) are allowed"
        }
        return wrong.joined(separator: "; ") + "."
    }

    private var unknownParameterMessage: String {
        let entries = [bid.dsa?.transparency ?? Places(), request.transparency].flatMap { judge.pointee.facts.transparency[$0] }
        let wrong = entries.filter(Judge.isUnknown).map { entry in
            entry.unknownParameter.map { "parameter \(figure($0)) is unknown" } ?? "\(piece(entry.domain)) is no bare host"
        }
        return "Transparency: \(list(wrong))."
    }

    // MARK: The auction

    private var auctionMessage: String {
        let facts = judge.pointee.facts
        var wrong: [String] = []
        if !judge.pointee.hasImp(bid) { wrong.append("impid \(piece(bid.imp)) is not in the request") }
        if judge.pointee.isRepeated(bid, index) { wrong.append("bid id \(piece(bid.id)) stands twice") }
        if Judge.differ(facts.responseID, request.id) {
            wrong.append("response id \(piece(facts.responseID)) is not the request's \(piece(request.id))")
        }
        if !judge.pointee.isSeatAllowed(bid) { wrong.append("seat \(piece(bid.seat)) is not in wseat") }
        if judge.pointee.isSeatBlocked(bid) { wrong.append("seat \(piece(bid.seat)) is in bseat") }
        if !judge.pointee.isCurrencyAllowed {
            wrong.append("currency \(facts.currency.map(piece) ?? "USD") is not in the request")
        }
        return wrong.joined(separator: "; ") + "."
    }
}
