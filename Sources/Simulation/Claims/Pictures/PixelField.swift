import Daylight

/// A colour picture while it is being made.
struct PixelField: Hashable {
    var width: Int
    var height: Int
    /// Red, green and blue, row after row from the top.
    var bytes: [UInt8]

    /// Each pixel of a picture of these sides is taken from a place in this one.
    private func mapped(_ width: Int, _ height: Int, _ place: (Int, Int) -> (x: Int, y: Int)) -> PixelField {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(width * height * 3)
        for y in 0..<height {
            for x in 0..<width {
                let (column, row) = place(x, y)
                let start = (row * self.width + column) * 3
                bytes.append(contentsOf: self.bytes[start..<start + 3])
            }
        }
        return PixelField(width: width, height: height, bytes: bytes)
    }

    /// Turned by 90° to the right.
    var rotated: PixelField { mapped(height, width) { x, y in (y, height - 1 - x) } }

    var mirrored: PixelField { mapped(width, height) { x, y in (width - 1 - x, y) } }

    func cropped(x: Int, y: Int, width: Int, height: Int) -> PixelField {
        mapped(width, height) { column, row in (x + column, y + row) }
    }

    func bordered(by margin: Int, _ colour: [UInt8]) -> PixelField {
        let wide = width + 2 * margin
        var bytes: [UInt8] = []
        let line = [[UInt8]](repeating: colour, count: wide).flatMap { $0 }
        let side = [[UInt8]](repeating: colour, count: margin).flatMap { $0 }
        for _ in 0..<margin { bytes += line }
        for y in 0..<height { bytes += side + self.bytes[y * width * 3..<(y + 1) * width * 3] + side }
        for _ in 0..<margin { bytes += line }
        return PixelField(width: wide, height: height + 2 * margin, bytes: bytes)
    }

    func brightened(gain: Double, offset: Double) -> PixelField {
        let table = (0...255).map { UInt8(max(0, min(255, Double($0) * gain + offset))) }
        return PixelField(width: width, height: height, bytes: bytes.map { table[Int($0)] })
    }

    /// Other sides, each pixel mixed from its four nearest.
    func rescaled(to width: Int, _ height: Int) -> PixelField {
        func places(_ count: Int, in size: Int) -> [(first: Int, second: Int, share: Double)] {
            (0..<count).map { index in
                let place = max(0, min(Double(size - 1), (Double(index) + 0.5) * Double(size) / Double(count) - 0.5))
                let first = Int(place)
                return (first, min(first + 1, size - 1), place - Double(first))
            }
        }
        let columns = places(width, in: self.width)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(width * height * 3)
        for row in places(height, in: self.height) {
            let (above, below) = (row.first * self.width * 3, row.second * self.width * 3)
            for column in columns {
                for channel in 0..<3 {
                    func level(_ line: Int) -> Double {
                        let left = Double(self.bytes[line + column.first * 3 + channel])
                        return left + (Double(self.bytes[line + column.second * 3 + channel]) - left) * column.share
                    }
                    let top = level(above)
                    bytes.append(UInt8(top + (level(below) - top) * row.share))
                }
            }
        }
        return PixelField(width: width, height: height, bytes: bytes)
    }

    /// As a picture file (PPM, `P6`).
    var file: [UInt8] { Array("P6\n\(width) \(height)\n255\n".utf8) + bytes }
}

extension PixelField {
    /// Smooth hills of random height on a grid, coloured a little.
    static func drawn(width: Int, height: Int, using random: inout SeededGenerator) -> PixelField {
        let (columns, rows) = (20, 15)
        var grid: [[Double]] = []
        for _ in 0..<rows { grid.append((0..<columns).map { _ in random.uniform(10...245) }) }
        let tint = (0..<3).map { _ in random.uniform(0.8...1) }
        func places(_ count: Int, _ nodes: Int) -> [(node: Int, share: Double)] {
            (0..<count).map { index in
                let place = Double(index) * Double(nodes - 1) / Double(count)
                let (node, part) = (Int(place), place - Double(Int(place)))
                return (node, part * part * (3 - 2 * part))
            }
        }
        let across = places(width, columns)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(width * height * 3)
        for down in places(height, rows) {
            let line = (0..<columns).map { column in
                grid[down.node][column] + (grid[down.node + 1][column] - grid[down.node][column]) * down.share
            }
            for place in across {
                let level = line[place.node] + (line[place.node + 1] - line[place.node]) * place.share
                for part in tint { bytes.append(UInt8(level * part)) }
            }
        }
        return PixelField(width: width, height: height, bytes: bytes)
    }
}
