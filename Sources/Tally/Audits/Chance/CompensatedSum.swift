/// A sum that does not lose the small terms among the large ones (Neumaier 1974): risks are products of up to millions of
/// factors, added up as logarithms.
struct CompensatedSum {
    private var sum = 0.0
    private var correction = 0.0

    var value: Double { sum + correction }

    mutating func add(_ term: Double) {
        let next = sum + term
        // An infinite term would turn the correction into no number at all.
        if next.isFinite {
            correction += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
        }
        sum = next
    }
}
