import Daylight

/// The textual encoding of keys (RFC 7468), for the short keys of Ed25519.
enum PEM {
    private static let byteLimit = 4096

    static func encode(_ der: [UInt8], label: String) -> String {
        "-----BEGIN \(label)-----\n\(Base64.encode(der))\n-----END \(label)-----\n"
    }

    static func decode(_ file: [UInt8], label: String) throws(InputError) -> [UInt8] {
        let lines = file.prefix(byteLimit).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
            .map { String(decoding: $0, as: UTF8.self) }
        guard file.count <= byteLimit, lines.count >= 3, lines.first == "-----BEGIN \(label)-----",
            lines.last == "-----END \(label)-----", let der = Base64.decode(lines.dropFirst().dropLast().joined())
        else {
            throw InputError(
                field: "key file", expected: "-----BEGIN \(label)-----, base64, -----END \(label)-----", found: "other text")
        }
        return der
    }
}
