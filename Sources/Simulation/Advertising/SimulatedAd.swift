public import Daylight

/// One political ad with everything that its publisher has about it.
public struct SimulatedAd: Hashable, Sendable {
    /// Name, unique in the simulation.
    public let id: String
    /// What it really is.
    public let kind: AdKind
    /// The party that it really runs for.
    public let party: String
    /// The transparency notice as published; `nil` when there is none.
    public let notice: JSONObject?
    /// What the sponsor declared when the ad was ordered; `nil` when nobody asked.
    public let declaration: JSONObject?
    /// OpenRTB request and response by which it was bought.
    public let request: JSONObject
    public let response: JSONObject
    /// When it was bid.
    public let biddenAt: Timestamp
    /// To whom it was delivered.
    public let delivery: AdDelivery
    /// Who paid whom for it, each out of what the one before paid.
    public let payments: [Payment]

    /// The payments with what each party keeps, as a payment to `fee`.
    public var paymentsAndFees: [Payment] {
        let kept = zip(payments, payments.dropFirst()).filter { $0.cents > $1.cents }
        return payments + kept.map { Payment(from: $0.to, to: "fee", cents: $0.cents - $1.cents) }
    }
}

/// People reached by variant and audience cell.
public struct AdDelivery: Hashable, Sendable {
    /// Names of the cells.
    public let cells: [String]
    /// Share of each cell in the electorate.
    public let baseline: [Double]
    /// A row per variant, a column per cell.
    public let table: [[Int64]]
    /// People who may vote where it ran.
    public let eligible: Int64
    /// People addressed.
    public let addressed: Int64

    /// People reached in each cell by any variant.
    public var totals: [Int64] { cells.indices.map { cell in table.reduce(0) { $0 + $1[cell] } } }
}

/// Money that went from one party to another for an ad.
public struct Payment: Hashable, Sendable {
    public let from: String
    public let to: String
    /// In cents.
    public let cents: Int64

    /// The amount with two decimals, as invoices spell it.
    public var amount: String { "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)" }
}

/// How a criterion and a special trait go together in a panel of volunteers.
public struct CriterionPanel: Hashable, Sendable {
    public let criterion: String
    public let trait: String
    /// People with criterion and trait, criterion only, trait only, and neither.
    public let counts: [Int64]
}
