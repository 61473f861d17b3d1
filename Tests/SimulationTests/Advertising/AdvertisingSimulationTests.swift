import Daylight
import Testing

@testable import Simulation

@Suite struct AdvertisingSimulationTests {
    private let simulation = AdvertisingSimulation(seed: 3)

    @Test func theSameSeedGivesTheSameFiles() {
        let again = AdvertisingSimulation(seed: 3).files
        #expect(again.elementsEqual(simulation.files) { $0.path == $1.path && $0.bytes == $1.bytes })
        #expect(!AdvertisingSimulation(seed: 4).files.elementsEqual(simulation.files) { $0.bytes == $1.bytes })
    }

    @Test func everyKindIsThereAsOftenAsAskedFor() {
        for kind in AdKind.allCases {
            #expect(simulation.ads.count { $0.kind == kind } == (kind.isPlanted ? 2 : 6))
            #expect(kind.rules.isEmpty != kind.isPlanted)
        }
    }

    @Test func onlyTheUndeclaredHaveNoNotice() {
        for ad in simulation.ads {
            #expect((ad.notice == nil) == (ad.kind == .undeclaredSponsor))
            #expect((ad.declaration == nil) == (ad.kind == .undeclaredSponsor))
        }
    }

    @Test func noOneEarnsMoreThanTheyWerePaid() {
        for ad in simulation.ads {
            for (payment, next) in zip(ad.payments, ad.payments.dropFirst()) {
                #expect(payment.to == next.from && payment.cents >= next.cents && next.cents > 0)
            }
        }
        #expect(Payment(from: "a", to: "b", cents: 120_005).amount == "1200.05")
    }

    @Test func tailoredAdsHaveEightVariantsForEightPersonalities() {
        for ad in simulation.ads where ad.kind == .psychometricTailoring {
            #expect(ad.delivery.table.count == 8 && ad.delivery.cells.count == 8)
            #expect(ad.delivery.table.indices.allSatisfy { ad.delivery.table[$0].max() == ad.delivery.table[$0][$0] })
        }
    }

    @Test func filesHaveNamesThatStayInTheirFolder() {
        let paths = simulation.files.map(\.path)
        #expect(Set(paths).count == paths.count)
        #expect(paths.allSatisfy { !$0.hasPrefix("/") && !$0.contains("..") })
    }
}
