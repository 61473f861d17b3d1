public import Daylight
private import Foundation

/// Whether the variant of an ad depends on the person who sees it (reference 7.3): what tells tailored persuasion from a
/// harmless test of two texts.
public struct VariantDependence: Hashable, Sendable {
    /// Mutual information of variant and audience cell, in bits.
    public let information: Double
    /// Entropy of the variants, in bits.
    public let variantEntropy: Double
    /// Entropy of the cells, in bits.
    public let cellEntropy: Double
    /// What chance alone adds to the information, in bits, about.
    public let bias: Double

    /// - Parameter table: people reached, a row per variant and a column per audience cell, each from 0 to 2⁵³.
    /// - Throws: ``InputError`` for fewer than two rows or columns, rows of different lengths, and nobody reached.
    public init(table: [[Int64]]) throws(InputError) {
        guard table.count >= 2, let width = table.first?.count, width >= 2 else {
            throw InputError(
                field: "table", expected: "at least 2 rows and 2 columns", found: "\(table.count) by \(table.first?.count ?? 0)")
        }
        if let row = table.firstIndex(where: { $0.count != width }) {
            throw InputError(
                field: "table[\(row)]", expected: "\(width) columns as in the first row", found: "\(table[row].count)")
        }
        let total = try Counts.total(table.joined(), field: "table")
        let rows = table.map { $0.reduce(Int128(0)) { $0 + Int128($1) } }
        let columns = (0..<width).map { column in table.reduce(Int128(0)) { $0 + Int128($1[column]) } }
        information = Self.information(table, rows.map { Double($0) }, columns.map { Double($0) }, Double(total))
        variantEntropy = Information.entropy(rows)
        cellEntropy = Information.entropy(columns)
        bias = Double(table.count - 1) * Double(width - 1) / (2 * Double(total) * Information.bit)
    }

    /// Mutual information beyond chance as a share of the most there could be, from 0 to 1.
    public var normalised: Double {
        let most = min(variantEntropy, cellEntropy)
        return most > 0 ? min(1, max(0, information - bias) / most) : 0
    }

    /// As many equally frequent variants have the same entropy (reference 7.4).
    public var effectiveVariants: Double { exp2(variantEntropy) }

    /// The same from the variants' reach alone.
    ///
    /// - Throws: ``InputError`` when nobody was reached.
    public static func effectiveVariants(reach: [Int64]) throws(InputError) -> Double {
        _ = try Counts.total(reach, field: "reach")
        return exp2(Information.entropy(reach.map { Int128($0) }))
    }

    /// What the dependence asks for.
    public func concern(declaredUntargeted: Bool) -> Concern {
        Concern(
            normalised, review: MeasureThreshold.dependenceReview, block: MeasureThreshold.dependenceBlock, declaredUntargeted)
    }

    /// Whether a campaign's week has so many variants that depend on the person that nobody can know them all (reference 7.4).
    public var isFlood: Bool {
        effectiveVariants > MeasureThreshold.effectiveVariants && normalised >= MeasureThreshold.dependenceReview
    }

    private static func information(_ table: [[Int64]], _ rows: [Double], _ columns: [Double], _ total: Double) -> Double {
        var sum = CompensatedSum()
        for (row, counts) in zip(rows, table) where row > 0 {
            for (column, count) in zip(columns, counts) where column > 0 {
                let (p, q) = (Double(count) / total, row / total * (column / total))
                let deviation = difference(Double(count), total, row, column) / total / total
                sum.add(Information.excess(p: p, q: q, deviation: deviation))
            }
        }
        return max(0, sum.value / Information.bit)
    }

    /// `a·b − c·d` with one rounding of each product made good (Kahan): exactly 0 for independent tables.
    private static func difference(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
        let product = c * d
        return fma(a, b, -product) + fma(-c, d, product)
    }
}
