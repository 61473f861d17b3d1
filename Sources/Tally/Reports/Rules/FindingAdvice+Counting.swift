extension FindingCode {
    private static let compareWithPaper =
        "Compare with the paper. A typing mistake: correct it. The same on paper: set the report aside for the coordinator."

    /// Advice on boxes that do not add up.
    var countingAdvice: FindingAdvice {
        switch self {
        case .f101:
            FindingAdvice(
                "Only one of the two questions about extra investigation is answered",
                look: "Extra investigation: another reason, recounted", do: Self.compareWithPaper)
        case .f102:
            FindingAdvice(
                "Yes and no are both ticked under extra investigation",
                look: "Extra investigation: another reason, recounted", do: Self.compareWithPaper)
        case .f111:
            FindingAdvice(
                "A question about differences with the station is not answered",
                look: "Differences with the station: explained, per list", do: Self.compareWithPaper)
        case .f112:
            FindingAdvice(
                "Yes and no are both ticked under differences with the station",
                look: "Differences with the station: explained, per list", do: Self.compareWithPaper)
        case .f201:
            FindingAdvice(
                "The admitted voters do not add up", look: "Boxes A, B and D, and C where there are voter cards",
                do: Self.compareWithPaper)
        case .f202:
            FindingAdvice(
                "The list totals do not add up to the votes on candidates", look: "Boxes E.1 to E.n and box E",
                do: Self.compareWithPaper)
        case .f203:
            FindingAdvice("The votes cast do not add up", look: "Boxes E, F, G and H", do: Self.compareWithPaper)
        case .f204:
            FindingAdvice(
                "Lists have votes, but the votes on candidates are zero", look: "Boxes E.1 to E.n and box E",
                do: "Box E was probably left empty. Enter it as it stands on paper, even when it is wrong there.")
        case .f401:
            FindingAdvice(
                "A list has votes, but its total is zero or empty", look: "The list's page: the total at its end",
                do: "Enter the total as it stands on paper. Empty on paper: set the report aside for the coordinator.")
        case .f402:
            FindingAdvice(
                "The candidates of a list do not add up to its total", look: "The list's page: every candidate, and the total",
                do: Self.compareWithPaper)
        case .f403:
            FindingAdvice(
                "A list's total differs from its box in the summary", look: "The list's page: the total; and its box E.x",
                do: Self.compareWithPaper)
        default: preconditionFailure("\(rawValue) is no counting code")
        }
    }
}
