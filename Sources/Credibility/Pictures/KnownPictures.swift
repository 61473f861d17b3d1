public import Daylight

/// A table of known pictures' hashes: tab separated, header `id`, `hash`, `quality` in any order.
public struct KnownPictures: Sendable {
    /// Largest table that is read.
    public static let byteLimit = 1 << 30

    /// A known picture that was found.
    public struct Match: Hashable, Sendable {
        public let id: String
        /// In bits.
        public let distance: Int
        /// How the new picture was turned or mirrored; `nil` as it is.
        public let view: DihedralView?
        /// Whether only the picture without its border was near.
        public let isTrimmed: Bool
    }

    public let ids: [String]
    private let index: PictureIndex

    /// - Throws: ``InputError`` naming the line: a column missing, a row with other fields than the header, a hash or quality
    ///   that is none, an id twice.
    public init(parsing bytes: [UInt8]) throws(InputError) {
        let table = try TabbedTable(bytes, columns: ["id", "hash", "quality"])
        var (ids, pictures, seen): ([String], [(hash: PictureHash, quality: Int)], Set<String>) = ([], [], [])
        if let fault = table.faults.first { throw fault }
        for row in table.rows {
            let (id, text) = (table.text(row, 0), table.text(row, 2))
            guard seen.insert(id).inserted else {
                throw InputError(place: .line(row.line), field: "id", expected: "every id once", found: id)
            }
            guard let quality = Int(text), (0...100).contains(quality) else {
                throw InputError(place: .line(row.line), field: "quality", expected: "0…100", found: text)
            }
            do {
                pictures.append((try PictureHash(parsing: table.text(row, 1)), quality))
            } catch {
                throw InputError(place: .line(row.line), field: error.field, expected: error.expected, found: error.found)
            }
            ids.append(id)
        }
        self.ids = ids
        index = PictureIndex(pictures)
    }

    /// Every known picture near to one of the hashes of a new one, in the order of the table.
    ///
    /// - Parameter hashes: of the whole picture, then of it without its border, if it has one.
    public func matches(_ hashes: [PDQ]) -> [Match] {
        var found: [Int: Match] = [:]
        for (part, picture) in hashes.enumerated() {
            for match in index.matches(picture) where match.distance < found[match.position]?.distance ?? .max {
                found[match.position] = Match(
                    id: ids[match.position], distance: match.distance, view: match.view, isTrimmed: part > 0)
            }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Positions of the known pictures that look like one of them, itself among them; none for one of too low a quality. Stored
    /// hashes are compared as they are: a turned or mirrored copy is not found by its hash alone.
    func lookalikes(of position: Int) -> [Int] { index.lookalikes(of: position) }
}
