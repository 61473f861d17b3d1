public import Daylight

/// Why the report of a unit was replaced or taken back since the publication before (tally reference, section 5).
public struct ResultsCorrection: Hashable, Sendable {
    /// Most corrections in one publication.
    public static let countLimit = 100_000
    /// Longest text, in bytes of UTF-8.
    public static let textLimit = 2_000
    /// The reason with which a certified result may be corrected without a recount.
    public static let courtReason = "court"

    public let unit: String
    public let oldSha256: Digest
    /// `nil` for a report that was taken back.
    public let newSha256: Digest?
    /// A word of lower-case letters and hyphens, such as `typing-error`; ``courtReason`` has a meaning of its own.
    public let reasonCode: String
    /// The reason for readers.
    public let text: String
    /// Ids of the two publishers who answer for it.
    public let signedBy: [String]

    /// - Throws: ``InputError`` unless two different publishers answer for it, with a reason.
    public init(
        unit: String, oldSha256: Digest, newSha256: Digest?, reasonCode: String, text: String, signedBy: [String]
    ) throws(InputError) {
        let letters = reasonCode.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") }
        guard letters, (1...40).contains(reasonCode.utf8.count) else {
            throw InputError(field: "reasonCode", expected: "up to 40 letters a to z and hyphens", found: "\"\(reasonCode)\"")
        }
        guard (1...Self.textLimit).contains(text.utf8.count) else {
            throw InputError(field: "text", expected: "1 to \(Self.textLimit) bytes of text", found: "\(text.utf8.count)")
        }
        guard signedBy.count == 2, signedBy[0] != signedBy[1] else {
            throw InputError(field: "signedBy", expected: "two different key ids", found: signedBy.joined(separator: ", "))
        }
        self.unit = unit
        self.oldSha256 = oldSha256
        self.newSha256 = newSha256
        self.reasonCode = reasonCode
        self.text = text
        self.signedBy = signedBy
    }

    init(_ value: JSONValue, path: String) throws(InputError) {
        let reader = try MemberReader(value, path: path)
        let signers = try reader.array("signedBy")
        do throws(InputError) {
            try self.init(
                unit: try reader.string("unit"), oldSha256: try reader.digest("oldSha"),
                newSha256: reader.optional("newSha") == nil ? nil : try reader.digest("newSha"),
                reasonCode: try reader.string("reasonCode"), text: try reader.string("text"),
                signedBy: signers.map { $0.stringValue ?? "" })
        } catch {
            throw error.field.hasPrefix("/")
                ? error : InputError(field: path + error.field, expected: error.expected, found: error.found)
        }
    }

    var json: JSONValue {
        [
            "unit": .string(unit), "oldSha": .string(oldSha256.hex), "newSha": newSha256.map { .string($0.hex) } ?? .null,
            "reasonCode": .string(reasonCode), "text": .string(text), "signedBy": .array(signedBy.map(JSONValue.string)),
        ]
    }
}

extension MemberReader {
    func digest(_ name: String) throws(InputError) -> Digest {
        guard let digest = Digest(hex: try string(name)) else {
            throw fault(name, "64 lower-case hexadecimal digits", optional(name))
        }
        return digest
    }
}
