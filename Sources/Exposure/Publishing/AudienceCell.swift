/// People of one age and gender in one place.
public struct AudienceCell: Hashable, Sendable {
    /// Years of age, both ends included.
    public struct Ages: Hashable, Sendable, Comparable {
        public let youngest: Int
        /// `nil` for everybody older.
        public let oldest: Int?

        public init(_ youngest: Int, to oldest: Int?) {
            self.youngest = youngest
            self.oldest = oldest
        }

        /// The broad ages that five-year ages merge into.
        static let broad = [Ages(0, to: 17), Ages(18, to: 34), Ages(35, to: 54), Ages(55, to: nil)]

        /// The broad ages that hold the first of these; the same if they are broader already.
        var broadened: Ages {
            let broad = Self.broad.last { $0.youngest <= youngest } ?? Self.broad[0]
            return broad.contains(self) ? broad : self
        }

        private func contains(_ ages: Ages) -> Bool {
            guard let oldest else { return true }
            return ages.oldest.map { $0 <= oldest } ?? false
        }

        public static func < (left: Ages, right: Ages) -> Bool {
            (left.youngest, left.oldest ?? .max) < (right.youngest, right.oldest ?? .max)
        }
    }

    /// A region of a country, or what is left of the country when its other regions stand apart.
    public struct Place: Hashable, Sendable, Comparable {
        public let country: String
        public let region: String?

        public init(country: String, region: String? = nil) {
            self.country = country
            self.region = region
        }

        public static func < (left: Place, right: Place) -> Bool {
            (left.country, left.region ?? "") < (right.country, right.region ?? "")
        }
    }

    public let place: Place
    public let ages: Ages
    public let gender: String

    public init(place: Place, ages: Ages, gender: String) {
        self.place = place
        self.ages = ages
        self.gender = gender
    }
}
