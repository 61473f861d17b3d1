import Crypto
import Daylight

/// A signature as it came with a report.
struct SignatureCheck {
    /// Base64 as stated.
    let signature: String?
    let keyId: String?
    let signedAt: Timestamp?

    /// What is wrong with the signature, in words; `nil` when it is right, or absent where none is required.
    func fault(over canonical: CanonicalReport, by unit: ReportingUnit, isRequired: Bool) -> String? {
        guard let signature else { return isRequired ? "No signature" : nil }
        // Without a key id the signature may be by any of the unit's keys.
        let keys = keyId.map { id in unit.keys.filter { $0.id == id } } ?? unit.keys
        guard !keys.isEmpty else {
            return keyId.map { "Key \($0) is not a key of unit \(unit.id)" } ?? "Unit \(unit.id) has no key"
        }
        guard let bytes = Base64.decode(signature), bytes.count == 64 else {
            return "The signature is not base64 of 64 bytes"
        }
        let signed = canonical.signedBytes
        let valid = keys.filter { $0.verifies(bytes, over: signed) }
        guard !valid.isEmpty else { return "The signature does not fit the report" }
        // The time stands beside the signature, not under it: where none is stated, none is outside the key's window.
        guard let signedAt, !valid.contains(where: { $0.mayHaveSigned(at: signedAt) }) else { return nil }
        return "Signed at \(signedAt), outside the key's window"
    }
}

extension StationKey {
    fileprivate func verifies(_ signature: [UInt8], over bytes: [UInt8]) -> Bool {
        (try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey))?.isValidSignature(signature, for: bytes) ?? false
    }
}
