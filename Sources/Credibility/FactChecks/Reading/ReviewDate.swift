import Daylight

/// The day in a date as publishers write it (credibility reference, section 4.5).
enum ReviewDate {
    /// Reads `YYYY-MM-DD`, perhaps with a clock behind `T` or a space and an offset from UTC. The day stays as written: no zone
    /// is taken into account. `nil` for anything else.
    static func day(in text: String) -> CivilDate? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, let day = CivilDate(iso8601: String(decoding: bytes[..<10], as: UTF8.self)) else { return nil }
        return bytes.count == 10 || isClock(bytes[10...]) ? day : nil
    }

    /// `Thh:mm[:ss[.f]]` and nothing, `Z`, `±hh:mm` or `±hhmm`.
    private static func isClock(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        guard rest.first == UInt8(ascii: "T") || rest.first == 0x20 else { return false }
        rest.removeFirst()
        guard takeNumber(&rest, through: 23), take(&rest, ":"), takeNumber(&rest, through: 59) else { return false }
        if take(&rest, ":") {
            // A minute may have a leap second.
            guard takeNumber(&rest, through: 60) else { return false }
            if take(&rest, ".") {
                let digits = rest.prefix(while: \.isDigit)
                guard !digits.isEmpty else { return false }
                rest = rest[digits.endIndex...]
            }
        }
        if rest.isEmpty { return true }
        if take(&rest, "Z") { return rest.isEmpty }
        guard take(&rest, "+") || take(&rest, "-"), takeNumber(&rest, through: 23) else { return false }
        _ = take(&rest, ":")
        return takeNumber(&rest, through: 59) && rest.isEmpty
    }

    private static func take(_ rest: inout ArraySlice<UInt8>, _ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest.removeFirst()
        return true
    }

    /// Two digits.
    private static func takeNumber(_ rest: inout ArraySlice<UInt8>, through highest: UInt8) -> Bool {
        let digits = rest.prefix(2)
        guard digits.count == 2, digits.allSatisfy(\.isDigit) else { return false }
        rest = rest.dropFirst(2)
        return digits.reduce(0) { $0 * 10 + $1 - 0x30 } <= highest
    }
}
