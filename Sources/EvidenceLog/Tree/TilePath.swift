public import Daylight

/// The address of a hash tile or an entry bundle under a log's prefix, in the strict grammar of C2SP `tlog-tiles`.
public struct TilePath: Hashable, Sendable, CustomStringConvertible {
    /// Which of the log's resources: hashes of one level, or the entries themselves.
    public enum Level: Hashable, Sendable {
        /// Hashes of complete subtrees of 256^level entries, level 0 to 63.
        case hashes(Int)
        /// Entry bundles.
        case entries
    }

    /// Hashes in a full tile, entries in a full bundle.
    public static let fullWidth = 256

    /// The level.
    public let level: Level
    /// The tile's number within its level, counted from 0.
    public let number: UInt64
    /// How many hashes or entries, 1 to 256; below 256 the tile is partial.
    public let width: Int

    /// - Precondition: the level is 0 to 63 and the width 1 to 256.
    init(_ level: Level, _ number: UInt64, width: Int = TilePath.fullWidth) {
        precondition((1...Self.fullWidth).contains(width), "a tile has 1 to 256 hashes")
        self.level = level
        self.number = number
        self.width = width
    }

    /// Whether all 256 hashes or entries are there.
    public var isFull: Bool { width == Self.fullWidth }

    /// The full tile of which this is, or will be, a part.
    public var full: TilePath { TilePath(level, number) }

    /// Reads a path without a leading slash, for instance `tile/1/x001/x234/067.p/17`.
    ///
    /// - Throws: `InputError` for any other spelling, also of the same number.
    public init(parsing text: String) throws(InputError) {
        let bytes = Array(text.utf8)
        guard bytes.count <= 100 else { throw Self.fault("at most 100 bytes", "\(bytes.count)") }
        var parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0].elementsEqual("tile".utf8) else {
            throw Self.fault("tile/<level>/<number>", text)
        }
        let level = try Self.level(parts[1])
        var width = Self.fullWidth
        if parts.count >= 4, parts[parts.count - 2].suffix(2).elementsEqual(".p".utf8) {
            let last = parts.removeLast()
            guard let value = CanonicalDecimal.parse(last), (1...255).contains(value) else {
                throw Self.fault("a width of 1 to 255", Self.quoted(last))
            }
            width = Int(value)
            parts[parts.count - 1].removeLast(2)
        }
        self.init(level, try Self.number(parts.dropFirst(2)), width: width)
        // One number has one spelling: leading groups of zeros would be a second one.
        guard description.utf8.elementsEqual(bytes) else { throw Self.fault(description, text) }
    }

    private static func level(_ part: ArraySlice<UInt8>) throws(InputError) -> Level {
        if part.elementsEqual("entries".utf8) { return .entries }
        guard let value = CanonicalDecimal.parse(part), value <= 63 else {
            throw fault("a level of 0 to 63 or \"entries\"", quoted(part))
        }
        return .hashes(Int(value))
    }

    private static func number(_ groups: ArraySlice<ArraySlice<UInt8>>) throws(InputError) -> UInt64 {
        var digits: [UInt8] = []
        for (position, group) in zip(groups.indices, groups) {
            let isLast = position == groups.endIndex - 1
            let body = isLast ? group : group.dropFirst()
            guard body.count == 3, body.allSatisfy({ (0x30...0x39).contains($0) }), isLast || group.first == UInt8(ascii: "x")
            else {
                throw fault(
                    isLast ? "three digits as the last group" : "\"x\" and three digits before the last group", quoted(group))
            }
            digits += body
        }
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        guard let value = CanonicalDecimal.parse(significant.isEmpty ? [UInt8(ascii: "0")] : Array(significant)) else {
            throw fault("a number below 2^63", quoted(digits[...]))
        }
        return value
    }

    private static func fault(_ expected: String, _ found: String) -> InputError {
        InputError(source: "tile path", expected: expected, found: found)
    }

    private static func quoted(_ part: ArraySlice<UInt8>) -> String { "\"\(String(decoding: part, as: UTF8.self))\"" }

    /// The path, the only spelling that ``init(parsing:)`` accepts.
    public var description: String {
        var groups: [String] = []
        var rest = number
        repeat {
            let digits = String(rest % 1000)
            groups.append(String(repeating: "0", count: 3 - digits.count) + digits)
            rest /= 1000
        } while rest > 0
        let name = groups.reversed().enumerated().map { $0.offset < groups.count - 1 ? "x" + $0.element : $0.element }
        let prefix: String
        switch level {
        case .hashes(let level): prefix = "tile/\(level)/"
        case .entries: prefix = "tile/entries/"
        }
        return prefix + name.joined(separator: "/") + (isFull ? "" : ".p/\(width)")
    }
}
