/// A disputed claim in an election that never was, in two wordings that share next to nothing.
struct ClaimWording {
    let place: String
    /// As the claim writes it, such as `1,240`.
    let number: String
    private let subject: Int
    private let act: Int
    private let detail: Int

    /// How many claims there are of which no two share both act and detail.
    static let count = 144

    init(_ index: Int, using random: inout SeededGenerator) {
        act = index % 12
        detail = (index + index / 12 * 5) % 12
        subject = (index + index / 12) % Self.subjects.count
        place = random.pick(Names.places)
        let value = random.integer(in: 1_100...9_800)
        number = Self.spelled(value)
    }

    /// With a comma before the last three digits.
    static func spelled(_ number: Int) -> String {
        let rest = "\(number % 1000)"
        return "\(number / 1000),\(String(repeating: "0", count: 3 - rest.utf8.count))\(rest)"
    }

    var text: String { text(number: number) }

    func text(number: String) -> String {
        let (before, after) = Self.acts[act].text
        return "\(Self.subjects[subject].text) of \(place) \(before) \(number) \(after), \(Self.details[detail].text)."
    }

    var paraphrase: String {
        "\(Self.details[detail].other): \(Self.acts[act].other) in \(place), \(Self.subjects[subject].other)"
    }

    private static let subjects = [
        (text: "The mayor", other: "town chief did this"), (text: "The election office", other: "thank the voting bureau"),
        (text: "A clerk", other: "some official's doing"), (text: "The council", other: "blame those we elected"),
        (text: "The party treasurer", other: "their money man again"),
        (text: "The returning officer", other: "whoever runs our polls"),
    ]

    private static let acts: [(text: (String, String), other: String)] = [
        (("threw away", "postal votes behind the town hall"), "mail-in ballots dumped near a municipal building"),
        (("let", "strangers vote with cards of people who moved"), "outsiders used papers sent to former residents"),
        (("sold", "blank ballot papers to a printing house"), "unused voting sheets went to some print shop for cash"),
        (("paid", "pensioners to stay at home on Sunday"), "elderly citizens bribed so they skip polling day"),
        (("ordered", "pencils whose marks fade within an hour"), "vanishing ink in every booth"),
        (("closed", "letter boxes in the quarter by the harbour"), "no more post near our docks before voting"),
        (("counted", "envelopes twice while observers were at lunch"), "mail tallied a second time over midday"),
        (("hid", "complaints about broken seals in a drawer"), "reports on damaged closures kept from everyone"),
        (("promised", "garden plots for a picture of the ballot"), "land offered against photographed votes"),
        (("registered", "voters at an empty house on the square"), "crowds signed up under one vacant address"),
        (("switched", "names on the lists the evening before"), "rolls got exchanged overnight"),
        (("burned", "voter letters in the boiler of the old school"), "invitations went up in flames in a heating cellar"),
    ]

    private static let details = [
        (text: "and a nurse filmed it from the ferry", other: "There is video, shot on a boat"),
        (text: "as a leaked memo from March shows", other: "Somebody passed on internal mail this spring"),
        (text: "but the newspapers were told to keep quiet", other: "Silence was demanded from all press"),
        (text: "while the police looked the other way", other: "Officers did nothing"),
        (text: "says a driver who carried the boxes himself", other: "Heard it from someone behind a wheel"),
        (text: "and the judge already knows all about it", other: "Court has been informed"),
        (text: "according to minutes nobody was meant to read", other: "Secret protocols prove this"),
        (text: "so the result can never be checked again", other: "Nothing left for any recount"),
        (text: "because the opposition leads by nine points", other: "They are losing, surveys say"),
        (text: "just as it happened four years ago in spring", other: "Same trick as last time"),
        (text: "with help from a company registered abroad", other: "Foreign firm took part"),
        (text: "although the law has forbidden it for decades", other: "Illegal since our parents were young"),
    ]
}
