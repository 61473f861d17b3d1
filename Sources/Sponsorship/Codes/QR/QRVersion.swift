/// A size of QR code (ISO/IEC 18004:2015), 1 to 10, with error correction of level M.
struct QRVersion: Hashable, Sendable {
    let number: Int
    /// Codewords of error correction in each block (table 9).
    let correctionCount: Int
    /// Codewords of data in each block, shorter blocks first (table 9).
    let blocks: [Int]
    /// Where alignment patterns are centred, in both directions (annex E).
    let alignments: [Int]

    static let all: [QRVersion] = [
        QRVersion(number: 1, correctionCount: 10, blocks: [16], alignments: []),
        QRVersion(number: 2, correctionCount: 16, blocks: [28], alignments: [6, 18]),
        QRVersion(number: 3, correctionCount: 26, blocks: [44], alignments: [6, 22]),
        QRVersion(number: 4, correctionCount: 18, blocks: [32, 32], alignments: [6, 26]),
        QRVersion(number: 5, correctionCount: 24, blocks: [43, 43], alignments: [6, 30]),
        QRVersion(number: 6, correctionCount: 16, blocks: [27, 27, 27, 27], alignments: [6, 34]),
        QRVersion(number: 7, correctionCount: 18, blocks: [31, 31, 31, 31], alignments: [6, 22, 38]),
        QRVersion(number: 8, correctionCount: 22, blocks: [38, 38, 39, 39], alignments: [6, 24, 42]),
        QRVersion(number: 9, correctionCount: 22, blocks: [36, 36, 36, 37, 37], alignments: [6, 26, 46]),
        QRVersion(number: 10, correctionCount: 26, blocks: [43, 43, 43, 43, 44], alignments: [6, 28, 50]),
    ]

    /// Modules on a side.
    var size: Int { 17 + 4 * number }

    var dataCount: Int { blocks.reduce(0, +) }

    /// Bits of the number of characters in byte mode (table 3).
    var lengthBits: Int { number < 10 ? 8 : 16 }

    /// Bytes that fit in byte mode: the mode's four bits and the length go off.
    var capacity: Int { (dataCount * 8 - 4 - lengthBits) / 8 }
}
