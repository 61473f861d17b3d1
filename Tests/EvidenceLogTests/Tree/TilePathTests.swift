import Daylight
import Testing

@testable import EvidenceLog

@Suite struct TilePathTests {
    @Test(
        "a tile's path is read and written in its one spelling",
        arguments: [
            ("tile/0/000", TilePath(.hashes(0), 0)), ("tile/63/255", TilePath(.hashes(63), 255)),
            ("tile/1/x001/x234/067.p/17", TilePath(.hashes(1), 1_234_067, width: 17)),
            ("tile/0/x001/000", TilePath(.hashes(0), 1000)),
            ("tile/entries/273.p/112", TilePath(.entries, 273, width: 112)),
            ("tile/entries/x001/x000/x000/000", TilePath(.entries, 1_000_000_000)),
        ])
    func sound(text: String, path: TilePath) throws {
        #expect(try TilePath(parsing: text) == path)
        #expect(path.description == text)
    }

    @Test(
        "any other spelling is refused",
        arguments: [
            "", "tile", "tile/7", "tile/0", "tile/0/", "tile/0/x000/001", "tile/0/01", "tile/0/0000", "tile/0/x001",
            "/tile/0/000",
            "tile/00/000", "tile/64/000", "tile/-1/000", "tile/0/000.p/256", "tile/0/000.p/0", "tile/0/000.p/08", "tile/0/000.p",
            "tile/0/000.p/", "tile/0/000.p/1/2", "tile/0/000/", "tile/0/001/002", "tile/0/x001/x002", "tile/0/.p/1",
            "tile/0/../000", "tile/0/%30", "tile/0/000?x", "tile/entry/000", "TILE/0/000", "tile/0/X001/000",
            "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/0/٠٠٠",
        ])
    func unsound(text: String) {
        #expect(throws: InputError.self) { try TilePath(parsing: text) }
    }

    @Test("every number is found again under its path")
    func roundTrip() throws {
        var random = SeededGenerator(3)
        for _ in 0..<500 {
            let number = random.next() >> UInt64.random(in: 1...63, using: &random)
            let path = TilePath(.hashes(Int(random.next() % 64)), number, width: Int(random.next() % 256) + 1)
            #expect(try TilePath(parsing: path.description) == path)
        }
    }
}
