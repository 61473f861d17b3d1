/// An answer that somebody gave, or the reason why there is none. "None" is an answer; "unknown" is not.
public enum Stated<Value: Hashable & Sendable>: Hashable, Sendable {
    case known(Value)
    case none
    case unknown(reason: String)
}
