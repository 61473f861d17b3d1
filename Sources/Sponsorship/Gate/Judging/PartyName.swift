/// A party's name as a notice gives it, with its name key, to be compared with what bids say.
struct PartyName {
    let text: Text
    private let key: Text

    /// - Parameter keep: makes a text of new bytes.
    init(_ text: Text, keep: (String) -> Text) {
        self.text = text
        key = keep(NameKey(text.string).text)
    }

    /// Whether a name has the same name key.
    ///
    /// - Parameter room: for ``limit`` bytes.
    func matches(_ name: Text, room: UnsafeMutablePointer<UInt8>) -> Bool {
        if name == text { return true }
        if name.count <= Self.limit, let plain = Self.plainKey(name, room: room) { return plain == key }
        return NameKey(name.string).text.utf8.elementsEqual(key.bytes)
    }

    /// Longest name whose key is made without leaving the room, in bytes.
    static let limit = 512

    /// The name key of a name in ASCII; `nil` for other names.
    static func plainKey(_ name: Text, room: UnsafeMutablePointer<UInt8>) -> Text? {
        var count = 0
        var isBetweenWords = false
        for byte in name.bytes {
            switch byte {
            case 0x80...: return nil
            case UInt8(ascii: "."): continue
            case UInt8(ascii: ","), 0x09...0x0D, 0x20: isBetweenWords = true
            default:
                if isBetweenWords, count > 0 {
                    room[count] = 0x20
                    count += 1
                }
                isBetweenWords = false
                room[count] = byte &- 0x41 < 26 ? byte | 0x20 : byte
                count += 1
            }
        }
        let key = Text(start: UnsafePointer(room), count: count, isPlain: false)
        return Text(start: key.start, count: count - LegalForms.endLength(of: key), isPlain: false)
    }
}

/// Legal forms as bytes.
enum LegalForms {
    /// Each with the blank before it; of those that end alike the longest comes first.
    private static let ends: [[UInt8]] = LegalForm.all.map { Array(" \($0)".utf8) }.sorted { $0.count > $1.count }

    /// How many bytes a legal form and its blank take at the end of a key; 0 when there is none.
    static func endLength(of key: Text) -> Int {
        for end in ends where end.count < key.count {
            if key.bytes[(key.count - end.count)...].elementsEqual(end) { return end.count }
        }
        return 0
    }
}
