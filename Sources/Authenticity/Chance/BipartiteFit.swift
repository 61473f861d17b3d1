#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Solves the bipartite configuration model (Saracco et al. 2015): fitnesses x of accounts and y of objects such that,
/// with p = xy/(1 + xy), every account expects as many objects and every object as many accounts as it has.
///
/// Nodes of one degree have one fitness, so there is one unknown for each distinct degree. The likelihood is concave in
/// the logarithms; it is climbed by Newton's method, whose linear equations are solved by conjugate gradients.
struct BipartiteFit {
    /// Nodes of one kind with one degree.
    struct Class {
        let degree: Double
        let count: Double
    }

    /// Largest relative error of a degree that counts as solved.
    static let tolerance = 1e-8
    private static let roundLimit = 300
    /// Fitnesses beyond e^±this would leave the range of doubles; probabilities are 0 and 1 long before.
    private static let logBound = 300.0

    private let accounts: [Class]
    private let objects: [Class]
    /// x and y.
    private(set) var accountFitness: [Double] = []
    private(set) var objectFitness: [Double] = []
    /// Largest relative error of a degree.
    private(set) var error = Double.infinity

    init(accounts: [Class], objects: [Class]) {
        self.accounts = accounts
        self.objects = objects
        let links = accounts.reduce(0) { $0 + $1.degree * $1.count }.squareRoot()
        var point = Point(accounts: accounts.map { log($0.degree / links) }, objects: objects.map { log($0.degree / links) })
        for _ in 0..<Self.roundLimit {
            setFitness(point)
            let missing = missingDegrees()
            error = relativeError(missing)
            if error < Self.tolerance { return }
            let step = newtonStep(missing)
            guard let next = climb(from: point, along: step) else { return }
            point = next
        }
    }

    /// One number for each class of either kind.
    private struct Point {
        var accounts: [Double]
        var objects: [Double]

        func dot(_ other: Point) -> Double {
            zip(accounts, other.accounts).reduce(0) { $0 + $1.0 * $1.1 }
                + zip(objects, other.objects).reduce(0) { $0 + $1.0 * $1.1 }
        }

        func plus(_ other: Point, times factor: Double) -> Point {
            Point(
                accounts: zip(accounts, other.accounts).map { $0 + factor * $1 },
                objects: zip(objects, other.objects).map { $0 + factor * $1 })
        }

        func dividedBy(_ other: Point) -> Point {
            Point(
                accounts: zip(accounts, other.accounts).map { $1 > 0 ? $0 / $1 : 0 },
                objects: zip(objects, other.objects).map { $1 > 0 ? $0 / $1 : 0 })
        }

        var largest: Double { (accounts + objects).reduce(0) { max($0, abs($1)) } }
    }

    private mutating func setFitness(_ point: Point) {
        accountFitness = point.accounts.map { exp(min(max($0, -Self.logBound), Self.logBound)) }
        objectFitness = point.objects.map { exp(min(max($0, -Self.logBound), Self.logBound)) }
    }

    /// Sums over the other side: `weight` of every pair of classes, times how many nodes stand there.
    private func sums(_ weight: (Double) -> Double) -> Point {
        var sums = Point(
            accounts: [Double](repeating: 0, count: accounts.count), objects: [Double](repeating: 0, count: objects.count))
        for (i, x) in accountFitness.enumerated() {
            var sum = 0.0
            for (j, y) in objectFitness.enumerated() {
                let value = weight(x * y)
                sum += objects[j].count * value
                sums.objects[j] += accounts[i].count * value
            }
            sums.accounts[i] = sum
        }
        return sums
    }

    /// The likelihood's gradient: what each class lacks of its degrees.
    private func missingDegrees() -> Point {
        let expected = sums { $0 / (1 + $0) }
        return Point(
            accounts: zip(accounts, expected.accounts).map { $0.count * ($0.degree - $1) },
            objects: zip(objects, expected.objects).map { $0.count * ($0.degree - $1) })
    }

    private func relativeError(_ missing: Point) -> Double {
        max(
            zip(accounts, missing.accounts).reduce(0) { max($0, abs($1.1) / ($1.0.count * $1.0.degree)) },
            zip(objects, missing.objects).reduce(0) { max($0, abs($1.1) / ($1.0.count * $1.0.degree)) })
    }

    private static func curvature(_ product: Double) -> Double { product / ((1 + product) * (1 + product)) }

    /// The Hessian (its sign turned) times a direction.
    private func hessian(_ direction: Point) -> Point {
        var result = Point(
            accounts: [Double](repeating: 0, count: accounts.count), objects: [Double](repeating: 0, count: objects.count))
        for (i, x) in accountFitness.enumerated() {
            var sum = 0.0
            for (j, y) in objectFitness.enumerated() {
                let weight = accounts[i].count * objects[j].count * Self.curvature(x * y)
                let both = weight * (direction.accounts[i] + direction.objects[j])
                sum += both
                result.objects[j] += both
            }
            result.accounts[i] = sum
        }
        return result
    }

    /// Solves Hessian · step = gradient by conjugate gradients, preconditioned by the diagonal.
    private func newtonStep(_ gradient: Point) -> Point {
        let weights = sums(Self.curvature)
        let diagonal = Point(
            accounts: zip(accounts, weights.accounts).map { $0.count * $1 },
            objects: zip(objects, weights.objects).map { $0.count * $1 })
        var step = Point(
            accounts: [Double](repeating: 0, count: accounts.count), objects: [Double](repeating: 0, count: objects.count))
        var rest = gradient
        var scaled = rest.dividedBy(diagonal)
        var direction = scaled
        var size = rest.dot(scaled)
        let enough = size * 1e-16
        for _ in 0..<(2 * (accounts.count + objects.count) + 50) where size > enough {
            let image = hessian(direction)
            let bend = direction.dot(image)
            guard bend > 0 else { break }
            step = step.plus(direction, times: size / bend)
            rest = rest.plus(image, times: -size / bend)
            scaled = rest.dividedBy(diagonal)
            let next = rest.dot(scaled)
            direction = scaled.plus(direction, times: next / size)
            size = next
        }
        return step
    }

    private func likelihood(_ point: Point) -> Double {
        var sum = zip(accounts, point.accounts).reduce(0) { $0 + $1.0.count * $1.0.degree * $1.1 }
        sum += zip(objects, point.objects).reduce(0) { $0 + $1.0.count * $1.0.degree * $1.1 }
        for (i, u) in point.accounts.enumerated() {
            for (j, v) in point.objects.enumerated() {
                let both = u + v
                sum -= accounts[i].count * objects[j].count * (max(both, 0) + log1p(exp(-abs(both))))
            }
        }
        return sum
    }

    /// The step, halved until it does not lead down; `nil` if no part of it helps.
    private func climb(from point: Point, along step: Point) -> Point? {
        let start = likelihood(point)
        // A step of many orders of magnitude is one towards a probability of 0 or 1; smaller ones get there safely.
        var factor = min(1, 8 / max(step.largest, 1e-300))
        while factor > 1e-6 {
            let next = point.plus(step, times: factor)
            // Close to the top the likelihood's own rounding must not stop the climb.
            if likelihood(next) >= start - 1e-12 * abs(start) { return next }
            factor /= 2
        }
        return nil
    }
}
