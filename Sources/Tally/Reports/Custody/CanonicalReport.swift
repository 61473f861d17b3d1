public import Daylight

/// A report in the one form that is hashed and signed (RFC 8785; tally reference, section 2).
public struct CanonicalReport: Sendable {
    /// What a station signs before the canonical bytes, so that its signature fits nothing else.
    public static let signaturePrefix = "daylight/station-report/v1\n"

    public let bytes: [UInt8]
    /// SHA-256 of the bytes.
    public let digest: Digest
    /// SHA-256 of the bytes without the member `unitId`: equal for a report that was copied to another unit.
    public let digestWithoutUnit: Digest

    /// - Throws: ``InputError`` for a number outside the range of a double, with a pointer to the top member that holds it.
    public init(_ report: JSONObject) throws(InputError) {
        var bytes = [UInt8(ascii: "{")]
        var unit = 0..<0
        for member in Self.inOrder(report) {
            let start = bytes.count
            if start > 1 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: CanonicalJSON.lineBytes(.string(member.name)))
            bytes.append(UInt8(ascii: ":"))
            do throws(InputError) {
                try Self.write(member.value, to: &bytes)
            } catch {
                throw InputError(field: "/" + member.name, expected: error.expected, found: error.found)
            }
            if member.name == "unitId" { unit = start..<bytes.count }
        }
        bytes.append(UInt8(ascii: "}"))
        var rest = bytes
        rest.removeSubrange(unit)
        self.bytes = bytes
        digest = Digest(of: bytes)
        digestWithoutUnit = Digest(of: rest)
    }

    /// Canonical bytes of a value. Reports are nearly all counts, which have one spelling and need not become a double and
    /// text again; everything else is left to the general writer.
    static func write(_ value: JSONValue, to bytes: inout [UInt8]) throws(InputError) {
        switch value {
        case .number(let number)
        where number.text.utf8.count <= 15 && number.text.utf8.allSatisfy { (0x30...0x39).contains($0) }:
            bytes.append(contentsOf: number.text.utf8)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                try write(element, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in inOrder(object).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                bytes.append(contentsOf: CanonicalJSON.lineBytes(.string(member.name)))
                bytes.append(UInt8(ascii: ":"))
                try write(member.value, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        default: bytes.append(contentsOf: try CanonicalJSON.bytes(of: value))
        }
    }

    private static func inOrder(_ object: JSONObject) -> [JSONObject.Member] {
        object.members.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
    }

    /// The bytes that the station signs with Ed25519.
    public var signedBytes: [UInt8] { Array(Self.signaturePrefix.utf8) + bytes }
}
