import Daylight

/// What became of every rule: which fired, which did not, which were not judged and why.
struct Explanation {
    let judge: UnsafePointer<Judge>
    let bid: BidFacts
    let judgement: BidJudgement

    private enum State: String { case fired, notFired, notJudged }

    /// Members of a decision besides those that are always there.
    func write(to sink: inout ByteSink) {
        sink.write(",\"political\":")
        sink.write(judgement.isPolitical ? "true" : "false")
        sink.write(",\"rules\":[")
        for (index, rule) in GateRule.allCases.dropFirst().enumerated() {
            if index > 0 { sink.write(UInt8(ascii: ",")) }
            let why = whyNotJudged(rule)
            let state: State = judgement.fired.contains(rule) ? .fired : why == nil ? .notFired : .notJudged
            sink.write("{\"rule\":\"")
            sink.write(raw: rule.id)
            sink.write("\",\"state\":\"")
            sink.write(raw: state.rawValue)
            sink.write("\",\"condition\":\"")
            sink.write(rule.condition)
            if let why {
                sink.write("\",\"why\":\"")
                sink.write(why)
            }
            sink.write("\"}")
        }
        sink.write("]")
    }

    /// By which rules was judged.
    static func writeRules(to sink: inout ByteSink) {
        sink.write(",\"ruleSet\":{\"version\":\"")
        sink.write(raw: GateRules.version)
        sink.write("\",\"digest\":\"")
        sink.write(raw: GateRules.digest.hex)
        sink.write("\"}")
    }

    private func whyNotJudged(_ rule: GateRule) -> StaticString? {
        switch rule {
        case .J01, .B01, .B10: nil
        case .B02, .B03, .B04, .B05: bid.dsa == nil ? "the bid has no DSA object" : nil
        case .M01: judge.pointee.policy.listDomains.isEmpty ? "the policy has no list of domains" : nil
        case .M02: judge.pointee.policy.listAccounts.isEmpty ? "the policy has no list of accounts" : nil
        case .B06: whyNotPolitical
        case .B07, .T01, .T02, .T03, .T04, .T05, .T08, .T10: whyNotPolitical ?? whyNotUnion
        case .B08, .B09, .B11, .L01, .D04, .D05:
            whyNotPolitical ?? whyNotUnion ?? (judgement.notice == nil ? "the notice is unknown" : nil)
        default: judge.pointee.chain == nil ? "the policy has no supplyChain" : nil
        }
    }

    private var whyNotPolitical: StaticString? { judgement.isPolitical ? nil : "the bid is not political" }

    private var whyNotUnion: StaticString? { judge.pointee.isInUnion ? nil : "the request has no audience in the Union" }
}
