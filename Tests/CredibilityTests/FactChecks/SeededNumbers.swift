/// The same numbers for the same seed (SplitMix64), and damage made with them.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// The bytes with a few changes: some cut out, doubled, replaced, or a piece put in.
    mutating func damaged(_ bytes: [UInt8], pieces: [String]) -> [UInt8] {
        var copy = bytes
        for _ in 0..<Int.random(in: 1...4, using: &self) where !copy.isEmpty {
            let place = Int.random(in: copy.indices, using: &self)
            let end = min(copy.count, place + Int.random(in: 1...12, using: &self))
            switch Int.random(in: 0..<5, using: &self) {
            case 0: copy.removeSubrange(place..<end)
            case 1: copy.insert(contentsOf: copy[place..<end], at: place)
            case 2: copy[place] = UInt8.random(in: 0...255, using: &self)
            default:
                guard let piece = pieces.randomElement(using: &self) else { continue }
                copy.insert(contentsOf: piece.utf8, at: place)
            }
        }
        return copy
    }
}
