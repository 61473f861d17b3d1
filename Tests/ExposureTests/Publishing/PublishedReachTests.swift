import Exposure
import Testing

@Suite struct PublishedReachTests {
    private typealias Ages = AudienceCell.Ages

    private func cell(_ region: String?, _ ages: AudienceCell.Ages, _ gender: String) -> AudienceCell {
        AudienceCell(place: .init(country: "SE", region: region), ages: ages, gender: gender)
    }

    private func shown(_ reach: PublishedReach) -> [String] {
        reach.rows.map { row in
            let cells = row.cells.map { "\($0.ages.youngest)\($0.gender) \($0.reach.map(String.init) ?? "-")" }
            return "\(row.place.region ?? row.place.country): \(cells.joined(separator: ", "))"
        }
    }

    @Test func largeCellsStayAndAreRounded() {
        let reach = PublishedReach([
            cell("AB", Ages(18, to: 22), "f"): 12_345, cell("AB", Ages(18, to: 22), "m"): 99_950,
            cell("AB", Ages(23, to: 27), "f"): 50,
        ])
        #expect(shown(reach) == ["AB: 18f 12300, 18m 100000, 23f 50"])
    }

    @Test func smallAgesMergeIntoBroadOnes() {
        let reach = PublishedReach([
            cell("AB", Ages(18, to: 22), "f"): 40, cell("AB", Ages(23, to: 27), "f"): 60, cell("AB", Ages(35, to: 39), "f"): 70,
            cell("AB", Ages(55, to: 59), "f"): 80,
        ])
        #expect(shown(reach) == ["AB: 18f 100, 35f 70, 55f 80"])
    }

    @Test func aSmallRegionMergesWithAnotherOne() {
        func region(_ name: String, _ counts: [Int64]) -> [(AudienceCell, Int64)] {
            zip([Ages(18, to: 34), Ages(35, to: 54), Ages(55, to: nil)], counts).map { (cell(name, $0, "f"), $1) }
        }
        let cells = region("AB", [500, 600, 700]) + region("BD", [60, 60, 60]) + region("Z", [20, 20, 20])
        let reach = PublishedReach(Dictionary(uniqueKeysWithValues: cells))
        #expect(shown(reach) == ["SE: 18f 80, 35f 80, 55f 80", "AB: 18f 500, 35f 600, 55f 700"])
    }

    @Test func oneHiddenCellHidesASecond() {
        let ages = [Ages(18, to: 34), Ages(35, to: 54), Ages(55, to: nil)]
        let counts: [Int64] = [10, 300, 90, 200, 400, 500]
        let cells = ["f", "m"].flatMap { gender in ages.map { cell(nil, $0, gender) } }
        let reach = PublishedReach(Dictionary(uniqueKeysWithValues: zip(cells, counts)))
        #expect(shown(reach) == ["SE: 18f -, 18m 200, 35f 300, 35m 400, 55f -, 55m 500"])
    }

    @Test func fewerThanThreeCellsAreNotPublished() {
        #expect(PublishedReach([cell(nil, Ages(18, to: 34), "f"): 900, cell(nil, Ages(35, to: 54), "f"): 800]).rows.isEmpty)
        #expect(PublishedReach([:]).rows.isEmpty)
    }

    @Test func nobodyCanBeFoundInWhatIsPublished() {
        var random = SeededGenerator(9)
        for _ in 0..<500 {
            var reach: [AudienceCell: Int64] = [:]
            for region in ["AB", "BD", "Z", nil].prefix(Int.random(in: 1...4, using: &random)) {
                for youngest in stride(from: 18, through: 78, by: 5) {
                    for gender in ["f", "m"] where Int.random(in: 0..<4, using: &random) > 0 {
                        let count = Int64.random(in: 0...(Bool.random(using: &random) ? 80 : 400), using: &random)
                        reach[cell(region, Ages(youngest, to: youngest == 78 ? nil : youngest + 4), gender)] = count
                    }
                }
            }
            let published = PublishedReach(reach)
            for row in published.rows {
                let hidden = row.cells.count { $0.reach == nil }
                #expect(hidden != 1 || row.cells.count == 1)
                #expect(row.cells.allSatisfy { ($0.reach ?? 50) >= 50 })
            }
            #expect(published.rows.isEmpty || published.rows.reduce(0) { $0 + $1.cells.count { $0.reach != nil } } >= 3)
            #expect(published == PublishedReach(Dictionary(uniqueKeysWithValues: reach.shuffled(using: &random))))
        }
    }

    @Test func theLargestCountsDoNotTrap() {
        let most = Int64.max
        let reach = PublishedReach([
            cell("AB", Ages(18, to: 22), "f"): most, cell("AB", Ages(23, to: 27), "f"): most,
            cell("AB", Ages(40, to: 44), "f"): 1,
            cell("AB", Ages(18, to: 22), "m"): -5, cell("Z", Ages(18, to: 22), "m"): most,
        ])
        #expect(reach.rows.isEmpty || reach.rows.count <= 2)
    }
}
