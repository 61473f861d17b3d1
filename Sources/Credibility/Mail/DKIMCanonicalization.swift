/// How much of a message's form a signature lets change (RFC 6376, section 3.4).
enum DKIMCanonicalization: String, Hashable, Sendable {
    case simple
    case relaxed

    /// A header field with the CRLF at its end.
    func field(_ field: MailMessage.Field, in bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .simple: Self.endingInCRLF(bytes[field.raw])
        case .relaxed: relaxed(name: field.name, value: bytes[field.value]) + Self.lineEnd
        }
    }

    /// The signature's own field without the value of its tag `b`, and without a CRLF at its end.
    func signature(_ field: MailMessage.Field, in bytes: [UInt8]) -> [UInt8] {
        let kept = Self.withoutSignature(bytes[field.value])
        return switch self {
        case .simple: bytes[field.raw.lowerBound..<field.value.lowerBound] + kept
        case .relaxed: relaxed(name: field.name, value: kept[...])
        }
    }

    private func relaxed(name: String, value: ArraySlice<UInt8>) -> [UInt8] {
        var output = Array((name + ":").utf8)
        let start = output.count
        var isSpaceDue = false
        for (index, byte) in zip(value.indices, value) {
            // A line's end is no white space; a carriage return alone is no line's end.
            let endsLine = byte == 0x0D && index + 1 < value.endIndex && value[index + 1] == 0x0A
            if byte == 0x0A || endsLine { continue }
            if MailMessage.isBlank(byte) {
                isSpaceDue = output.count > start
            } else {
                if isSpaceDue { output.append(0x20) }
                isSpaceDue = false
                output.append(byte)
            }
        }
        return output
    }

    private static let lineEnd: [UInt8] = [0x0D, 0x0A]

    private static func endingInCRLF(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.suffix(2).elementsEqual(lineEnd) ? Array(bytes) : bytes + lineEnd
    }

    /// Leaves out what stands behind the equals sign of `b`, white space included.
    private static func withoutSignature(_ value: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        for part in value.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
            if part.startIndex > value.startIndex { output.append(UInt8(ascii: ";")) }
            if let equals = part.firstIndex(of: UInt8(ascii: "=")),
                part[..<equals].filter({ !DKIMTagList.isSpace($0) }) == [UInt8(ascii: "b")]
            {
                output += part[...equals]
            } else {
                output += part
            }
        }
        return output
    }

    /// The body as it is hashed.
    func body(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var output = self == .simple ? Array(body) : Self.relaxedLines(body)
        var count = output.count
        while count >= 2, output[count - 1] == 0x0A, output[count - 2] == 0x0D { count -= 2 }
        output.removeSubrange(count...)
        if !output.isEmpty || self == .simple { output += Self.lineEnd }
        return output
    }

    /// Runs of white space become one space, at the end of a line nothing.
    private static func relaxedLines(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(body.count)
        var isSpaceDue = false
        for (index, byte) in zip(body.indices, body) {
            if MailMessage.isBlank(byte) {
                isSpaceDue = true
                continue
            }
            let endsLine = byte == 0x0D && index + 1 < body.endIndex && body[index + 1] == 0x0A
            if isSpaceDue, !endsLine { output.append(0x20) }
            isSpaceDue = false
            output.append(byte)
        }
        return output
    }
}
