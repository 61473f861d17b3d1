/// Two different accounts, in no order.
public struct AccountPair: Hashable, Sendable {
    /// The account whose id comes first bytewise.
    public let first: String
    /// The other one.
    public let second: String

    /// The pair of the two accounts; `AccountPair(a, b)` equals `AccountPair(b, a)`.
    public init(_ one: String, _ other: String) {
        let inOrder = !other.utf8.lexicographicallyPrecedes(one.utf8)
        first = inOrder ? one : other
        second = inOrder ? other : one
    }
}
