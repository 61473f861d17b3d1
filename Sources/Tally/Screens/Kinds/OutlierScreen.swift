import Daylight

/// S4: stations whose turnout or list shares lie far from those of their neighbours (tally reference, section 4).
struct OutlierScreen {
    let turnout: Neighbourhood
    /// By list.
    let shares: [Neighbourhood]
    let flags: [ScreenFlag]
    let results: [ScreenResult]
    /// Single tests made.
    let tests: Int

    init(_ data: ScreenData, _ parameters: ScreenParameters) {
        let stations = data.stations
        turnout = Neighbourhood(
            stations.map { station in station.registered.map { (station.cast, $0) } }, of: stations,
            minimum: parameters.neighbours)
        shares = data.lists.indices.map { list in
            Neighbourhood(stations.map { ($0.votes[list], $0.valid) }, of: stations, minimum: parameters.neighbours)
        }
        var flags: [ScreenFlag] = []
        var results: [ScreenResult] = []
        var tests = 0
        let families = [("turnout", turnout)] + zip(data.lists, shares).map { ("share:\($0)", $1) }
        for (measure, family) in families {
            let tested = family.z.indices.filter { family.z[$0] != nil }
            let z = tested.compactMap { family.z[$0] }
            let p = z.map(Normal.twoSided)
            let accepted = FalseDiscovery.accepted(p, q: parameters.falseDiscovery)
            let found = tested.indices.filter { abs(z[$0]) >= parameters.outlierZ && accepted[$0] }
            flags += found.map {
                ScreenFlag(screen: "S4", unit: stations[tested[$0]].unit, measure: measure, z: z[$0], p: p[$0])
            }
            tests += tested.count
            results.append(
                ScreenResult(
                    "S4",
                    [
                        "measure": .string(measure), "z": .real(parameters.outlierZ), "q": .real(parameters.falseDiscovery),
                        "minimumNeighbours": .integer(parameters.neighbours),
                    ], n: tested.count, statistic: z.map(abs).max(), p: p.min(),
                    caveat: "A hospital, a campus or a new quarter differs from its neighbours for good reasons.",
                    details: ["flagged": .integer(found.count)]))
        }
        self.flags = flags
        self.results = results
        self.tests = tests
    }
}
