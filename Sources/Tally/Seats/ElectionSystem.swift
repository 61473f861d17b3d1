public import Daylight

/// How a place makes seats of votes at one election: configuration with its source, not a rule of this program.
public struct ElectionSystem: Sendable {
    /// How voters' papers become seats.
    public enum Voting: Sendable {
        case lists(ListVoting)
        /// Ranked ballots, which `daylight count rcv` counts.
        case rankedBallots(seats: Int)
    }

    public struct ListVoting: Sendable {
        public let seats: Int
        public let method: SeatMethod
        public let threshold: VoteThreshold?
    }

    /// How sure this row is.
    public enum Certainty: Sendable {
        /// Recomputed from official votes to official seats.
        case checked(String)
        /// Taken from the law's text or a summary of it, not recomputed.
        case uncertain(String)
    }

    /// Such as `EP2024/SE`.
    public let code: String
    public let place: String
    public let voting: Voting
    /// The national law.
    public let law: String
    /// Day of the text the row was made from.
    public let date: String
    public let certainty: Certainty
    /// What the formula leaves out, such as sub-apportionment, alliances, and how the law breaks ties.
    public let note: String

    public var seats: Int {
        switch voting {
        case .lists(let lists): lists.seats
        case .rankedBallots(let seats): seats
        }
    }

    /// Where the number of seats comes from.
    public static let seatSource = "European Council Decision (EU) 2023/2061 of 22 September 2023"

    /// The system with this code, `EP2024/` and two capital letters; Belgium's colleges have `EP2024/BE-NL` and so on.
    public init?(code: String) {
        let all = EuropeanParliament2024.systems + EuropeanParliament2024.colleges
        guard let system = all.first(where: { $0.code == code }) else { return nil }
        self = system
    }

    init(
        _ code: String, _ place: String, _ voting: Voting, law: String, date: String = "2024-06-09", _ certainty: Certainty,
        note: String = ""
    ) {
        self.code = code
        self.place = place
        self.voting = voting
        self.law = law
        self.date = date
        self.certainty = certainty
        self.note = note
    }
}

extension ElectionSystem {
    /// The member `system` of an answer.
    public var json: JSONValue {
        let (mark, reason) =
            switch certainty {
            case .checked(let text): ("checked", text)
            case .uncertain(let text): ("uncertain", text)
            }
        return [
            "code": .string(code), "place": .string(place), "law": .string(law), "seatSource": .string(Self.seatSource),
            "date": .string(date), "certainty": .string(mark), "because": .string(reason), "note": .string(note),
        ]
    }
}
