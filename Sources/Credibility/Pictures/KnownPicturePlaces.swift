/// Known pictures whose ids are addresses: which addresses show a picture that looks like the one at an address.
public struct KnownPicturePlaces: Sendable {
    private let pictures: KnownPictures?
    private let places: [PicturePlace?]
    private let positions: [PicturePlace: [Int]]

    /// No known pictures: every address shows only what is there.
    public init() { (pictures, places, positions) = (nil, [], [:]) }

    /// - Parameter pictures: ids that are no http or https addresses take no part.
    public init(_ pictures: KnownPictures) {
        let places = pictures.ids.map { id in WebAddress(id).map(PicturePlace.init) }
        var positions: [PicturePlace: [Int]] = [:]
        for (position, place) in places.enumerated() {
            if let place { positions[place, default: []].append(position) }
        }
        (self.pictures, self.places, self.positions) = (pictures, places, positions)
    }

    /// The place itself, and those of known pictures that look like what is there (PDQ; credibility reference, section 6).
    func lookalikes(of place: PicturePlace) -> Set<PicturePlace> {
        guard let pictures else { return [place] }
        let alike = (positions[place] ?? []).flatMap(pictures.lookalikes).compactMap { places[$0] }
        return Set([place] + alike)
    }
}
