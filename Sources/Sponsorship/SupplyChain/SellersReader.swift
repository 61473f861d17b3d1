public import Daylight

/// Reads a sellers.json file piece by piece, so that one of hundreds of megabytes needs memory for its accounts only.
public struct SellersReader {
    /// Largest file, in bytes.
    public static let byteLimit = AccountsBounds.bytes

    private var reader = AccountsReader<SellersFile>()

    public init() {}

    /// - Throws: ``InputError`` with the byte where it stops being JSON.
    public mutating func take(_ piece: UnsafeRawBufferPointer) throws(InputError) { try reader.take(piece) }

    /// The file, when all of it has been taken.
    public consuming func finish() throws(InputError) -> SellersFile { try reader.finish() }
}

extension SellersFile {
    /// Reads the text of a file.
    ///
    /// - Throws: ``InputError`` with the byte where it stops being JSON.
    public init(parsing bytes: [UInt8]) throws(InputError) { try self.init(streaming: bytes) }

    /// Takes a file that has been parsed as a whole.
    ///
    /// - Throws: ``InputError`` when there is no list of sellers.
    public init(json: JSONValue) throws(InputError) { try self.init(parsed: json) }
}
