/// Where the money comes from (TTPA Art. 12(1)(e)).
public struct FundsOrigin: Hashable, Sendable {
    /// Public or private money.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case `public`, `private`, mixed
    }

    /// Inside or outside the Union.
    public enum Place: String, Hashable, Sendable, CaseIterable {
        case insideUnion, outsideUnion, both
    }

    public let kind: Kind
    public let place: Place

    public init(kind: Kind, place: Place) {
        self.kind = kind
        self.place = place
    }
}
