/// Seats in a half circle, list by list from the left, each with its list's number.
struct SeatsPicture: Sendable {
    /// A list and how many seats it has.
    struct List: Sendable {
        var number: Int
        var seats: Int
    }

    private static let width = 440.0
    private static let height = 236.0
    /// Most seats that are drawn one by one.
    static let seatLimit = 1_000
    /// How many ways of filling a seat follow each other.
    private static let styles: [StaticString] = [
        "picture-seat seat-0", "picture-seat seat-1", "picture-seat seat-2", "picture-seat seat-3",
    ]

    private let lists: [List]
    private var seatCount: Int { lists.reduce(0) { $0 + $1.seats } }

    /// `nil` without seats, or with too many.
    init?(_ lists: [List]) {
        self.lists = lists.filter { $0.seats > 0 }
        guard (1...Self.seatLimit).contains(seatCount) else { return nil }
    }

    func drawing(title: String, description: String) -> Drawing {
        let rows = Self.rows(for: seatCount)
        // Seats stand on arcs; seen from the middle they follow each other by angle, whatever their arc.
        var places: [(angle: Double, radius: Double)] = []
        for row in rows {
            for seat in 0..<row.seats {
                let share = row.seats == 1 ? 0.5 : Double(seat) / Double(row.seats - 1)
                places.append((share, row.radius))
            }
        }
        places.sort { ($0.angle, $0.radius) < ($1.angle, $1.radius) }
        let size = rows[0].size
        var elements: [SVGElement] = []
        var next = 0
        for (index, list) in lists.enumerated() {
            for _ in 0..<list.seats {
                let (share, radius) = places[next]
                next += 1
                let x = Self.width / 2 - radius * CircularMotion.cosine(share / 2)
                let y = Self.height - 24 - radius * CircularMotion.sine(share / 2)
                elements.append(
                    SVGElement(
                        "circle", class: Self.styles[index % Self.styles.count],
                        [("cx", SVGNumber(x)), ("cy", SVGNumber(y)), ("r", SVGNumber(size))]))
                guard size >= 7 else { continue }
                elements.append(
                    SVGElement(
                        "text", class: index % Self.styles.count == 0 ? "picture-seat-number inverse" : "picture-seat-number",
                        [("x", SVGNumber(x)), ("y", SVGNumber(y + 4))], text: "\(list.number)"))
            }
        }
        return Drawing(title: title, description: description, width: Int(Self.width), height: Int(Self.height), elements)
    }

    /// Arcs with as many seats each as they are long.
    private static func rows(for seats: Int) -> [(radius: Double, seats: Int, size: Double)] {
        let count = max(1, min(14, Int((Double(seats) / 4).squareRoot().rounded())))
        let (inner, outer) = (count == 1 ? 140.0 : 80.0, 196.0)
        let step = count == 1 ? 0 : (outer - inner) / Double(count - 1)
        let radii = (0..<count).map { inner + step * Double($0) }
        let total = radii.reduce(0, +)
        var rows: [Int] = radii.map { Int(($0 / total * Double(seats)).rounded(.down)) }
        var place = count - 1
        // What rounding left over goes to the outer arcs, where it is seen least.
        while rows.reduce(0, +) < seats {
            rows[place] += 1
            place = place == 0 ? count - 1 : place - 1
        }
        let spacing =
            zip(radii, rows).map { radius, seats in seats < 2 ? outer : radius * 3.14 / Double(seats - 1) }.min() ?? outer
        let size = min(14, 0.42 * min(spacing, count == 1 ? spacing : step))
        return zip(radii, rows).filter { $1 > 0 }.map { ($0, $1, size) }
    }
}
