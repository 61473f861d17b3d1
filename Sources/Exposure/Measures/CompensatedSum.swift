/// A sum of doubles that keeps what each addition rounds away (Neumaier 1974), so that the order of the cells does not show.
struct CompensatedSum {
    private var sum = 0.0
    private var lost = 0.0

    init() {}

    init(_ terms: some Sequence<Double>) {
        for term in terms { add(term) }
    }

    mutating func add(_ term: Double) {
        let total = sum + term
        lost += abs(sum) >= abs(term) ? (sum - total) + term : (term - total) + sum
        sum = total
    }

    var value: Double { sum + lost }
}
