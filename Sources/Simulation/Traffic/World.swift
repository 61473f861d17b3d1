/// The people, the things that go round, and the rows written so far.
struct World {
    let calendar: ElectionCalendar
    let population: Population
    var pool: ObjectPool
    var numbers: PostNumbers
    private(set) var shares: [SimulatedShare] = []

    init(calendar: ElectionCalendar, population: Population, numbers: PostNumbers) {
        self.calendar = calendar
        self.population = population
        self.numbers = numbers
        pool = ObjectPool(calendar)
    }

    /// Writes a row unless it falls outside the period; returns the id of the post.
    @discardableResult
    mutating func share(_ object: Int, by person: Int, at second: Int64, saying text: String) -> String? {
        guard calendar.contains(second) else { return nil }
        let content = numbers.next()
        shares.append(
            SimulatedShare(
                object: pool.objects[object].id, account: population.people[person].id, content: content, seconds: second,
                text: text))
        return content
    }
}
