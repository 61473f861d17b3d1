import Daylight

/// What a reason says to the person who has to act on it, with the names and figures. It is written where it goes, piece by
/// piece: making texts of it first took longer than reading the bid.
struct RuleMessage {
    let judge: UnsafePointer<Judge>
    let bid: BidFacts
    let index: Int
    let judgement: BidJudgement

    /// Longest piece of the input that a message repeats, in characters; most items that it lists.
    private static let pieceLimit = 80
    private static let itemLimit = 3

    func write(_ rule: GateRule, to sink: inout ByteSink) {
        switch rule {
        case .B01:
            sink.write("The request requires the DSA object (dsarequired ")
            write(figure: request.dsaRequired, to: &sink)
            sink.write("); the bid has none.")
        case .B02: writeNames(to: &sink)
        case .B03: writeRendering(to: &sink)
        case .B04: sink.write("The publisher asks for transparency parameters (datatopub 2); the bid names none.")
        case .B05: writeUnknownParameters(to: &sink)
        case .B06:
            sink.write(
                judge.pointee.policy.acceptsPolitical
                    ? "The request takes no political advertising." : "The publisher takes no political advertising.")
        case .B10: writeAuction(to: &sink)
        case .B07, .B08, .B09, .B11, .L01, .D04, .D05: writeNotice(rule, to: &sink)
        case .T01, .T02, .T03, .T04, .T05, .T08, .T10: writeTargeting(rule, to: &sink)
        default: sink.write(rule.condition)
        }
    }

    var request: RequestFacts { judge.pointee.facts.request }

    // MARK: Pieces

    func write(_ text: Text?, to sink: inout ByteSink) {
        guard let text else { return sink.write("(absent)") }
        sink.write("“")
        // A text has no more characters than bytes.
        if text.count <= Self.pieceLimit || text.string.count <= Self.pieceLimit {
            sink.write(escaping: text)
        } else {
            sink.write(escaping: String(text.string.prefix(Self.pieceLimit)))
            sink.write("…")
        }
        sink.write("”")
    }

    /// A number of the input as short as it goes.
    func write(figure number: Double?, to sink: inout ByteSink) {
        guard let number else { return sink.write("absent") }
        sink.write(raw: Int64(exactly: number).map { String($0) } ?? String(number))
    }

    /// The first few, and how many more there are.
    func write<Items: Collection>(list items: Items, to sink: inout ByteSink, _ write: (Items.Element, inout ByteSink) -> Void) {
        for (index, item) in items.prefix(Self.itemLimit).enumerated() {
            if index > 0 { sink.write(", ") }
            write(item, &sink)
        }
        guard items.count > Self.itemLimit else { return }
        sink.write(" and ")
        sink.write(items.count - Self.itemLimit)
        sink.write(" more")
    }

    /// A sentence of several faults.
    struct Sentence {
        private var isFirst = true

        /// Before each of them.
        mutating func next(in sink: inout ByteSink) {
            if !isFirst { sink.write("; ") }
            isFirst = false
        }
    }

    // MARK: The DSA object

    private func writeNames(to sink: inout ByteSink) {
        var sentence = Sentence()
        writeName("behalf", bid.dsa?.behalf, &sentence, to: &sink)
        writeName("paid", bid.dsa?.paid, &sentence, to: &sink)
        sink.write(".")
    }

    private func writeName(_ name: StaticString, _ text: Text?, _ sentence: inout Sentence, to sink: inout ByteSink) {
        guard judge.pointee.isWrong(text) else { return }
        sentence.next(in: &sink)
        sink.write(name)
        guard let text, !text.isBlank else { return sink.write(" is absent") }
        sink.write(" has ")
        sink.write(Judge.characterCount(text))
        sink.write(" characters, at most ")
        sink.write(Judge.nameLimit)
        sink.write(" are allowed")
    }

    private func writeRendering(to sink: inout ByteSink) {
        guard request.publisherRenders != 2 else {
            return sink.write("Both would render the transparency information: pubrender 2, adrender 1.")
        }
        sink.write("Nobody would render the transparency information: pubrender 0, adrender ")
        write(figure: bid.dsa?.advertiserRenders, to: &sink)
        sink.write(".")
    }

    private func writeUnknownParameters(to sink: inout ByteSink) {
        let entries = [bid.dsa?.transparency ?? Places(), request.transparency].flatMap { judge.pointee.facts.transparency[$0] }
        sink.write("Transparency: ")
        write(list: entries.filter(Judge.isUnknown), to: &sink) { entry, sink in
            if let parameter = entry.unknownParameter {
                sink.write("parameter ")
                write(figure: parameter, to: &sink)
                sink.write(" is unknown")
            } else {
                write(entry.domain, to: &sink)
                sink.write(" is no bare host")
            }
        }
        sink.write(".")
    }

    // MARK: The auction

    private func writeAuction(to sink: inout ByteSink) {
        let facts = judge.pointee.facts
        var sentence = Sentence()
        func writeFault(_ before: StaticString, _ text: Text?, _ behind: StaticString) {
            sentence.next(in: &sink)
            sink.write(before)
            write(text, to: &sink)
            sink.write(behind)
        }
        if !judge.pointee.hasImp(bid) { writeFault("impid ", bid.imp, " is not in the request") }
        if judge.pointee.isRepeated(bid, index) { writeFault("bid id ", bid.id, " stands twice") }
        if Judge.differ(facts.responseID, request.id) {
            writeFault("response id ", facts.responseID, " is not the request's ")
            write(request.id, to: &sink)
        }
        if !judge.pointee.isSeatAllowed(bid) { writeFault("seat ", bid.seat, " is not in wseat") }
        if judge.pointee.isSeatBlocked(bid) { writeFault("seat ", bid.seat, " is in bseat") }
        if !judge.pointee.isCurrencyAllowed {
            sentence.next(in: &sink)
            sink.write("currency ")
            if let currency = facts.currency { write(currency, to: &sink) } else { sink.write(Judge.defaultCurrency) }
            sink.write(" is not in the request")
        }
        sink.write(".")
    }
}
