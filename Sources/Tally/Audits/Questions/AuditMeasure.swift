public import Daylight

/// The answer of `daylight count audit measure`: the risk that the evidence leaves.
public enum AuditMeasure: Sendable {
    case bravo(BravoMeasure, names: [String])
    case superSimple(MeasuredRisk)
    case batches(MeasuredRisk)
    /// The smallest risk of the history, and the one after the last draw.
    case alpha(MeasuredRisk, last: Double)
    case kaplanMarkov(MeasuredRisk, last: Double)
    case shangrla(AssertionMeasure)
    case listSeats(AssertionMeasure)
    /// The smallest risk of the rounds, and the one of each.
    case minerva(MeasuredRisk, history: [Double])

    private enum Method: String, CaseIterable {
        case bravo
        case superSimple = "supersimple"
        case macro, alpha, kaplanMarkov, shangrla, listSeats, minerva
    }

    /// Reads the question and answers it.
    ///
    /// - Throws: ``InputError`` naming the member by its JSON pointer.
    public init(parsing bytes: [UInt8]) throws(InputError) {
        let reader = try AuditFile.reader(bytes)
        let method = try AuditFile.choice(reader, "method", Method.self)
        let limit = try RiskLimit(reader)
        switch method {
        case .bravo:
            let contest = try AuditContest(reader)
            let notFound =
                reader.optional("notFound") == nil ? 0 : try reader.integer("notFound", in: 0...AuditContest.countLimit)
            self = .bravo(
                BravoMeasure(contest, sample: try contest.sample(reader), notFound: Int(notFound), limit: limit),
                names: contest.names)
        case .superSimple:
            self = .superSimple(try Self.superSimple(reader, limit))
        case .macro:
            let audit = try BatchAudit(reader)
            self = .batches(audit.risk(try audit.draws(reader), limit: limit))
        case .alpha:
            let history = try Alpha(reader).history(reader)
            self = .alpha(MeasuredRisk(p: history.min() ?? 1, limit: limit), last: history.last ?? 1)
        case .kaplanMarkov:
            let history = try KaplanMarkov.history(reader)
            self = .kaplanMarkov(MeasuredRisk(p: history.min() ?? 1, limit: limit), last: history.last ?? 1)
        case .shangrla:
            self = .shangrla(try AssertionAudit(reader).measure(reader, limit: limit))
        case .listSeats: self = .listSeats(try ListSeatsAudit(reader, limit: limit).measure(reader))
        case .minerva:
            let history = try Minerva.history(reader, limit: limit)
            self = .minerva(MeasuredRisk(p: history.min() ?? 1, limit: limit), history: history)
        }
    }

    private static func superSimple(_ reader: MemberReader, _ limit: RiskLimit) throws(InputError) -> MeasuredRisk {
        let margin =
            reader.optional("dilutedMargin") == nil
            ? try AuditContest(reader).dilutedMargin
            : try reader.figure("dilutedMargin", "a share from 0 to 1") { (0...1).contains($0) }
        let sample = MemberReader(try reader.object("sample"), path: "/sample/")
        func count(_ name: String) throws(InputError) -> Int {
            sample.optional(name) == nil ? 0 : Int(try sample.integer(name, in: 0...AuditContest.countLimit))
        }
        let ballots = Int(try sample.integer("n", in: 0...AuditContest.countLimit))
        let errors = SuperSimple.Errors(
            over1: try count("o1"), over2: try count("o2"), under1: try count("u1"), under2: try count("u2"))
        guard errors.over1 + errors.over2 + errors.under1 + errors.under2 <= ballots else {
            throw sample.fault("n", "at least as many ballots as errors", .integer(ballots))
        }
        return SuperSimple.risk(
            dilutedMargin: margin, ballots: ballots, errors: errors, gamma: try reader.gamma(), limit: limit)
    }

    /// The measured risk.
    public var risk: MeasuredRisk {
        switch self {
        case .bravo(let measure, _): measure.risk
        case .shangrla(let measure), .listSeats(let measure): measure.risk
        case .minerva(let risk, _): risk
        case .superSimple(let risk), .batches(let risk), .alpha(let risk, _), .kaplanMarkov(let risk, _): risk
        }
    }

    /// The answer as JSON.
    public var json: JSONValue {
        var answer: JSONObject = ["method": .string(method.rawValue), "p": .real(risk.p), "confirmed": .bool(risk.isConfirmed)]
        switch self {
        case .bravo(let measure, let names):
            answer["pairs"] = .array(
                measure.pairs.map { risk in
                    [
                        "winner": .string(names[risk.pair.winner]), "loser": .string(names[risk.pair.loser]),
                        "p": .real(risk.p),
                    ]
                })
        case .alpha(_, let last), .kaplanMarkov(_, let last): answer["last"] = .real(last)
        case .shangrla(let measure), .listSeats(let measure): answer["assertions"] = measure.json
        case .minerva(_, let history): answer["rounds"] = .array(history.map { .real($0) })
        case .superSimple, .batches: break
        }
        return .object(answer)
    }

    private var method: Method {
        switch self {
        case .bravo: .bravo
        case .superSimple: .superSimple
        case .batches: .macro
        case .alpha: .alpha
        case .kaplanMarkov: .kaplanMarkov
        case .shangrla: .shangrla
        case .listSeats: .listSeats
        case .minerva: .minerva
        }
    }
}
