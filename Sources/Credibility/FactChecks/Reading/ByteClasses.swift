extension UInt8 {
    /// `0` to `9`.
    var isDigit: Bool { self &- 0x30 < 10 }

    /// A letter of ASCII, small or capital.
    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
}
