/// A QR code (ISO/IEC 18004:2015) of some bytes: byte mode, versions 1 to 10, error correction level M.
public struct QRCode: Hashable, Sendable {
    /// Light modules that have to stay free on every side.
    public static let quietZone = 4
    /// Most bytes that fit.
    public static let mostBytes = 213

    /// 1 to 10, the smallest that fits.
    public let version: Int
    /// 0 to 7, the one with the smallest penalty.
    public let mask: Int
    /// Rows of modules from the top, dark as `true`, without the quiet zone.
    public let rows: [[Bool]]

    /// - Returns: `nil` for more than ``mostBytes`` bytes.
    public init?(_ content: some Collection<UInt8>) {
        guard let version = QRVersion.all.first(where: { content.count <= $0.capacity }) else { return nil }
        let codewords = Self.codewords(Array(content), version)
        let candidates = (0..<8).map { QRMatrix(version, codewords: codewords, mask: $0) }
        // The first of equals, so that the same bytes always give the same picture.
        let best = candidates.min { ($0.penalty, $0.mask) < ($1.penalty, $1.mask) } ?? candidates[0]
        self.version = version.number
        mask = best.mask
        rows = best.rows
    }

    /// The QR code of a text in UTF-8.
    public init?(_ text: String) { self.init(Array(text.utf8)) }

    /// Data and error correction of all blocks, taken by turns (7.4 to 7.6).
    static func codewords(_ content: [UInt8], _ version: QRVersion) -> [UInt8] {
        let data = data(content, version)
        var blocks: [ArraySlice<UInt8>] = []
        var start = 0
        for length in version.blocks {
            blocks.append(data[start..<start + length])
            start += length
        }
        let corrections = blocks.map { ReedSolomon.correction(of: $0, count: version.correctionCount)[...] }
        return interleaved(blocks) + interleaved(corrections)
    }

    private static func interleaved(_ blocks: [ArraySlice<UInt8>]) -> [UInt8] {
        (0..<(blocks.map(\.count).max() ?? 0)).flatMap { index in
            blocks.filter { index < $0.count }.map { $0[$0.startIndex + index] }
        }
    }

    /// Mode, length and content as bits, then padding (7.4.5 and 7.4.10).
    private static func data(_ content: [UInt8], _ version: QRVersion) -> [UInt8] {
        var bits = QRBits()
        bits.append(0b0100, count: 4)
        bits.append(content.count, count: version.lengthBits)
        for byte in content { bits.append(Int(byte), count: 8) }
        bits.append(0, count: min(4, version.dataCount * 8 - bits.count))
        bits.append(0, count: (8 - bits.count % 8) % 8)
        let padding = (0..<(version.dataCount - bits.bytes.count)).map { $0.isMultiple(of: 2) ? 0xEC : 0x11 as UInt8 }
        return bits.bytes + padding
    }

    /// The dark modules as one SVG path of rectangles, in units of a module with the quiet zone around them.
    public var path: String {
        var path = ""
        for (y, row) in rows.enumerated() {
            var x = 0
            while x < row.count {
                let run = row[x...].prefix { $0 }.count
                if run > 0 { path += "M\(x + Self.quietZone) \(y + Self.quietZone)h\(run)v1h-\(run)z" }
                x += run + 1
            }
        }
        return path
    }

    /// A picture of its own, black on white whatever stands around it.
    ///
    /// - Parameter title: what it leads to, for those who do not see it.
    public func svg(title: String) -> String {
        let side = rows.count + 2 * Self.quietZone
        let title = title.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" role="img" shape-rendering="crispEdges">\
            <title>\(title)</title><path fill="#fff" d="M0 0h\(side)v\(side)H0z"/><path fill="#000" d="\(path)"/></svg>
            """
    }
}

/// Bits one after the other, the highest of a byte first.
struct QRBits {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0

    mutating func append(_ value: Int, count: Int) {
        for shift in stride(from: count - 1, through: 0, by: -1) {
            if self.count.isMultiple(of: 8) { bytes.append(0) }
            if value >> shift & 1 == 1 { bytes[bytes.count - 1] |= 0x80 >> UInt8(self.count % 8) }
            self.count += 1
        }
    }
}
