/// The modules of a QR code under one mask (ISO/IEC 18004, 6.3, 7.7 to 7.10).
struct QRMatrix {
    let mask: Int
    private(set) var rows: [[Bool]]
    /// Modules that belong to patterns and formats, not to codewords.
    private var isFixed: [[Bool]]
    private var size: Int { rows.count }

    init(_ version: QRVersion, codewords: [UInt8], mask: Int) {
        self.mask = mask
        rows = Array(repeating: Array(repeating: false, count: version.size), count: version.size)
        isFixed = rows
        placePatterns(version)
        placeFormat()
        if version.number >= 7 { placeVersion(version.number) }
        place(codewords)
    }

    private mutating func set(_ row: Int, _ column: Int, _ isDark: Bool) {
        rows[row][column] = isDark
        isFixed[row][column] = true
    }

    private mutating func placePatterns(_ version: QRVersion) {
        for index in 0..<size {
            set(6, index, index.isMultiple(of: 2))
            set(index, 6, index.isMultiple(of: 2))
        }
        placeFinder(row: 3, column: 3)
        placeFinder(row: 3, column: size - 4)
        placeFinder(row: size - 4, column: 3)
        let centres = version.alignments
        for row in centres {
            for column in centres where !isFinder(row, column) { placeAlignment(row: row, column: column) }
        }
    }

    private func isFinder(_ row: Int, _ column: Int) -> Bool {
        (row == 6 && column == 6) || (row == 6 && column == size - 7) || (row == size - 7 && column == 6)
    }

    /// A finder with its light border, as far as it lies within the code.
    private mutating func placeFinder(row: Int, column: Int) {
        for y in -4...4 {
            for x in -4...4 where rows.indices.contains(row + y) && rows.indices.contains(column + x) {
                let ring = max(abs(y), abs(x))
                set(row + y, column + x, ring != 2 && ring != 4)
            }
        }
    }

    private mutating func placeAlignment(row: Int, column: Int) {
        for y in -2...2 {
            for x in -2...2 { set(row + y, column + x, max(abs(y), abs(x)) != 1) }
        }
    }

    /// Level M and the mask, twice (7.9).
    private mutating func placeFormat() {
        let bits = Self.protected(mask, width: 5, generator: 0b101_0011_0111, generatorBits: 10) ^ 0b101_0100_0001_0010
        for index in 0..<15 {
            let isDark = bits >> index & 1 == 1
            let first = index < 6 ? (index, 8) : index < 8 ? (index + 1, 8) : index == 8 ? (8, 7) : (8, 14 - index)
            let second = index < 8 ? (8, size - 1 - index) : (size - 15 + index, 8)
            set(first.0, first.1, isDark)
            set(second.0, second.1, isDark)
        }
        set(size - 8, 8, true)
    }

    /// The version, twice (7.10).
    private mutating func placeVersion(_ number: Int) {
        let bits = Self.protected(number, width: 6, generator: 0b1_1111_0010_0101, generatorBits: 12)
        for index in 0..<18 {
            let isDark = bits >> index & 1 == 1
            set(index / 3, size - 11 + index % 3, isDark)
            set(size - 11 + index % 3, index / 3, isDark)
        }
    }

    /// The value with the remainder of its division by the generator behind it.
    private static func protected(_ value: Int, width: Int, generator: Int, generatorBits: Int) -> Int {
        var remainder = value << generatorBits
        for shift in stride(from: width - 1, through: 0, by: -1) where remainder >> (shift + generatorBits) & 1 == 1 {
            remainder ^= generator << shift
        }
        return value << generatorBits | remainder
    }

    /// Codewords in columns of two, from the right, up and down by turns; then the mask (7.7.3, 7.8.2).
    private mutating func place(_ codewords: [UInt8]) {
        var index = 0
        var isUpwards = true
        for right in stride(from: size - 1, to: 0, by: -2).map({ $0 > 6 ? $0 : $0 - 1 }) {
            for step in 0..<size {
                let row = isUpwards ? size - 1 - step : step
                for column in [right, right - 1] where !isFixed[row][column] {
                    let isDark = index < codewords.count * 8 && codewords[index / 8] >> (7 - index % 8) & 1 == 1
                    rows[row][column] = isDark != isMasked(row, column)
                    index += 1
                }
            }
            isUpwards.toggle()
        }
    }

    /// Table 10.
    private func isMasked(_ row: Int, _ column: Int) -> Bool {
        switch mask {
        case 0: (row + column) % 2 == 0
        case 1: row % 2 == 0
        case 2: column % 3 == 0
        case 3: (row + column) % 3 == 0
        case 4: (row / 2 + column / 3) % 2 == 0
        case 5: row * column % 2 + row * column % 3 == 0
        case 6: (row * column % 2 + row * column % 3) % 2 == 0
        default: ((row + column) % 2 + row * column % 3) % 2 == 0
        }
    }
}

extension QRMatrix {
    /// How hard the code is to read, by the four features of table 11.
    var penalty: Int {
        let columns = rows.indices.map { column in rows.map { $0[column] } }
        return (rows + columns).reduce(0) { $0 + Self.runs($1) + Self.finderLike($1) } + blocks + imbalance
    }

    /// 3 for five modules of a colour in a line, and 1 for each one more.
    private static func runs(_ line: [Bool]) -> Int {
        line.split(separator: true, omittingEmptySubsequences: true).map(\.count).reduce(0, score)
            + line.split(separator: false, omittingEmptySubsequences: true).map(\.count).reduce(0, score)
    }

    private static func score(_ sum: Int, _ length: Int) -> Int { length < 5 ? sum : sum + length - 2 }

    private static let finder: [Bool] = [true, false, true, true, true, false, true]
    private static let light = [Bool](repeating: false, count: 4)

    /// 40 for each 1:1:3:1:1 with four light modules before or behind it; outside the code all is light.
    private static func finderLike(_ line: [Bool]) -> Int {
        let line = light + line + light
        return (light.count...(line.count - finder.count - light.count)).reduce(0) { sum, start in
            let end = start + finder.count
            guard line[start..<end].elementsEqual(finder) else { return sum }
            let isBefore = line[(start - light.count)..<start].elementsEqual(light)
            let isBehind = line[end..<(end + light.count)].elementsEqual(light)
            return isBefore || isBehind ? sum + 40 : sum
        }
    }

    /// 3 for each square of two by two of one colour.
    private var blocks: Int {
        (1..<size).reduce(0) { sum, row in
            sum
                + (1..<size).count { column in
                    let colour = rows[row][column]
                    return rows[row][column - 1] == colour && rows[row - 1][column] == colour
                        && rows[row - 1][column - 1] == colour
                } * 3
        }
    }

    /// 10 for each 5 % that the dark modules are away from half.
    private var imbalance: Int {
        let dark = rows.reduce(0) { $0 + $1.count { $0 } }
        return abs(dark * 20 - size * size * 10) / (size * size) * 10
    }
}
