/// Known pictures, copies of them and other pictures, decided by a seed.
public struct SimulatedPictures: Sendable {
    public struct Picture: Hashable, Sendable {
        /// Name of its file, a PGM.
        public let file: String
        public let bytes: [UInt8]
        public let kind: PictureKind
        /// The known picture that it is made of; `nil` for another one.
        public let original: String?
    }

    /// What is known, by the names of their files.
    public let originals: [(file: String, bytes: [UInt8])]
    /// Kinds are mixed.
    public let pictures: [Picture]

    /// Small, and of sides at which the hash looks at the same places of a picture and of its mirror image.
    private static let (width, height) = (96, 80)

    init(_ parameters: ClaimsParameters, using random: inout SeededGenerator) {
        var known: [PixelField] = []
        for _ in 0..<parameters.pictures {
            known.append(PixelField.drawn(width: Self.width, height: Self.height, using: &random))
        }
        originals = known.enumerated().map { ("original-\($0 + 1).pgm", $1.file) }
        let wanted = PictureKind.allCases.flatMap { kind in known.indices.map { (kind: kind, original: $0) } }
        var pictures: [Picture] = []
        for (number, wish) in random.shuffled(wanted).enumerated() {
            let field = Self.made(wish.kind, of: known[wish.original], using: &random)
            pictures.append(
                Picture(
                    file: "picture-\(number + 1).pgm", bytes: field.file, kind: wish.kind,
                    original: wish.kind.role == .innocent ? nil : originals[wish.original].file))
        }
        self.pictures = pictures
    }

    private static func made(
        _ kind: PictureKind, of original: PixelField, using random: inout SeededGenerator
    ) -> PixelField {
        switch kind {
        case .rescaled:
            let factor = random.uniform(0.85...1.3)
            return original.rescaled(to: Int(Double(width) * factor), Int(Double(height) * factor))
        case .brightness:
            return original.brightened(gain: random.uniform(0.7...0.95), offset: random.uniform(5...12))
        case .rotated: return original.rotated
        case .mirrored: return original.mirrored
        case .bordered:
            let level = UInt8(random.pick([0, 128, 255]))
            return original.bordered(by: random.integer(in: 8...30), level)
        case .cropped: return original.cropped(x: width / 8, y: height / 8, width: width * 3 / 4, height: height * 3 / 4)
        case .unrelated: return PixelField.drawn(width: width, height: height, using: &random)
        }
    }

    /// All pictures.
    public var files: [(path: String, bytes: [UInt8])] {
        originals.map { ($0.file, $0.bytes) } + pictures.map { ($0.file, $0.bytes) }
    }
}
