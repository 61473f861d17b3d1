import Testing

@testable import Sponsorship

/// QR codes by ISO/IEC 18004. What an independent reader makes of them is in Tests/Independent/test_ads_label.py.
@Suite struct QRCodeTests {
    @Test func theSmallestVersionThatFitsIsTaken() {
        // Capacities of byte mode at level M, ISO/IEC 18004 table 7.
        let capacities = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213]
        for (index, capacity) in capacities.enumerated() {
            #expect(QRCode([UInt8](repeating: 0x61, count: capacity))?.version == index + 1)
        }
        #expect(QRCode([UInt8](repeating: 0x61, count: QRCode.mostBytes + 1)) == nil)
        #expect(QRCode("https://norrviken.example/t/7K3M9QXA")?.version == 3)
    }

    @Test func dataAndCorrectionAreThoseOfAKnownCode() throws {
        // "01234567" of annex I in numeric mode, version 1-M: the correction of its data codewords.
        let data: [UInt8] = [16, 32, 12, 86, 97, 128, 236, 17, 236, 17, 236, 17, 236, 17, 236, 17]
        #expect(ReedSolomon.correction(of: data, count: 10) == [165, 36, 212, 193, 237, 54, 199, 135, 44, 85])
    }

    @Test func codewordsFillTheSymbolOfEachVersion() {
        // Total numbers of codewords, table 9.
        let totals = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346]
        for (version, total) in zip(QRVersion.all, totals) {
            #expect(version.dataCount + version.blocks.count * version.correctionCount == total)
            #expect(QRCode.codewords([1, 2, 3], version).count == total)
        }
    }

    @Test(arguments: [1, 20, 40, 60, 80, 100, 120, 150, 180, 213]) func patternsAndFormatStandWhereTheyMust(_ count: Int) throws {
        let code = try #require(QRCode((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }))
        let size = code.rows.count
        #expect(size == 17 + 4 * code.version)
        for (row, column) in [(0, 0), (0, size - 7), (size - 7, 0)] {
            for index in 0..<7 {
                #expect(code.rows[row][column + index] && code.rows[row + 6][column + index])
                #expect(code.rows[row + index][column] && code.rows[row + index][column + 6])
            }
            #expect(code.rows[row + 3][column + 3] && !code.rows[row + 1][column + 1])
        }
        for index in 8..<(size - 8) {
            #expect(code.rows[6][index] == index.isMultiple(of: 2))
            #expect(code.rows[index][6] == index.isMultiple(of: 2))
        }
        #expect(code.rows[size - 8][8])
        // Both copies of the format are one of those of level M, annex C.
        let formats = [0x5412, 0x5125, 0x5E7C, 0x5B4B, 0x45F9, 0x40CE, 0x4F97, 0x4AA0]
        let below = (0..<7).map { code.rows[size - 1 - $0][8] }
        let right = (0..<8).map { code.rows[8][size - 8 + $0] }
        let format = (below + right).reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        #expect(format == formats[code.mask])
    }

    @Test func theSameBytesGiveTheSamePicture() throws {
        let code = try #require(QRCode("https://norrviken.example/t/7K3M9QXA"))
        #expect(QRCode("https://norrviken.example/t/7K3M9QXA") == code)
        let masks = (0..<8).map {
            QRMatrix(
                QRVersion.all[2],
                codewords: QRCode.codewords(Array("https://norrviken.example/t/7K3M9QXA".utf8), QRVersion.all[2]), mask: $0
            ).penalty
        }
        #expect(masks[code.mask] == masks.min())
    }

    @Test func thePathDrawsEachDarkModuleOnceInsideAQuietZone() throws {
        let code = try #require(QRCode("daylight"))
        var drawn = Array(repeating: Array(repeating: 0, count: code.rows.count), count: code.rows.count)
        for match in code.path.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/) {
            let (x, y, run) = (Int(match.1)!, Int(match.2)!, Int(match.3)!)
            #expect(match.3 == match.4)
            for column in x..<(x + run) { drawn[y - QRCode.quietZone][column - QRCode.quietZone] += 1 }
        }
        #expect(drawn == code.rows.map { $0.map { $0 ? 1 : 0 } })
        #expect(code.svg(title: "A & <B>").contains("viewBox=\"0 0 29 29\""))
        #expect(code.svg(title: "A & <B>").contains("<title>A &amp; &lt;B></title>"))
    }
}
