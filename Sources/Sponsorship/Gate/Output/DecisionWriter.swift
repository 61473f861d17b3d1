import Daylight

/// Writes decisions as one line of JSON (sponsorship reference, section 14.2).
struct DecisionWriter {
    /// What comes before a reason's message, by rule and effect.
    private let heads: [[UInt8]]

    init() {
        heads = GateRule.allCases.flatMap { rule in
            Self.effects.map { effect in
                Array("{\"rule\":\"\(rule.id)\",\"effect\":\"\(effect)\",\"basis\":\"\(rule.basis)\",\"message\":\"".utf8)
            }
        }
    }

    /// Of rules, and the one more that a check of the supply chain has.
    private static let effects = ["warn", "hold", "block", "info"]

    private func writeHead(_ rule: GateRule, _ effect: Int, to sink: inout ByteSink) {
        let head = heads[Int(rule.rawValue) * Self.effects.count + effect]
        head.withUnsafeBufferPointer { sink.write($0) }
    }

    private static func place(of effect: Effect) -> Int {
        switch effect {
        case .warn: 0
        case .hold: 1
        case .block: 2
        }
    }

    private static func place(of severity: SupplyChainFinding.Severity) -> Int {
        switch severity {
        case .warn: 0
        case .block: 2
        case .info: 3
        }
    }

    /// All decisions of a line.
    func write(_ judge: borrowing Judge, explaining: Bool, to sink: inout ByteSink) {
        sink.write("{\"decisions\":[")
        for index in 0..<judge.facts.bids.count {
            if index > 0 { sink.write(UInt8(ascii: ",")) }
            write(judge, index, explaining: explaining, to: &sink)
        }
        sink.write("]")
        if explaining { Explanation.writeRules(to: &sink) }
        sink.write("}\n")
    }

    private func write(_ judge: borrowing Judge, _ index: Int, explaining: Bool, to sink: inout ByteSink) {
        let bid = judge.facts.bids[index]
        let judgement = judge.judge(index)
        sink.write("{\"impid\":")
        write(bid.imp, to: &sink)
        sink.write(",\"bid\":")
        write(bid.id, to: &sink)
        switch judgement.effect {
        case nil, .warn?: sink.write(",\"verdict\":\"allow\",\"reasons\":[")
        case .hold?: sink.write(",\"verdict\":\"hold\",\"reasons\":[")
        case .block?: sink.write(",\"verdict\":\"block\",\"reasons\":[")
        }
        if judgement.effect != nil {
            withUnsafePointer(to: judge) { judge in
                writeReasons(RuleMessage(judge: judge, bid: bid, index: index, judgement: judgement), to: &sink)
            }
        }
        sink.write("]")
        if explaining {
            withUnsafePointer(to: judge) { judge in
                Explanation(judge: judge, bid: bid, judgement: judgement).write(to: &sink)
            }
        }
        sink.write("}")
    }

    private func write(_ id: Text?, to sink: inout ByteSink) {
        guard let id else { return sink.write("null") }
        sink.write(UInt8(ascii: "\""))
        sink.write(escaping: id)
        sink.write(UInt8(ascii: "\""))
    }

    /// One reason for each rule, but one for each list that a site is on.
    private func writeReasons(_ message: RuleMessage, to sink: inout ByteSink) {
        var bits = message.judgement.fired.bits
        var isFirst = true
        while bits != 0 {
            let rule = GateRule(rawValue: UInt8(bits.trailingZeroBitCount))!
            bits &= bits - 1
            switch rule {
            case .M01:
                for list in message.judge.pointee.listHits {
                    let effect = message.judge.pointee.policy.lists[list].effect
                    write(rule, Self.place(of: effect), &isFirst, to: &sink) { message.writeListed(on: list, to: &$0) }
                }
            case .M02:
                for hit in message.judge.pointee.accountHits {
                    write(rule, Self.place(of: Effect.warn), &isFirst, to: &sink) { message.writeAccount(hit, to: &$0) }
                }
            default:
                if let effect = rule.effect {
                    write(rule, Self.place(of: effect), &isFirst, to: &sink) { message.write(rule, to: &$0) }
                } else if let chain = message.judge.pointee.chain {
                    let effect = Self.place(of: chain.severity(rule))
                    write(rule, effect, &isFirst, to: &sink) { $0.write(escaping: chain.message(rule)) }
                }
            }
        }
    }

    private func write(
        _ rule: GateRule, _ effect: Int, _ isFirst: inout Bool, to sink: inout ByteSink, message: (inout ByteSink) -> Void
    ) {
        if !isFirst { sink.write(UInt8(ascii: ",")) }
        isFirst = false
        writeHead(rule, effect, to: &sink)
        message(&sink)
        sink.write("\"}")
    }

    /// The one decision on a line that cannot be read.
    ///
    /// - Parameter offset: bytes from the start of the line.
    func write(malformed cause: GateFault.Cause, at offset: Int, to sink: inout ByteSink) {
        sink.write("{\"decisions\":[{\"impid\":null,\"bid\":null,\"verdict\":\"block\",\"reasons\":[")
        writeHead(.J01, Self.place(of: Effect.block), to: &sink)
        sink.write("Malformed at byte ")
        sink.write(offset)
        sink.write(": ")
        sink.write(cause.text)
        sink.write(".\",\"offset\":")
        sink.write(offset)
        sink.write("}]}]}\n")
    }
}

extension RuleMessage {
    /// M01.
    func writeListed(on index: Int, to sink: inout ByteSink) {
        let list = judge.pointee.policy.lists[index]
        let places = [request.siteDomain, request.appDomain ?? request.appPublisherDomain].compactMap { $0 }
        for (index, place) in places.enumerated() {
            if index > 0 { sink.write(" or ") }
            write(place, to: &sink)
        }
        sink.write(" is on the list ")
        write(list, to: &sink)
    }

    /// M02.
    func writeAccount(_ hit: Judge.AccountHit, to sink: inout ByteSink) {
        sink.write("The account ")
        sink.write(escaping: String(hit.account.prefix(120)))
        sink.write(" is shared with an owner on the list ")
        write(judge.pointee.policy.lists[hit.list], to: &sink)
    }

    private func write(_ list: ListRecord, to sink: inout ByteSink) {
        write(list.name, to: &sink)
        if let date = list.date {
            sink.write(" of ")
            sink.write(raw: date.description)
        }
        sink.write(".")
    }
}
