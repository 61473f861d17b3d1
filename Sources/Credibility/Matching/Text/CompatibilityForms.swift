import Daylight

/// Unicode normalisation form KC (UAX #15) of scalars.
struct CompatibilityForms: Sendable {
    static let shared = CompatibilityForms()

    /// Where a scalar's decomposition stands.
    private var places: [UInt32: (start: Int32, count: Int32)] = [:]
    private var decomposed: [UInt32] = []
    /// The composed scalar for each pair, the first in the upper half.
    private var compositions: [UInt64: UInt32] = [:]
    private var seconds: Set<UInt32> = []

    private init() {
        var reader = StepReader(CompatibilityData.decompositions)
        var (scalar, last): (UInt32, UInt32) = (0, 0)
        while !reader.isAtEnd {
            scalar &+= reader.number()
            let count = reader.number()
            places[scalar] = (Int32(decomposed.count), Int32(count))
            for _ in 0..<count {
                last = reader.stepped(last)
                decomposed.append(last)
            }
        }
        reader = StepReader(CompatibilityData.compositions)
        var (composed, first, second): (UInt32, UInt32, UInt32) = (0, 0, 0)
        while !reader.isAtEnd {
            composed &+= reader.number()
            first = reader.stepped(first)
            second = reader.stepped(second)
            compositions[UInt64(first) << 32 | UInt64(second)] = composed
            seconds.insert(second)
        }
    }

    /// Whether a text that has this scalar may change when it is normalised.
    func isUnsettled(_ scalar: Unicode.Scalar) -> Bool {
        if seconds.contains(scalar.value) || Hangul.isTail(scalar.value) || scalar.combiningClass != 0 { return true }
        guard let place = places[scalar.value] else { return false }
        // A scalar that decomposes and composes back is settled: most accented letters.
        var form = Array(decomposed[Int(place.start)..<Int(place.start + place.count)])
        compose(&form)
        return form != [scalar.value]
    }

    func normalise(_ scalars: inout [UInt32]) {
        var form = decomposed(scalars)
        order(&form)
        compose(&form)
        scalars = form
    }

    /// The scalars taken apart, marks not yet in order.
    func decomposed(_ scalars: [UInt32]) -> [UInt32] {
        var form: [UInt32] = []
        form.reserveCapacity(scalars.count + scalars.count / 8)
        for scalar in scalars {
            if let place = places[scalar] {
                form.append(contentsOf: decomposed[Int(place.start)..<Int(place.start + place.count)])
            } else {
                Hangul.decompose(scalar, into: &form)
            }
        }
        return form
    }

    /// Sorts each run of marks by their classes, equals staying in order; sorting keeps a hostile run from taking quadratic
    /// time.
    private func order(_ scalars: inout [UInt32]) {
        var place = 0
        while place < scalars.count {
            guard Self.combiningClass(scalars[place]) != 0 else {
                place += 1
                continue
            }
            let start = place
            var keys: [UInt64] = []
            while place < scalars.count, case let mark = Self.combiningClass(scalars[place]), mark != 0 {
                keys.append(UInt64(mark) << 56 | UInt64(place - start) << 24 | UInt64(scalars[place]))
                place += 1
            }
            guard keys.count > 1 else { continue }
            keys.sort()
            for (offset, key) in keys.enumerated() { scalars[start + offset] = UInt32(truncatingIfNeeded: key & 0xFF_FFFF) }
        }
    }

    private func compose(_ scalars: inout [UInt32]) {
        var (kept, starter): (Int, Int?) = (0, nil)
        var lastClass: UInt8 = 0
        for place in scalars.indices {
            let scalar = scalars[place]
            let mark = Self.combiningClass(scalar)
            if let first = starter, lastClass == 0 ? kept == first + 1 : lastClass < mark,
                let composed = composition(scalars[first], scalar)
            {
                scalars[first] = composed
                continue
            }
            if mark == 0 { starter = kept }
            lastClass = mark
            scalars[kept] = scalar
            kept += 1
        }
        scalars.removeSubrange(kept...)
    }

    private func composition(_ first: UInt32, _ second: UInt32) -> UInt32? {
        Hangul.composition(first, second) ?? compositions[UInt64(first) << 32 | UInt64(second)]
    }

    /// Below U+0300 nothing combines.
    private static func combiningClass(_ scalar: UInt32) -> UInt8 {
        scalar < 0x300 ? 0 : Unicode.Scalar(scalar)?.combiningClass ?? 0
    }
}

extension Unicode.Scalar {
    fileprivate var combiningClass: UInt8 { properties.canonicalCombiningClass.rawValue }
}

/// Reads the tables of ``CompatibilityData``.
private struct StepReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ text: String) { bytes = Base64.decode(text) ?? [] }

    var isAtEnd: Bool { place >= bytes.count }

    mutating func number() -> UInt32 {
        var (value, shift): (UInt32, UInt32) = (0, 0)
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            value |= UInt32(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return value
    }

    mutating func stepped(_ last: UInt32) -> UInt32 {
        let step = number()
        return step & 1 == 0 ? last &+ step >> 1 : last &- (step >> 1 + 1)
    }
}
