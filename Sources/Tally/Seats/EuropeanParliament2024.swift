/// The 27 ways of electing the 720 members of the European Parliament of 2024–2029 (tally reference, section 6.3).
///
/// A row says what the national law does with national list votes. Rows marked as uncertain were not recomputed against the
/// official seats: read the law before relying on them.
public enum EuropeanParliament2024 {
    private static func lists(
        _ seats: Int, _ method: SeatMethod, _ percent: String? = nil, of base: VoteThreshold.Base = .valid
    ) -> ElectionSystem.Voting {
        let threshold = percent.flatMap { VoteThreshold(percent: $0, base: base) }
        return .lists(.init(seats: seats, method: method, threshold: threshold))
    }

    private static let fromVotes = ElectionSystem.Certainty.checked("official votes of 2024 give the official seats")
    private static let fromShares = ElectionSystem.Certainty.checked("official shares of 2024 give the official seats")
    private static let unseen = ElectionSystem.Certainty.uncertain("formula and threshold from the reference, not recomputed")
    private static let baseUnseen = ElectionSystem.Certainty.uncertain("not recomputed; base of the threshold unsure")

    /// One row per member state, by code.
    public static let systems: [ElectionSystem] = [
        .init("EP2024/AT", "Austria", lists(20, .dhondt, "4"), law: "Europawahlordnung (EuWO), § 77", fromVotes),
        .init(
            "EP2024/BE", "Belgium", lists(22, .dhondt, "5"),
            law: "Loi relative à l'élection du Parlement européen, 23 March 1989",
            .uncertain("seats fall in each college apart: the country as a whole is only an illustration"),
            note: "Legal outcome by college: EP2024/BE-NL, EP2024/BE-FR, EP2024/BE-DE."),
        .init(
            "EP2024/BG", "Bulgaria", lists(17, .hareLR, "100/17"), law: "Изборен кодекс (Election Code, 2014)", baseUnseen,
            note: "The threshold is the Hare quota of the valid votes."),
        .init("EP2024/CY", "Cyprus", lists(6, .hareLR, "1.8"), law: "Law 10(I)/2004 on the election of MEPs", baseUnseen),
        .init("EP2024/CZ", "Czechia", lists(21, .dhondt, "5"), law: "Zákon č. 62/2003 Sb.", unseen),
        .init(
            "EP2024/DE", "Germany", lists(96, .sainteLague), law: "Europawahlgesetz (EuWG), § 2", unseen,
            note: "Seats of a party with lists in the Länder are apportioned among them in a second step."),
        .init(
            "EP2024/DK", "Denmark", lists(15, .dhondt), law: "Lov om valg af danske medlemmer til Europa-Parlamentet", unseen,
            note: "Give alliances as one list first; then divide the seats of each alliance by the same method."),
        .init(
            "EP2024/EE", "Estonia", lists(7, .dhondt), law: "Euroopa Parlamendi valimise seadus", unseen,
            note: "Candidates with a full personal quota are elected first."),
        .init(
            "EP2024/EL", "Greece", lists(21, .hareLR, "3"), law: "Law 4255/2014", baseUnseen,
            note: "The law allocates in stages; remainders are the last."),
        .init("EP2024/ES", "Spain", lists(61, .dhondt), law: "Ley Orgánica 5/1985 (LOREG), art. 216", unseen),
        .init(
            "EP2024/FI", "Finland", lists(15, .dhondt), law: "Vaalilaki 714/1998", unseen,
            note: "Alliances count as one list; inside, candidates are ranked by their own votes."),
        .init(
            "EP2024/FR", "France", lists(81, .dhondt, "5"), law: "Loi n° 77-729 du 7 juillet 1977, art. 3", unseen,
            note: "Tie: the list with the higher average age, not a lot."),
        .init("EP2024/HR", "Croatia", lists(12, .dhondt, "5"), law: "Zakon o izborima zastupnika u Europski parlament", unseen),
        .init("EP2024/HU", "Hungary", lists(21, .dhondt, "5"), law: "2003. évi CXIII. törvény", unseen),
        .init(
            "EP2024/IE", "Ireland", .rankedBallots(seats: 14), law: "European Parliament Elections Act 1997", unseen,
            note: "Single transferable vote in Dublin (4), Midlands–North-West (5) and South (5)."),
        .init(
            "EP2024/IT", "Italy", lists(76, .hareLR, "4"), law: "Legge 24 gennaio 1979, n. 18, art. 21", baseUnseen,
            note: "Then five areas; lists of linguistic minorities may be linked to another list."),
        .init("EP2024/LT", "Lithuania", lists(11, .hareLR, "5", of: .cast), law: "Rinkimų kodeksas (2022)", fromVotes),
        .init(
            "EP2024/LU", "Luxembourg", lists(6, .dhondt), law: "Loi électorale du 18 février 2003", unseen,
            note: "Hagenbach-Bischoff, which gives the same seats; voters may spread votes over lists."),
        .init(
            "EP2024/LV", "Latvia", lists(9, .sainteLague, "5", of: .cast), law: "Eiropas Parlamenta vēlēšanu likums", fromShares
        ),
        .init(
            "EP2024/MT", "Malta", .rankedBallots(seats: 6), law: "European Parliament Elections Act (Cap. 467)", unseen,
            note: "Single transferable vote in one constituency."),
        .init(
            "EP2024/NL", "Netherlands", lists(31, .nlHouse), law: "Kieswet, art. P 5, P 6, P 7 and chapter Y", fromVotes,
            note: "Only lists with a full quota take part in residual seats."),
        .init(
            "EP2024/PL", "Poland", lists(53, .dhondt, "5"), law: "Kodeks wyborczy (2011), art. 335 and 354–358", unseen,
            note: "Seats of a committee then go to 13 districts by Hare quota and largest remainders."),
        .init("EP2024/PT", "Portugal", lists(21, .dhondt), law: "Lei n.º 14/87", unseen),
        .init(
            "EP2024/RO", "Romania", lists(33, .dhondt, "5"), law: "Legea nr. 33/2007", unseen,
            note: "Independent candidates need the national electoral coefficient instead."),
        .init("EP2024/SE", "Sweden", lists(21, .modSL12, "4"), law: "Vallag (2005:837), chapter 14", fromVotes),
        .init("EP2024/SI", "Slovenia", lists(9, .dhondt), law: "Zakon o volitvah poslancev v Evropski parlament", unseen),
        .init(
            "EP2024/SK", "Slovakia", lists(15, .droopRoundedLR, "5"), law: "Zákon č. 180/2014 Z. z.", fromShares,
            note: "The quota is the republic number V/(S+1), rounded."),
    ]

    /// The colleges of Belgium, which are apportioned apart.
    public static let colleges: [ElectionSystem] = [
        college("NL", "Dutch-speaking college", lists(13, .dhondt, "5")),
        college("FR", "French-speaking college", lists(8, .dhondt, "5")),
        college("DE", "German-speaking college", lists(1, .dhondt)),
    ]

    private static func college(_ code: String, _ name: String, _ voting: ElectionSystem.Voting) -> ElectionSystem {
        .init(
            "EP2024/BE-\(code)", "Belgium, \(name)", voting,
            law: "Loi relative à l'élection du Parlement européen, 23 March 1989", unseen)
    }
}
