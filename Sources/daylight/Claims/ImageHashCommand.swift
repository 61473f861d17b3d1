import ArgumentParser
import Credibility
import Daylight
import Pictures

/// `daylight claims image hash`: perceptual hashes of pictures.
struct ImageHashCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hash",
        abstract: "Compute the perceptual hash (PDQ) of pictures.",
        discussion: """
            EXAMPLES
              daylight claims image hash poster.jpg
              daylight claims image hash *.png --dihedral --json

            Reads JPEG, PNG, WebP, PPM (P6) and PGM (P5), told by their content, up to 40,000,000 pixels. JPEG pictures are
            turned as their EXIF data say, transparency is laid on white, animated WebP is refused. Uniform borders are cut off
            and the rest hashed once more as trimmed.
            A quality below 50 means that there is too little to see for a comparison.

            EXIT CODES
              0 every picture hashed · 64 wrong options · 65 a file cannot be read as a picture · 66 a file is missing
            """)

    @Argument(help: ArgumentHelp("Pictures.", valueName: "file"))
    var files: [String]

    @Flag(help: "Also print the hashes of the picture turned and mirrored.")
    var dihedral = false

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        var (entries, worst): ([JSONValue], Failure?) = ([], nil)
        for file in files {
            do {
                let picture = try HashedPicture(path: file)
                if json { entries.append(picture.json(dihedral: dihedral)) } else { picture.say(dihedral: dihedral) }
            } catch let failure as Failure {
                StandardError.say("daylight: \(failure.message)")
                entries.append(["file": .string(file), "error": .string(failure.message)])
                if worst == nil || failure.reason == .missingInput { worst = failure }
            }
        }
        if json { print(CanonicalJSON.line(["images": .array(entries)])) }
        if let worst { throw Failure(worst.reason, "").exit() }
    }
}

/// A picture read from a file, and its hashes.
struct HashedPicture {
    let path: String
    let width: Int
    let height: Int
    let whole: PDQ
    let inside: (trim: BorderTrim, hashes: PDQ)?

    /// - Throws: ``Failure`` 65 or 66, naming the file.
    init(path: String) throws {
        self.path = path
        let raster: Raster
        do {
            raster = try PictureFile.raster(decoding: try Self.bytes(path))
        } catch let error as InputError {
            throw Failure(.malformedInput, error.naming(path).description)
        }
        (width, height) = (raster.width, raster.height)
        whole = PDQ(raster)
        inside = BorderTrim(raster).map { ($0, PDQ($0.picture)) }
    }

    /// The whole file, in one piece of memory where its size is known.
    private static func bytes(_ path: String) throws -> [UInt8] {
        let file = try InputFile(path)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(file.byteCount ?? 0, PictureFile.byteLimit))
        try file.forEachPiece { piece in
            guard bytes.count + piece.count <= PictureFile.byteLimit else {
                throw InputError(expected: "at most \(PictureFile.byteLimit) bytes", found: "more")
            }
            bytes.append(contentsOf: piece)
        }
        return bytes
    }

    func json(dihedral: Bool) -> JSONValue {
        var entry: JSONObject = [
            "file": .string(path), "width": .integer(width), "height": .integer(height),
            "hash": .string(whole.hash.description), "quality": .integer(whole.quality),
        ]
        if dihedral {
            var views = JSONObject()
            for view in DihedralView.allCases { views[view.rawValue] = .string(whole.hash(view).description) }
            entry["dihedral"] = .object(views)
        }
        entry["trimmed"] =
            inside.map { inside in
                [
                    "hash": .string(inside.hashes.hash.description), "quality": .integer(inside.hashes.quality),
                    "x": .integer(inside.trim.x), "y": .integer(inside.trim.y),
                    "width": .integer(inside.trim.picture.width), "height": .integer(inside.trim.picture.height),
                ]
            } ?? .null
        entry["error"] = .null
        return .object(entry)
    }

    func say(dihedral: Bool) {
        StandardOutput.line("\(whole.hash)  quality \(whole.quality)  \(width) × \(height)  \(path)")
        if dihedral {
            for view in DihedralView.allCases { StandardOutput.line("  \(whole.hash(view))  \(view.rawValue)") }
        }
        if let (trim, hashes) = inside {
            let part = "\(trim.picture.width) × \(trim.picture.height) from \(trim.x), \(trim.y)"
            StandardOutput.line("  \(hashes.hash)  quality \(hashes.quality)  without its border, \(part)")
        }
    }
}
