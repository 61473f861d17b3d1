extension FindingCode {
    private static let acceptOrCorrect = "Compare with the paper. A typing mistake: correct it. The same on paper: accept it."

    /// Advice on figures that can be right but are unlikely.
    var plausibilityAdvice: FindingAdvice {
        switch self {
        case .f501:
            FindingAdvice(
                "There are more votes than registered voters", look: "Box H and the number of registered voters",
                do: "Check whether the station took voters of another one. Otherwise have the ballots counted again.")
        case .w001:
            FindingAdvice(
                "This entry differs from the first one", look: "The marked fields",
                do: "Compare each marked field with the paper. Certain of it: go on, and the coordinator decides.")
        case .w002:
            FindingAdvice(
                "The coordinator holds this entry to be the wrong one", look: "The marked fields",
                do: "Go through the marked fields with the paper beside you and correct what was mistyped.")
        case .w201:
            FindingAdvice("There are unusually many blank votes", look: "Boxes F and H", do: Self.acceptOrCorrect)
        case .w202:
            FindingAdvice("There are unusually many invalid votes", look: "Boxes G and H", do: Self.acceptOrCorrect)
        case .w203:
            FindingAdvice("Votes and voters differ widely", look: "Boxes D and H", do: Self.acceptOrCorrect)
        case .w204:
            FindingAdvice("No votes were cast", look: "Boxes E to H", do: Self.acceptOrCorrect)
        case .w205:
            FindingAdvice("There are no registered voters", look: "The number of registered voters", do: Self.acceptOrCorrect)
        case .w206:
            FindingAdvice(
                "There are fewer registered voters than poll cards", look: "The number of registered voters and box A",
                do: Self.acceptOrCorrect)
        case .w501:
            FindingAdvice(
                "More voters were admitted than are registered", look: "Box D and the number of registered voters",
                do: "Check whether the station took voters of another one; then accept it, or correct the number.")
        case .w503:
            FindingAdvice(
                "This version takes many votes from a list", look: "The list totals of this version and of the one before",
                do: "Ask the station for the reason, and accept the version only with the reason written down.")
        default: preconditionFailure("\(rawValue) is no plausibility code")
        }
    }
}
