public import Daylight

/// A measure of delivery as `daylight ads measure` asks for it and is answered.
public enum DeliveryMeasure {
    /// Kinds of question that are answered here.
    public static let kinds = ["divergence", "variants", "proxy"]

    /// The members of the answer; `nil` for a kind of another room.
    ///
    /// - Throws: ``InputError`` for figures that the measure does not take.
    public static func answer(_ kind: String, _ item: MemberReader) throws(InputError) -> [JSONObject.Member]? {
        switch kind {
        case "divergence": try members(Divergence(counts: item.counts("counts"), baseline: item.weights("baseline")))
        case "variants": try members(VariantDependence(table: item.table("table")))
        case "proxy":
            try members(
                ProxyLift(
                    criterionAndTrait: item.count("a"), criterionOnly: item.count("b"), traitOnly: item.count("c"),
                    neither: item.count("d")))
        default: nil
        }
    }

    private static func members(_ measure: Divergence) -> [JSONObject.Member] {
        [
            .init("TVD", .real(measure.totalVariation)), .init("JSD", .real(measure.jensenShannon)),
            .init("G", .real(measure.g)), .init("df", .integer(measure.degreesOfFreedom)),
            .init("biasBits", .real(measure.biasBits)),
        ]
    }

    private static func members(_ measure: VariantDependence) -> [JSONObject.Member] {
        [
            .init("I", .real(measure.information)), .init("HV", .real(measure.variantEntropy)),
            .init("HC", .real(measure.cellEntropy)), .init("bias", .real(measure.bias)),
            .init("NMI", .real(measure.normalised)), .init("effective", .real(measure.effectiveVariants)),
        ]
    }

    private static func members(_ measure: ProxyLift) -> [JSONObject.Member] {
        [
            .init("lift", .real(measure.lift)), .init("OR", .real(measure.oddsRatio)), .init("lo", .real(measure.lower)),
            .init("hi", .real(measure.upper)), .init("verdict", .string(measure.verdict.rawValue)),
        ]
    }
}

extension MemberReader {
    fileprivate func count(_ name: String) throws(InputError) -> Int64 {
        try integer(name, in: 0...MeasureThreshold.largestCount)
    }

    fileprivate func counts(_ name: String) throws(InputError) -> [Int64] { try counts(name, array(name)) }

    fileprivate func table(_ name: String) throws(InputError) -> [[Int64]] {
        var table: [[Int64]] = []
        for (index, row) in try array(name).enumerated() {
            let field = "\(name)[\(index)]"
            guard let elements = row.arrayValue else { throw fault(field, "an array of counts", row) }
            table.append(try counts(field, elements))
        }
        return table
    }

    fileprivate func weights(_ name: String) throws(InputError) -> [Double] {
        var weights: [Double] = []
        for (index, element) in try array(name).enumerated() {
            guard let weight = element.doubleValue else { throw fault("\(name)[\(index)]", "a number", element) }
            weights.append(weight)
        }
        return weights
    }

    private func counts(_ field: String, _ elements: [JSONValue]) throws(InputError) -> [Int64] {
        var counts: [Int64] = []
        for (index, element) in elements.enumerated() {
            guard let count = element.integerValue, (0...MeasureThreshold.largestCount).contains(count) else {
                throw fault("\(field)[\(index)]", "a whole number from 0 to 2⁵³", element)
            }
            counts.append(count)
        }
        return counts
    }
}
