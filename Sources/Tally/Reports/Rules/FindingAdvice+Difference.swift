extension FindingCode {
    private static let tickAsOnPaper =
        "Enter what is ticked on paper. Ticked wrongly there: set the report aside for the coordinator."
    private static let enterAsOnPaper =
        "Compare with the paper. A typing mistake: correct it. Wrong there: set the report aside for the coordinator."

    /// Advice on the comparison of votes cast with voters admitted.
    var differenceAdvice: FindingAdvice {
        switch self {
        case .f301:
            FindingAdvice(
                "Ticked as equal, but votes cast and voters differ", look: "Boxes D and H, and the three boxes under them",
                do: Self.tickAsOnPaper)
        case .f302:
            FindingAdvice(
                "Ticked as more votes than voters, but they are not more",
                look: "Boxes D and H, and the three boxes under them", do: Self.tickAsOnPaper)
        case .f303:
            FindingAdvice(
                "Ticked as fewer votes than voters, but they are not fewer",
                look: "Boxes D and H, and the three boxes under them", do: Self.tickAsOnPaper)
        case .f304:
            FindingAdvice(
                "Not exactly one of the three comparison boxes is ticked", look: "The three boxes under boxes D and H",
                do: Self.tickAsOnPaper)
        case .f305:
            FindingAdvice(
                "Votes and voters are equal, but a difference is filled in", look: "Boxes I and J", do: Self.enterAsOnPaper)
        case .f306:
            FindingAdvice(
                "The number of ballots too many is not the difference", look: "Boxes D, H and I", do: Self.enterAsOnPaper)
        case .f307:
            FindingAdvice(
                "There are more votes than voters, yet ballots are said to be too few", look: "Boxes D, H and J",
                do: Self.enterAsOnPaper)
        case .f308:
            FindingAdvice(
                "The number of ballots too few is not the difference", look: "Boxes D, H and J", do: Self.enterAsOnPaper)
        case .f309:
            FindingAdvice(
                "There are fewer votes than voters, yet ballots are said to be too many", look: "Boxes D, H and I",
                do: Self.enterAsOnPaper)
        case .f310:
            FindingAdvice(
                "It is not clear whether the difference is explained", look: "The question under boxes I and J",
                do: Self.tickAsOnPaper)
        case .f312:
            FindingAdvice(
                "Voters, votes and the differences of the stations do not fit together", look: "Boxes D, H, I and J",
                do: "Add up boxes I and J of all stations again and compare with the sum that was reported.")
        default: preconditionFailure("\(rawValue) is no difference code")
        }
    }
}
