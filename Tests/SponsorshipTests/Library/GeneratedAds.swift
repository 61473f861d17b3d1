import Daylight
import Glibc
import Sponsorship

extension SeededGenerator {
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    mutating func isOne(in count: Int) -> Bool { below(count) == 0 }

    /// Numbers as often as words of that rank are used (Zipf's law).
    mutating func ranked(_ bound: Int) -> Int {
        let unit = Double(next() >> 11) / Double(1 << 53)
        return min(bound - 1, Int(pow(Double(bound), unit)) - 1)
    }

    /// Small numbers far more often than large ones, as names are used.
    mutating func skewed(_ bound: Int) -> Int {
        let unit = Double(next() >> 11) / Double(1 << 53)
        return min(bound - 1, Int(Double(bound) * unit * unit * unit))
    }
}

/// Advertisements of a made-up election, with all that makes a library hard: several spellings of one name, bands without an
/// upper end, what is not known, new versions, several currencies, accents.
struct GeneratedAds {
    private var random: SeededGenerator
    private let vocabulary: [String]
    private let names: Int
    private var sequence: UInt64 = 0
    /// Identifiers given out, to make new versions of.
    private var made = 0
    private let versionsIn: Int

    /// - Parameter versionsIn: one of so many ads is a new version of an earlier one.
    init(seed: UInt64, words: Int = 2_000, names: Int = 300, versionsIn: Int = 8) {
        var random = SeededGenerator(seed: seed)
        vocabulary = (0..<words).map { _ in Self.word(&random) }
        self.random = random
        self.names = names
        self.versionsIn = versionsIn
    }

    private static let syllables = [
        "wa", "hl", "par", "tei", "für", "só", "ci", "al", "ła", "vo", "te", "ré", "Öko", "no", "mie", "zu", "kun", "ft", "ße",
        "am",
        "Ελ", "λά", "жи", "знь",
    ]

    private static func word(_ random: inout SeededGenerator) -> String {
        // Most words are of ASCII letters, as in real texts.
        let bound = random.isOne(in: 3) ? syllables.count : 4
        return (0..<1 + random.below(5)).map { _ in syllables[random.below(bound)] + String(random.below(10) < 2 ? "n" : "") }
            .joined()
            + (random.isOne(in: 4) ? String(random.below(100)) : "")
    }

    mutating func text(_ count: Int) -> String {
        (0..<count).map { _ in vocabulary[random.ranked(vocabulary.count)] }.joined(separator: random.isOne(in: 5) ? ", " : " ")
    }

    private mutating func name(_ kind: String, _ bound: Int) -> String {
        let number = random.skewed(bound)
        let spelling = ["\(kind) \(number)", "\(kind.uppercased()) \(number)", "\(kind) \(number) e.V."]
        return spelling[random.isOne(in: 4) ? random.below(3) : 0]
    }

    private mutating func several(_ values: [String]) -> [String] {
        switch random.below(8) {
        case 0: []
        case 1: [values[random.skewed(values.count)], values[random.skewed(values.count)]]
        default: [values[random.skewed(values.count)]]
        }
    }

    private mutating func amount() -> LibraryAd.Amount? {
        let currency = ["EUR", "EUR", "EUR", "SEK", "PLN"][random.below(5)]
        let bands: [(String, String?)] = [("0", "99"), ("100", "499"), ("500", "999"), ("1000", "4999"), ("5000", nil)]
        let (low, high): (Decimal?, Decimal?)
        switch random.below(10) {
        case 0: return nil
        case 1...4:
            let band = bands[random.skewed(bands.count)]
            (low, high) = (Decimal(band.0), band.1.flatMap { Decimal($0) })
        default:
            let exact = Decimal(digits: Int128(random.skewed(1_000_000)), scale: 2)
            (low, high) = (exact, exact)
        }
        return low.flatMap { LibraryAd.Amount(low: $0, high: high, currency: currency) }
    }

    private mutating func state() throws -> LibraryAd.State {
        switch random.below(6) {
        case 0: .running
        case 1: .removed(try LibraryAd.Removal(ground: .terms, reason: "no notice"))
        default: .ended
        }
    }

    private mutating func techniques() throws -> LibraryAd.Techniques {
        let codes = ["location", "age", "interests", "lookalike", "customList"]
        return switch random.below(4) {
        case 0: .unknown
        case 1: .notUsed
        default: .used(try LibraryAd.TechniqueList(codes: several(codes)))
        }
    }

    private mutating func reach() -> LibraryAd.Count? {
        let low = UInt64(random.skewed(1_000_000))
        return switch random.below(4) {
        case 0: nil
        case 1: LibraryAd.Count(low: low, high: nil)
        case 2: LibraryAd.Count(low: low, high: low * 2)
        default: LibraryAd.Count(low: low, high: low)
        }
    }

    private mutating func controller() -> LibraryAd.ControllingEntity {
        switch random.below(3) {
        case 0: .none
        case 1: .unknown
        default: .known(name("Holding", 20))
        }
    }

    private mutating func content(words: Int) throws -> LibraryAd.Content {
        let bytes = (0..<Digest.byteCount).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        let mediums = LibraryAd.Medium.allCases
        return try LibraryAd.Content(
            title: text(4), text: random.isOne(in: 20) ? "" : text(words / 2 + random.below(words)),
            creatives: [Digest(of: bytes)], languages: several(["de", "en", "fr", "sv", "pl", "de-AT"]),
            mediums: random.isOne(in: 3) ? [mediums[random.below(mediums.count)]] : [.online])
    }

    private static func period(_ start: CivilDate, _ end: CivilDate?) throws -> LibraryAd.Period {
        guard let period = LibraryAd.Period(start: start, end: end) else {
            throw InputError(field: "period", expected: "a period", found: "\(start)")
        }
        return period
    }

    mutating func next(words: Int = 24) throws -> LibraryAd {
        sequence += UInt64(1 + random.below(2))
        let isNew = made == 0 || !random.isOne(in: versionsIn)
        let number = isNew ? made : random.below(made)
        if isNew { made += 1 }
        let start = CivilDate(daysSinceEpoch: 20_200 + Int64(random.below(700)))
        let end = random.isOne(in: 5) ? nil : start.adding(days: Int64(random.below(60)))
        let sponsor = random.isOne(in: 15) ? nil : name("Verein Zukunft", names)
        return try LibraryAd(
            id: "ad:\(number)", version: isNew ? 1 : 2, sequence: sequence, address: "/t/\(number)",
            content: content(words: words), sponsor: sponsor,
            payer: random.isOne(in: 3) ? (random.isOne(in: 3) ? nil : name("Kasse", names)) : sponsor,
            controllingEntity: controller(), publisher: name("Blatt", 50),
            elections: several(["Bundestag 2025", "Landtag 2026", "Europaparlament 2029"]),
            territories: several(["DE", "SE", "FR", "PL", "EU", "DE-BE"]),
            period: Self.period(start, end), amount: amount(), techniques: techniques(),
            reach: reach(), state: state(), source: LibraryAd.Source.allCases[random.skewed(5)])
    }

    mutating func next(_ count: Int) throws -> [LibraryAd] { try (0..<count).map { _ in try next() } }
}
