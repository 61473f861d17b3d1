import Authenticity
import Crypto
import Daylight
import Storage

/// The shares of a file, a piece at a time, for a store that asks for them. At the end the file must still be the one
/// that was analysed.
final class ShareBatches {
    private let input: InputFile
    private let listing: ShareListing
    private let expected: Daylight.Digest
    private var hash = SHA256()
    private var isDone = false

    /// - Parameter expected: digest of the file as it was analysed.
    init(_ path: String, format: ShareFormat, expected: Daylight.Digest) throws {
        input = try InputFile(path)
        listing = ShareListing(format: format)
        self.expected = expected
    }

    /// The next shares; `nil` after the last.
    ///
    /// - Throws: ``Failure`` if the file has changed; the store then keeps nothing of it.
    func next() throws -> [Share]? {
        guard !isDone else { return nil }
        var rows: [ShareListing.Row] = []
        let hasMore = try input.nextPiece { piece in
            hash.update(bufferPointer: piece)
            rows = try listing.rows(in: piece)
        }
        if !hasMore {
            isDone = true
            guard Daylight.Digest(hash.finalize()) == expected else {
                throw Failure(.inputOutput, "\(input.path): changed while it was being imported; nothing was stored")
            }
            rows = try listing.lastRows()
        }
        return rows.map { Share(object: $0.object, account: $0.account, content: $0.content, time: $0.time) }
    }
}
