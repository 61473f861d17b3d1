/// Known pictures' hashes, searched from end to end: a million are 32 MB, and comparing four words takes a few cycles.
public struct PictureIndex: Sendable {
    /// A known picture near to the one asked about.
    public struct Match: Hashable, Sendable {
        /// In the order in which the hashes were given.
        public let position: Int
        /// In bits.
        public let distance: Int
        /// How the picture asked about must be turned or mirrored; `nil` as it is.
        public let view: DihedralView?
    }

    private let hashes: [PictureHash]

    /// - Parameter pictures: hashes of quality ``PDQ/matchQuality`` or more take part, the others keep their position but match
    ///   nothing.
    public init(_ pictures: some Sequence<(hash: PictureHash, quality: Int)>) {
        var (hashes, positions): ([PictureHash], [Int]) = ([], [])
        for (position, picture) in pictures.enumerated() where picture.quality >= PDQ.matchQuality {
            hashes.append(picture.hash)
            positions.append(position)
        }
        self.hashes = hashes
        self.positions = positions
    }

    private let positions: [Int]

    /// Every known picture within the distance, in order, with the view that comes nearest.
    public func matches(_ picture: PDQ, distance limit: Int = PDQ.matchDistance) -> [Match] {
        guard picture.quality >= PDQ.matchQuality else { return [] }
        let views: [DihedralView?] = [nil] + DihedralView.allCases
        var nearest: [Int: Match] = [:]
        for view in views {
            let hash = view.map(picture.hash) ?? picture.hash
            scan(hash, limit) { index, distance in
                if let known = nearest[index], known.distance <= distance { return }
                nearest[index] = Match(position: positions[index], distance: distance, view: view)
            }
        }
        return nearest.values.sorted { $0.position < $1.position }
    }

    /// Positions of the known pictures within the distance of one of them, itself included; none for one of too low a quality.
    func lookalikes(of position: Int, distance limit: Int = PDQ.matchDistance) -> [Int] {
        guard let own = positions.firstIndex(of: position) else { return [] }
        var found: [Int] = []
        scan(hashes[own], limit) { index, _ in found.append(positions[index]) }
        return found
    }

    private func scan(_ hash: PictureHash, _ limit: Int, _ body: (Int, Int) -> Void) {
        hashes.withUnsafeBufferPointer { hashes in
            for index in hashes.indices {
                let distance = hash.distance(to: hashes[index])
                if distance <= limit { body(index, distance) }
            }
        }
    }
}
