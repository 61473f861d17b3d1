public import Daylight

/// What was read of an archive: the good rows, the bad ones with their faults, and sums of bands.
public struct ArchiveImport: Sendable {
    /// Most ads of one import.
    public static let mostAds = 1_000_000

    public private(set) var ads: [ArchivedAd] = []
    /// Rows that were not taken.
    public private(set) var rejected: [InputError] = []
    /// By currency, low to low and high to high.
    public private(set) var spend: [String: MoneyInterval] = [:]
    public private(set) var impressions: CountInterval?
    /// Ads that tell no amount: they are not in the sums.
    public private(set) var adsWithoutSpend = 0
    /// Ads that tell no impressions: they are not in the sum.
    public private(set) var adsWithoutImpressions = 0

    /// Takes a row, or its fault.
    mutating func take(_ row: () throws(InputError) -> ArchivedAd) {
        do { add(try row()) } catch { rejected.append(error) }
    }

    private mutating func add(_ ad: ArchivedAd) {
        ads.append(ad)
        if ad.spend.isEmpty { adsWithoutSpend += 1 }
        for money in ad.spend {
            guard let sum = spend[money.currency] else {
                spend[money.currency] = money
                continue
            }
            spend[money.currency] = sum + money
        }
        if let count = ad.impressions {
            impressions = impressions.map { $0 + count } ?? count
        } else {
            adsWithoutImpressions += 1
        }
    }

    /// Sums and counts as JSON.
    public var totals: JSONValue {
        [
            "ads": .integer(ads.count), "rejected": .integer(rejected.count),
            "spend": .array(spend.sorted { $0.key < $1.key }.map(\.value.json)), "impressions": impressions?.json ?? .null,
            "adsWithoutSpend": .integer(adsWithoutSpend), "adsWithoutImpressions": .integer(adsWithoutImpressions),
        ]
    }
}
