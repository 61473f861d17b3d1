extension FindingCode {
    /// Advice on a report's way from the station to the sum.
    var custodyAdvice: FindingAdvice {
        switch self {
        case .altered:
            FindingAdvice(
                "The report is not the one whose digest was stated", look: "The digest on the paper report, read out by phone",
                do: "Do not count it. Have the station send the report again, and keep this one as evidence.")
        case .duplicate:
            FindingAdvice("The same report came twice", look: "The receipts of the unit", do: "Nothing: it was counted once.")
        case .equivocation:
            FindingAdvice(
                "Two different reports bear the same version", look: "Both reports and the paper one",
                do: "Keep both, compare with the paper, and let two people decide which one stands.")
        case .f502:
            FindingAdvice(
                "A unit was counted twice, or its report copied from another unit", look: "The unit, its parents, and the copy",
                do: "Fetch the paper reports of both units. A unit has one parent and one report.")
        case .f503:
            FindingAdvice(
                "A published sum is not the sum of the reports",
                look: "The marked fields and the versions the sum was built from",
                do: "Build the sum again from the current reports and publish the correction with its reason.")
        case .f504:
            FindingAdvice(
                "The unit is not part of the election", look: "The unit's id in the definition",
                do: "Check for a typing mistake in the id. A real unit must be added to the definition by its owner.")
        case .f505:
            FindingAdvice(
                "The signature does not show that the unit sent this", look: "The unit's keys and the time of signing",
                do: "Do not count it. Call the station on a known number and have it signed again.")
        case .missing:
            FindingAdvice(
                "A station has not reported by the deadline", look: "The station's contact sheet", do: "Call the station.")
        case .omitted:
            FindingAdvice(
                "A report with a receipt is not in the sum", look: "The station's receipt and the inputs of the sum",
                do: "Build the sum again. The receipt proves that the report had arrived.")
        case .splitView:
            FindingAdvice(
                "The log shows different histories to different readers", look: "Both checkpoints, and the witnesses'",
                do: "Keep both checkpoints and publish them: they are signed proof.")
        case .stale:
            FindingAdvice(
                "An older version came after a newer one", look: "The versions of the unit",
                do: "Nothing, unless the newer version is wrong; then a still newer one must correct it.")
        case .tooEarly:
            FindingAdvice(
                "The report was signed sooner after the poll than a count takes", look: "The station's clock and its record",
                do: "Ask the station when it finished counting.")
        case .w502:
            FindingAdvice(
                "The report came after the deadline", look: "The time of receipt",
                do: "Accept it with the reason for the delay.")
        default: preconditionFailure("\(rawValue) is no custody code")
        }
    }
}
