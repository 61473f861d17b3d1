public import Daylight

/// A report as it arrived, with what came with it (tally reference, section 11.3).
public struct ReportEnvelope: Sendable {
    /// Where an envelope's fault lies and what of it is known: such an envelope is rejected, the others are checked.
    public struct Rejection: Hashable, Sendable {
        /// The unit the report names; empty when it names none.
        public let unit: String
        public let fault: InputError
    }

    public let report: StationReport
    public let canonical: CanonicalReport
    public let receivedAt: Timestamp?
    public let signedAt: Timestamp?
    /// The digest stated beside the report, in any case and of any length.
    public let statedDigest: String?
    public let keyId: String?
    /// Base64 as stated.
    public let signature: String?

    /// - Returns: the rejection when the report is not built as the definition demands.
    public static func read(_ value: JSONValue, of definition: ElectionDefinition) -> Result<Self, Rejection> {
        let unit = value["report"]?["unitId"]?.stringValue ?? ""
        do throws(InputError) {
            return .success(try Self(value, of: definition))
        } catch {
            return .failure(Rejection(unit: unit, fault: error))
        }
    }

    private init(_ value: JSONValue, of definition: ElectionDefinition) throws(InputError) {
        let reader = try MemberReader(value, path: "/")
        guard let object = value["report"]?.objectValue else {
            throw InputError(expected: "an object as report", found: value["report"]?.kind ?? "nothing")
        }
        report = try StationReport(.object(object), of: definition)
        canonical = try CanonicalReport(object)
        receivedAt = try reader.optionalInstant("receivedAt")
        signedAt = try reader.optionalInstant("signedAt")
        statedDigest = try reader.optionalText("sha256")
        keyId = try reader.optionalText("keyId")
        signature = try reader.optionalText("signature")
    }
}

extension ReportEnvelope.Rejection: Error {}

extension MemberReader {
    fileprivate func optionalText(_ name: String) throws(InputError) -> String? {
        optional(name) == nil ? nil : try string(name)
    }
}
