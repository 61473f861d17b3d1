import Daylight

extension Alpha {
    /// Reads the members `population`, `t`, `u` and `estimator`.
    init(_ reader: MemberReader) throws(InputError) {
        let population =
            reader.optional("population") == nil ? nil : Int(try reader.integer("population", in: 1...AuditContest.countLimit))
        let bound = try reader.figure("u", "a number above 0 and at most 1000000") { $0 > 0 && $0 <= 1e6 }
        let mean = try reader.figure("t", "a number above 0 and below u") { $0 > 0 && $0 < bound }
        self.init(
            population: population, mean: mean, upperBound: bound,
            estimator: try AlphaEstimator(
                MemberReader(reader.object("estimator"), path: "/estimator/"), mean: mean, bound: bound))
    }

    /// The risk after each number of the member `x`.
    func history(_ reader: MemberReader) throws(InputError) -> [Double] {
        let draws = try reader.draws { (0...upperBound).contains($0) }
        if let population, draws.count > population {
            throw reader.fault("x", "at most as many numbers as the population has", .integer(draws.count))
        }
        return history(draws)
    }
}

extension AlphaEstimator {
    private enum Name: String, CaseIterable {
        case fixed, shrinkTrunc, optimalComparison
    }

    init(_ reader: MemberReader, mean: Double, bound: Double) throws(InputError) {
        switch try AuditFile.choice(reader, "name", Name.self) {
        case .fixed:
            self = .fixed(eta: try reader.figure("eta", "a number above t and at most u") { $0 > mean && $0 <= bound })
        case .shrinkTrunc:
            self = .shrinkTrunc(
                eta: try reader.figure("eta", "a number from 0 to u") { (0...bound).contains($0) },
                weight: Int(try reader.integer("d", in: 1...AuditContest.countLimit)),
                distance: try reader.figure("c", "a number from 0 to 1000000") { (0...1e6).contains($0) },
                pull: try reader.figure("f", "a number from 0 to 1000000") { (0...1e6).contains($0) })
        case .optimalComparison:
            guard bound > 1 else { throw reader.fault("name", "optimalComparison only where u is above 1", nil) }
            self = .optimalComparison(errorRate: try reader.figure("errorRate", "a rate from 0 to 1") { (0...1).contains($0) })
        }
    }
}

extension KaplanMarkov {
    /// Reads the members `t`, `g` and `x`.
    static func history(_ reader: MemberReader) throws(InputError) -> [Double] {
        let mean = try reader.figure("t", "a number above 0 and at most 1000000") { $0 > 0 && $0 <= 1e6 }
        let shift = try reader.figure("g", "a number from 0 to 1000000") { (0...1e6).contains($0) }
        return history(try reader.draws { $0 >= 0 && $0.isFinite }, mean: mean, guard: shift)
    }
}

extension MemberReader {
    /// The numbers of the member `x`, in the order of the draws.
    fileprivate func draws(where isAllowed: (Double) -> Bool) throws(InputError) -> [Double] {
        let elements = try array("x")
        guard elements.count <= AuditFile.drawLimit else {
            throw fault("x", "at most \(AuditFile.drawLimit) numbers", .integer(elements.count))
        }
        var draws: [Double] = []
        draws.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            guard let x = element.doubleValue, isAllowed(x) else { throw fault("x/\(index)", "a number from 0 to u", element) }
            draws.append(x)
        }
        return draws
    }
}
