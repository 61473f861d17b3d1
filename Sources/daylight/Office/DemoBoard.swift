import Credibility
import Daylight
import Server

/// The sounding board of the demo election: one draft in two versions, and what invented people of four kinds say about it.
struct DemoBoard {
    let office: BoardImport

    /// Holds it, unless it was held already.
    ///
    /// - Parameter reviewer: the user of the server who can sign in, accredited so that the form can be tried.
    func hold(reviewer: String, now: Timestamp) async throws {
        let own = BoardImport.Voice(user: reviewer, name: "Demo reviewer", kind: .media, organisation: "Westmark Courier")
        try await office.hold(Self.draft, voices: Self.voices + [own], now: now)
    }

    private static let draft = BoardImport.Draft(
        title: "Ranking in the week before the vote", about: .rankingPolicy(version: "demo-1"),
        versions: [
            [
                "Posts about polling hours and places come first on the day of the vote.",
                "A post whose claim was rated false by a signatory of a code of principles stands lower, with the reason.",
                "Leaked documents are held back until two newsrooms have verified them.",
                "Every reader can switch off what rests on what is known about them.",
            ],
            [
                "Posts about polling hours and places come first on the day of the vote.",
                "A post whose claim was rated false by a signatory of a code of principles stands lower, with the reason.",
                "Leaked documents stand lower until two newsrooms have verified them or 48 hours have passed.",
                "Every reader can switch off what rests on what is known about them.",
                "Who disagrees with a place can ask for a person to decide.",
            ],
        ])

    private static let voices = [
        BoardImport.Voice(
            user: "demo-ines", name: "Ines Hald", kind: .factChecker, organisation: "Westmark Checks",
            interests: "Paid by a foundation; signatory of a code of principles.",
            votes: [.agree, .agree, .disagree, .agree],
            comments: [3: "Two newsrooms can take a week. Say how long."]),
        BoardImport.Voice(
            user: "demo-tomas", name: "Tomas Brandt", kind: .academic, organisation: "University of Norrby",
            votes: [.agree, .agree, .unsure, .agree], comments: [1: "Measure whether people find their station sooner."]),
        BoardImport.Voice(
            user: "demo-lea", name: "Lea Okoro", kind: .media, organisation: "Harbour Radio",
            votes: [.agree, .unsure, .agree, .agree], comments: [2: "The reason has to name the check."]),
        BoardImport.Voice(
            user: "demo-piet", name: "Piet Sand", kind: .media, organisation: "Sundhavn Post",
            votes: [.agree, .agree, .agree, .disagree]),
        BoardImport.Voice(
            user: "demo-ada", name: "Ada Rønne", kind: .civilSociety, organisation: "Voters’ Union",
            interests: "Member of no party.", votes: [.agree, .agree, .disagree, .agree],
            comments: [0: "Clear enough to be held to.", 3: "Holding back is for courts, not for a feed."]),
    ]
}
