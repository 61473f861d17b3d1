public import Daylight

/// A report as it arrived, with what came with it (tally reference, section 11.3).
public struct ReportEnvelope: Sendable {
    /// Where an envelope's fault lies and what of it is known: such an envelope is rejected, the others are checked.
    public struct Rejection: Hashable, Sendable {
        /// The unit the report names; empty when it names none.
        public let unit: String
        public let fault: InputError

        public init(unit: String, fault: InputError) {
            self.unit = unit
            self.fault = fault
        }
    }

    public let report: StationReport
    /// SHA-256 of the canonical bytes, and of the same without the unit.
    public let digest: Digest
    let digestWithoutUnit: Digest
    public let receivedAt: Timestamp?
    public let signedAt: Timestamp?
    /// The digest stated beside the report, in any case and of any length.
    public let statedDigest: String?
    /// What is wrong with the signature, in words; `nil` when it is right, absent where none is required, or when the unit is
    /// not known.
    public let signatureFault: String?
    /// Whether it carries a signature and the signature is right.
    public let isSigned: Bool

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
        let canonical = try CanonicalReport(object)
        digest = canonical.digest
        digestWithoutUnit = canonical.digestWithoutUnit
        receivedAt = try reader.optionalInstant("receivedAt")
        signedAt = try reader.optionalInstant("signedAt")
        statedDigest = try reader.optionalText("sha256")
        // An empty signature is one that is wrong, not one that is absent.
        let signature = value["signature"] == "" ? "" : try reader.optionalText("signature")
        let seal = SignatureCheck(
            signature: signature, keyId: try reader.optionalText("keyId"), signedAt: signedAt)
        let unit = definition.units.unit(report.unitId)
        signatureFault = unit.flatMap { seal.fault(over: canonical, by: $0, isRequired: definition.requiresSignatures) }
        isSigned = unit != nil && signature != nil && signatureFault == nil
    }
}

extension ReportEnvelope.Rejection: Error {}

extension MemberReader {
    fileprivate func optionalText(_ name: String) throws(InputError) -> String? {
        optional(name) == nil ? nil : try string(name)
    }
}
