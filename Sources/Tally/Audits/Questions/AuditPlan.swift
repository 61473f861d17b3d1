public import Daylight

/// The answer of `daylight count audit plan`: how many ballots or batches to draw.
public enum AuditPlan: Sendable {
    /// With the quantiles as they were asked.
    case bravo(BravoPlan, quantiles: [String])
    case superSimple(dilutedMargin: Double, size: Int)
    case batches(BatchAudit, size: Int)
    case listSeats(ListSeatsAudit)

    private enum Method: String, CaseIterable {
        case bravo
        case superSimple = "supersimple"
        case macro, listSeats
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
            let quantiles = try Self.quantiles(reader)
            let contest = try AuditContest(reader)
            let sample = reader.optional("sample") == nil ? nil : try contest.sample(reader)
            self = .bravo(
                BravoPlan(contest, limit: limit, quantiles: quantiles.map(\.value), sample: sample),
                quantiles: quantiles.map(\.text))
        case .superSimple:
            let contest = try AuditContest(reader)
            let size = SuperSimple.size(
                dilutedMargin: contest.dilutedMargin, ballots: contest.ballots, rates: try Self.rates(reader),
                gamma: try reader.gamma(), limit: limit)
            self = .superSimple(dilutedMargin: contest.dilutedMargin, size: size)
        case .macro:
            let audit = try BatchAudit(reader)
            self = .batches(audit, size: audit.size(limit: limit))
        case .listSeats: self = .listSeats(try ListSeatsAudit(reader, limit: limit))
        }
    }

    private static func quantiles(_ reader: MemberReader) throws(InputError) -> [(text: String, value: Double)] {
        guard reader.optional("quantiles") != nil else { return [] }
        let elements = try reader.array("quantiles")
        guard elements.count <= AuditFile.quantileLimit else {
            throw reader.fault("quantiles", "at most \(AuditFile.quantileLimit)", .integer(elements.count))
        }
        var quantiles: [(text: String, value: Double)] = []
        for (index, element) in elements.enumerated() {
            guard let text = element.stringValue, let value = Quotient.figure(text), value > 0, value < 1 else {
                throw reader.fault("quantiles/\(index)", "a decimal above 0 and below 1, as a text", element)
            }
            quantiles.append((text, value))
        }
        return quantiles
    }

    private static func rates(_ reader: MemberReader) throws(InputError) -> SuperSimple.Errors<Double> {
        let usual = SuperSimple.defaultRates
        guard let value = reader.optional("rates") else { return usual }
        let rates = try MemberReader(value, path: "/rates/")
        func rate(_ name: String, _ fallback: Double) throws(InputError) -> Double {
            guard rates.optional(name) != nil else { return fallback }
            return try rates.figure(name, "a rate from 0 to 1") { (0...1).contains($0) }
        }
        return .init(
            over1: try rate("o1", usual.over1), over2: try rate("o2", usual.over2), under1: try rate("u1", usual.under1),
            under2: try rate("u2", usual.under2))
    }

    /// The answer as JSON.
    public var json: JSONValue {
        switch self {
        case .bravo(let plan, let quantiles):
            var sizes = JSONObject()
            for (quantile, size) in zip(quantiles, plan.sizes) { sizes[quantile] = .integer(size) }
            return [
                "method": .string(Method.bravo.rawValue), "asn": .integer(plan.asn), "sizes": .object(sizes),
                "fullHandCount": .bool(plan.fullHandCount),
            ]
        case .superSimple(let margin, let size):
            return [
                "method": .string(Method.superSimple.rawValue), "dilutedMargin": .real(margin), "size": .integer(size),
                "fullHandCount": .bool(margin <= 0),
            ]
        case .batches(let audit, let size):
            var answer: JSONObject = ["method": .string(Method.macro.rawValue)]
            for member in audit.boundsJSON.members { answer[member.name] = member.value }
            answer["size"] = .integer(size)
            answer["fullHandCount"] = .bool(audit.bounds == nil)
            return .object(answer)
        case .listSeats(let audit):
            var answer: JSONObject = ["method": .string(Method.listSeats.rawValue)]
            for member in audit.plan.members + (audit.batches?.boundsJSON.members ?? []) { answer[member.name] = member.value }
            return .object(answer)
        }
    }
}

extension BatchAudit {
    /// The bounds as numbers and, for the sampler, as exact fractions.
    fileprivate var boundsJSON: JSONObject {
        let numbers = byBatch { .real($0.double) }
        let fractions = byBatch { .string("\($0.numerator)/\($0.denominator)") }
        return ["U": total.map { .finite($0) } ?? .null, "u": numbers, "exact": fractions]
    }

    /// An object with a member per batch. It is written and read again, because only the reader finds equal names without
    /// comparing each with all before it.
    private func byBatch(_ value: (BatchBounds.Share) -> JSONValue) -> JSONValue {
        let members = batches.enumerated().map { index, batch in
            "\(CanonicalJSON.line(.string(batch.name))):\(CanonicalJSON.line(bounds.map { value($0.shares[index]) } ?? .null))"
        }
        let text = Array("{\(members.joined(separator: ","))}".utf8)
        return (try? JSONParser.parse(text, limits: .init(bytes: text.count, depth: 2))) ?? .null
    }
}
