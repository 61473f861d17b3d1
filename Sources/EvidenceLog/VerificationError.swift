/// A check that ran and said no: a proof that does not lead to the root, a signature that does not fit.
///
/// Input that cannot even be read is an `InputError` instead.
public struct VerificationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence saying which step failed and why.
    public let reason: String

    /// A refusal for the given reason.
    public init(_ reason: String) { self.reason = reason }

    /// The reason.
    public var description: String { reason }
}
