import Daylight

/// A grey picture while it is being made.
struct PixelField: Hashable {
    var width: Int
    var height: Int
    /// One a pixel, row after row from the top.
    var bytes: [UInt8]

    /// Each pixel of a picture of these sides is taken from a place in this one.
    private func mapped(_ width: Int, _ height: Int, _ place: (Int, Int) -> (x: Int, y: Int)) -> PixelField {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(width * height)
        for y in 0..<height {
            for x in 0..<width {
                let (column, row) = place(x, y)
                bytes.append(self.bytes[row * self.width + column])
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

    func bordered(by margin: Int, _ level: UInt8) -> PixelField {
        let wide = width + 2 * margin
        let bars = [UInt8](repeating: level, count: margin * wide)
        let side = [UInt8](repeating: level, count: margin)
        var bytes = bars
        for y in 0..<height { bytes += side + self.bytes[y * width..<(y + 1) * width] + side }
        bytes += bars
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
        bytes.reserveCapacity(width * height)
        for row in places(height, in: self.height) {
            for column in columns {
                func level(_ line: Int) -> Double {
                    let left = Double(self.bytes[line * self.width + column.first])
                    return left + (Double(self.bytes[line * self.width + column.second]) - left) * column.share
                }
                let top = level(row.first)
                bytes.append(UInt8(top + (level(row.second) - top) * row.share))
            }
        }
        return PixelField(width: width, height: height, bytes: bytes)
    }

    /// As a picture file (PGM, `P5`).
    var file: [UInt8] { Array("P5\n\(width) \(height)\n255\n".utf8) + bytes }
}

extension PixelField {
    /// Smooth hills of random height on a grid.
    static func drawn(width: Int, height: Int, using random: inout SeededGenerator) -> PixelField {
        let (columns, rows) = (20, 17)
        var grid: [[Double]] = []
        for _ in 0..<rows { grid.append((0..<columns).map { _ in random.uniform(10...245) }) }
        func places(_ count: Int, _ nodes: Int) -> [(node: Int, share: Double)] {
            (0..<count).map { index in
                let place = Double(index) * Double(nodes - 1) / Double(count)
                let (node, part) = (Int(place), place - Double(Int(place)))
                return (node, part * part * (3 - 2 * part))
            }
        }
        let across = places(width, columns)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(width * height)
        for down in places(height, rows) {
            let line = (0..<columns).map { column in
                grid[down.node][column] + (grid[down.node + 1][column] - grid[down.node][column]) * down.share
            }
            for place in across {
                bytes.append(UInt8(line[place.node] + (line[place.node + 1] - line[place.node]) * place.share))
            }
        }
        return PixelField(width: width, height: height, bytes: bytes)
    }
}
