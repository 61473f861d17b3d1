/// Invented names. Nobody and no place here is real.
enum Names {
    private static let first = [
        "amber", "brisk", "calm", "copper", "dapper", "early", "fern", "gentle", "hazel", "idle", "jolly", "keen", "lilac",
        "mellow", "nimble", "olive", "patient", "quiet", "rusty", "silver", "tidy", "umber", "velvet", "wry", "young",
    ]
    private static let second = [
        "badger", "beacon", "cellist", "dormouse", "ember", "finch", "gardener", "heron", "island", "juggler", "kettle",
        "lantern", "miller", "nightjar", "otter", "pilot", "quill", "ranger", "sparrow", "tinker", "urchin", "violet",
        "weaver", "yarrow", "zephyr",
    ]
    private static let bands = ["glass_larks", "paper_comets", "tin_parade", "salt_and_wick"]

    static let places = [
        "Marrowby", "Tillenford", "Quillhaven", "Brindle Bay", "Ostrum", "Nettlecross", "Varrow", "Highmere Gate",
        "Sallowick", "Dunnmarsh", "Pellam Rise", "Corvanne",
    ]
    static let parties = ["Harbour Alliance", "Orchard Union", "Civic Compass", "Northlight List"]
    static let publisher = "Courier House"
    static let sites = [
        "harbour-ledger", "morning-quill", "valley-wire", "the-lamplighter", "field-notes", "open-ballot", "tram-talk",
        "people-of-varrow",
    ]
    static let campaignSites = ["straight-answers", "wake-up-marrowby", "real-figures", "the-other-side"]

    /// Unique because the index is part of it.
    static func account(_ index: Int, using random: inout SeededGenerator) -> String {
        "\(random.pick(first))_\(random.pick(second))_\(index + 10)"
    }

    static func idol(_ number: Int) -> String { numbered(bands, number) }

    static func outlet(_ number: Int) -> String { numbered(places.map { compact($0) + "_courier" }, number) }

    /// Letters only, lower case: `Brindle Bay` becomes `brindlebay`.
    static func compact(_ name: String) -> String { String(name.lowercased().filter { $0 != " " }) }

    /// Lower case with hyphens: `Brindle Bay` becomes `brindle-bay`.
    static func slug(_ name: String) -> String { String(name.lowercased().map { $0 == " " ? "-" : $0 }) }

    private static func numbered(_ names: [String], _ number: Int) -> String {
        let name = names[number % names.count]
        return number < names.count ? name : "\(name)_\(number / names.count + 1)"
    }
}
