/// What an election in an invented region is about.
struct Topic {
    let name: String
    let worries: [String]

    static let all = [
        Topic(name: "ferry timetable", worries: ["the last boat leaves early", "two sailings were cut", "fares doubled"]),
        Topic(name: "school meals", worries: ["the kitchen contract ends", "portions got smaller", "breakfast is free now"]),
        Topic(name: "water tariff", worries: ["the meter fee is up", "the old pipes leak", "the rebate is gone"]),
        Topic(name: "night buses", worries: ["line 9 stops at ten", "drivers are missing", "students walk home"]),
        Topic(name: "library hours", worries: ["closed on Saturdays", "the reading room is cold", "volunteers keep it open"]),
        Topic(name: "hospital wing", worries: ["the new ward is late", "nurses want an answer", "the lift is broken again"]),
        Topic(name: "bicycle bridge", worries: ["planks are loose", "the ramp is too steep", "it opens in spring"]),
        Topic(name: "flood wall", worries: ["the east bank is open", "the pumps were tested", "the survey was kept back"]),
        Topic(name: "market square", worries: ["stalls pay more rent", "the trees stay", "parking moves underground"]),
        Topic(name: "housing plots", worries: ["forty plots for one bidder", "families wait for years", "the draw was fair"]),
        Topic(name: "wind farm", worries: ["the ballot on it was close", "the village gets a share", "there is a noise report"]),
        Topic(name: "ballot boxes", worries: ["seals are numbered", "the count is public", "observers wanted"]),
    ]

    var slug: String { Names.slug(name) }
    var compact: String { Names.compact(name) }
}
