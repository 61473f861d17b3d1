/// The distances of all stations from their neighbours, for one measure (S4; tally reference, section 4).
struct Neighbourhood {
    /// Votes and their total, at one station; `nil` where the measure has no meaning.
    let parts: [(votes: Int64, total: Int64)?]
    /// Middle and spread of the neighbours of each station.
    private let scales: [RobustScale?]
    /// Distance of each station, in standard deviations.
    let z: [Double?]

    /// - Parameter minimum: fewest stations of a municipality; a smaller one is compared with all stations.
    init(_ parts: [(votes: Int64, total: Int64)?], of stations: [ScreenedStation], minimum: Int) {
        let parts = parts.map { part in part.flatMap { $0.total > 0 ? $0 : nil } }
        let shares = parts.map { part in part.map { SmoothedShare($0.votes, of: $0.total) } }
        var byStratum: [String: [Double]] = [:]
        for (index, share) in shares.enumerated() {
            guard let share else { continue }
            byStratum[stations[index].stratum, default: []].append(share.logit)
        }
        let everywhere = shares.compactMap { $0?.logit }
        let whole = everywhere.count >= minimum ? RobustScale(everywhere) : nil
        let own = byStratum.compactMapValues { $0.count >= minimum ? RobustScale($0) : nil }
        scales = stations.map { own[$0.stratum] ?? whole }
        z = zip(shares, scales).map { share, scale in share.flatMap { scale?.z($0) } }
        self.parts = parts
    }

    /// The distance of a station if it had other votes; `nil` where there is nothing to compare.
    func z(of station: Int, votes: Int64, total: Int64) -> Double? {
        total > 0 ? scales[station]?.z(SmoothedShare(votes, of: total)) : nil
    }
}
