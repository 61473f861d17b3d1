import Testing

@testable import Sponsorship

/// The index of stops beside looking at one byte after the other.
@Suite struct StopIndexTests {
    private static let padding = ScannerRoom.padding

    private static func isStop(_ byte: UInt8) -> Bool { byte < 0x20 || byte >= 0x80 || byte == 0x22 || byte == 0x5C }

    /// Asks for stops at rising places and compares each with what a look at every byte finds.
    private func expectStops(_ bytes: [UInt8], alignment: Int, steps: () -> Int) {
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: alignment + bytes.count + Self.padding)
        let bits = UnsafeMutableRawPointer.allocate(byteCount: StopIndex.capacity(bytes.count), alignment: 8)
        defer {
            memory.deallocate()
            bits.deallocate()
        }
        // What lies around a line, and what an earlier line left, must not matter.
        memory.initialize(repeating: 0x22, count: alignment + bytes.count + Self.padding)
        bits.initializeMemory(as: UInt8.self, repeating: 0xFF, count: StopIndex.capacity(bytes.count))
        let start = memory + alignment
        start.update(from: bytes, count: bytes.count)
        start[bytes.count] = 0
        var index = StopIndex(start, count: bytes.count, memory: bits)
        var place = steps()
        while place <= bytes.count {
            let expected = (place..<bytes.count).first { Self.isStop(bytes[$0]) } ?? bytes.count
            let found = index.stop(from: UnsafePointer(start + place)) - UnsafePointer(start)
            #expect(found == expected, "from \(place) of \(bytes.count), \(alignment) behind a multiple of eight")
            place = max(found, place) + steps()
        }
    }

    @Test func everyStopIsFoundAtEveryPlaceOfABlock() {
        for stop: UInt8 in [0x22, 0x5C, 0x00, 0x1F, 0x80, 0xFF] {
            for place in Array(0...130) + Array(1015...1035) {
                for alignment in [0, 1, 7] {
                    var bytes = [UInt8](repeating: 0x7F, count: 1100)
                    bytes[place] = stop
                    expectStops(bytes, alignment: alignment) { 1 }
                    expectStops(Array(bytes[...place]), alignment: alignment) { 1 }
                }
            }
        }
    }

    @Test func stopsAreFoundBehindJumps() {
        var random = SeededGenerator(seed: 61)
        for _ in 0..<max(200, Fuzzing.count / 50) {
            let density = Int.random(in: 1...400, using: &random)
            let stops: [UInt8] = [0x22, 0x5C, 0x0A, 0xC3]
            let bytes = (0..<Int.random(in: 0...6000, using: &random)).map { _ -> UInt8 in
                Int.random(in: 0..<density, using: &random) == 0 ? stops.randomElement(using: &random)! : 0x61
            }
            let farthest = [3, 60, 1500].randomElement(using: &random)!
            expectStops(bytes, alignment: Int.random(in: 0..<8, using: &random)) { Int.random(in: 1...farthest, using: &random) }
        }
    }
}
