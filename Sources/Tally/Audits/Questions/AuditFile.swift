import Daylight

/// The input of `daylight count audit` (tally reference, section 11.5), as JSON.
public enum AuditFile {
    /// Largest input.
    public static let byteLimit = 256 << 20
    /// Most batches, draws, numbers of a history and quantiles.
    static let batchLimit = 100_000
    static let drawLimit: Int64 = 10_000_000
    static let quantileLimit = 100
    /// Most values of batches times pairs of candidates.
    static let workLimit = 50_000_000

    static func reader(_ bytes: [UInt8]) throws(InputError) -> MemberReader {
        try MemberReader(JSONParser.parse(bytes, limits: .init(bytes: byteLimit)), path: "/")
    }

    /// The value of a member that names a method or sampler.
    static func choice<Choice: RawRepresentable & CaseIterable>(
        _ reader: MemberReader, _ name: String, _ type: Choice.Type
    ) throws(InputError) -> Choice where Choice.RawValue == String {
        guard let choice = try reader.oneOf(name, type) else {
            throw reader.fault(name, "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))", nil)
        }
        return choice
    }
}

extension JSONValue {
    /// A figure that may be too large for JSON, which then is `null`.
    static func finite(_ value: Double) -> JSONValue { value.isFinite ? .real(value) : .null }
}
