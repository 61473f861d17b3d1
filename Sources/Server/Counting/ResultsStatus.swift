/// How far results are (tally reference, section 5).
enum ResultsStatus: String, CaseIterable, Sendable {
    case test
    case partial = "partial-unofficial"
    case complete = "complete-unofficial"
    case certified
    case recount
}
