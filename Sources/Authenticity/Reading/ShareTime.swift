import Daylight

/// Reading the time of a share (format rules in `Documentation/Reference/Share files.md`): whole POSIX seconds with an optional
/// fraction, or a UTC date and time. Milliseconds are kept; further digits are cut, not rounded.
enum ShareTime {
    /// 9999-12-31T23:59:59Z in seconds.
    static let largestSecond: Int64 = 253_402_300_799
    static let grammar = "POSIX seconds or YYYY-MM-DD HH:MM:SS"

    /// Milliseconds since 1970, or `nil` if the bytes are not a time.
    static func milliseconds(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        var index = 0
        var seconds: Int64 = 0
        while index < bytes.count, let digit = digit(bytes[index]) {
            guard index < 12 else { return nil }
            seconds = seconds * 10 + digit
            index += 1
        }
        guard index > 0 else { return nil }
        if index == 4, bytes.count >= 19, bytes[4] == UInt8(ascii: "-") { return calendarTime(bytes) }
        guard seconds <= largestSecond else { return nil }
        if index == bytes.count { return seconds * 1000 }
        guard let fraction = fraction(bytes, from: &index), index == bytes.count else { return nil }
        return seconds * 1000 + fraction
    }

    @inline(__always)
    private static func digit(_ byte: UInt8) -> Int64? {
        let value = byte &- 0x30
        return value < 10 ? Int64(value) : nil
    }

    /// `.` and one to nine digits, of which the first three count.
    private static func fraction(_ bytes: UnsafeRawBufferPointer, from index: inout Int) -> Int64? {
        guard bytes[index] == UInt8(ascii: ".") else { return nil }
        index += 1
        var value: Int64 = 0
        var count = 0
        while index < bytes.count, let digit = digit(bytes[index]) {
            guard count < 9 else { return nil }
            if count < 3 { value = value * 10 + digit }
            count += 1
            index += 1
        }
        guard count > 0 else { return nil }
        for _ in count..<max(count, 3) { value *= 10 }
        return value
    }

    /// `YYYY-MM-DD`, a blank or `T`, `HH:MM:SS`, an optional fraction and an optional `Z`.
    private static func calendarTime(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        func number(_ range: Range<Int>) -> Int64? {
            var value: Int64 = 0
            for index in range {
                guard let digit = digit(bytes[index]) else { return nil }
                value = value * 10 + digit
            }
            return value
        }
        guard bytes[7] == UInt8(ascii: "-"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            bytes[10] == UInt8(ascii: " ") || bytes[10] == UInt8(ascii: "T"),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            hour <= 23, minute <= 59, second <= 59,
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        var index = 19
        var fraction: Int64 = 0
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            guard let value = Self.fraction(bytes, from: &index) else { return nil }
            fraction = value
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: "Z") { index += 1 }
        guard index == bytes.count else { return nil }
        return (date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second) * 1000 + fraction
    }
}
