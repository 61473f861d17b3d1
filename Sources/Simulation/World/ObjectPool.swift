/// Everything that goes round in the period. Special traffic adds its objects here, so that ordinary accounts share them too.
struct ObjectPool {
    private(set) var objects: [SharedObject] = []
    private let calendar: ElectionCalendar
    private var hashtags = 0

    /// The most popular object is shared this many times as often as the least popular.
    private static let popularityLimit = 900.0

    init(_ calendar: ElectionCalendar) { self.calendar = calendar }

    /// Adds an object of a random kind and returns its index.
    mutating func addOrdinary(numbers: inout PostNumbers, using random: inout SeededGenerator) -> Int {
        let popularity = random.powerLaw(atMost: Self.popularityLimit)
        let birth = calendar.moment(zone: 1, using: &random)
        switch random.unit() {
        case ..<0.5:
            return addLink(
                site: random.pick(Names.sites), birth: birth, medianDelay: 9_000, popularity: popularity, using: &random)
        case ..<0.92:
            return addPost(numbers.next(), birth: birth, medianDelay: 3_600, popularity: popularity, using: &random)
        default:
            return addHashtag(birth: birth, medianDelay: 90_000, popularity: 2 * popularity, using: &random)
        }
    }

    mutating func addLink(
        site: String, birth: Int64, medianDelay: Double, popularity: Double, using random: inout SeededGenerator
    ) -> Int {
        let topic = random.index(below: Topic.all.count)
        let place = random.index(below: Names.places.count)
        let path = "\(Topic.all[topic].slug)/\(Names.slug(Names.places[place]))-\(objects.count)"
        return add(
            SharedObject(
                id: "https://\(site).example/\(path)", kind: .link, topic: topic, place: place, birth: birth,
                medianDelay: medianDelay, popularity: popularity))
    }

    mutating func addPost(
        _ id: String, birth: Int64, medianDelay: Double, popularity: Double, using random: inout SeededGenerator
    ) -> Int {
        add(
            SharedObject(
                id: id, kind: .post, topic: random.index(below: Topic.all.count),
                place: random.index(below: Names.places.count), birth: birth, medianDelay: medianDelay,
                popularity: popularity))
    }

    mutating func addHashtag(
        birth: Int64, medianDelay: Double, popularity: Double, using random: inout SeededGenerator
    ) -> Int {
        let topic = random.index(below: Topic.all.count)
        let place = random.index(below: Names.places.count)
        hashtags += 1
        return add(
            SharedObject(
                id: "#\(Topic.all[topic].compact)\(Names.compact(Names.places[place]))\(hashtags)", kind: .hashtag,
                topic: topic, place: place, birth: birth, medianDelay: medianDelay, popularity: popularity))
    }

    private mutating func add(_ object: SharedObject) -> Int {
        objects.append(object)
        return objects.count - 1
    }
}
