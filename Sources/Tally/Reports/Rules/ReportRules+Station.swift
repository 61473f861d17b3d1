extension ReportRules {
    /// From this difference between voters and votes on, W203 stands.
    static let wideDifference: Int64 = 15

    /// The rules for one polling station: how votes cast (H) compare with voters admitted (D).
    mutating func checkStation(_ matrix: VoteMatrix, _ boxes: StationBoxes) {
        let (cast, admitted) = (report.counts.votesCast, report.counts.admittedVoters)
        let compared = "D is \(admitted) and H is \(cast)"
        if boxes.equal, cast != admitted { find(.f301, ["/compare/equal"], "Ticked as equal, but \(compared)") }
        if boxes.castGreater, cast <= admitted {
            find(.f302, ["/compare/castGreater"], "Ticked as more votes than voters, but \(compared)")
        }
        if boxes.castSmaller, cast >= admitted {
            find(.f303, ["/compare/castSmaller"], "Ticked as fewer votes than voters, but \(compared)")
        }
        let ticked = [boxes.equal, boxes.castGreater, boxes.castSmaller].count { $0 }
        if ticked != 1 { find(.f304, ["/compare"], "\(ticked) of three boxes are ticked") }
        checkDifference(matrix, cast: cast, admitted: admitted)
        if cast != admitted, boxes.differenceExplained.yes == boxes.differenceExplained.no {
            find(
                .f310, ["/differenceExplained"],
                "\(compared), and \(boxes.differenceExplained.yes ? "both boxes are" : "no box is") ticked")
        }
        checkShares(cast: cast, admitted: admitted)
    }

    private mutating func checkDifference(_ matrix: VoteMatrix, cast: Int64, admitted: Int64) {
        let (more, fewer) = (matrix.moreBallots, matrix.fewerBallots)
        if cast == admitted {
            if more != 0 || fewer != 0 {
                find(.f305, ["/moreBallots", "/fewerBallots"], "D and H are equal, but I is \(more) and J is \(fewer)")
            }
        } else if cast > admitted {
            if more != cast - admitted { find(.f306, ["/moreBallots"], "H − D is \(cast - admitted), but box I says \(more)") }
            if fewer != 0 { find(.f307, ["/fewerBallots"], "H is above D, but box J says \(fewer)") }
        } else {
            if fewer != admitted - cast {
                find(.f308, ["/fewerBallots"], "D − H is \(admitted - cast), but box J says \(fewer)")
            }
            if more != 0 { find(.f309, ["/moreBallots"], "H is below D, but box I says \(more)") }
        }
    }

    private mutating func checkShares(cast: Int64, admitted: Int64) {
        let (blank, invalid) = (report.counts.blank, report.counts.invalid)
        if Self.isLarge(blank, of: cast) { find(.w201, ["/blank", "/votesCast"], "\(blank) of \(cast) votes are blank") }
        if Self.isLarge(invalid, of: cast) {
            find(.w202, ["/invalid", "/votesCast"], "\(invalid) of \(cast) votes are invalid")
        }
        let difference = abs(cast - admitted)
        if difference >= Self.wideDifference || (difference > 0 && 100 * difference >= 2 * cast) {
            find(.w203, ["/admittedVoters", "/votesCast"], "\(cast) votes, but \(admitted) voters: \(difference) apart")
        }
    }

    /// At least three in a hundred. Nothing of nothing is not.
    private static func isLarge(_ part: Int64, of cast: Int64) -> Bool { 100 * part >= 3 * cast && (part, cast) != (0, 0) }

    /// The questions a centrally counted station answers besides.
    mutating func checkQuestions(_ questions: CentralQuestions) {
        let investigation = ["/extraInvestigation/otherReason", "/extraInvestigation/recounted"]
        if questions.otherReason.isAnswered != questions.recounted.isAnswered {
            find(.f101, investigation, "One of the two questions is answered, the other is not")
        }
        if questions.otherReason.isContradictory || questions.recounted.isContradictory {
            find(.f102, investigation, "Yes and no are both ticked")
        }
        let differences = ["/stationDifferences/explained", "/stationDifferences/perList"]
        if !questions.explained.isAnswered || !questions.perList.isAnswered {
            find(.f111, differences, "A question has no tick")
        }
        if questions.explained.isContradictory || questions.perList.isContradictory {
            find(.f112, differences, "Yes and no are both ticked")
        }
    }
}
