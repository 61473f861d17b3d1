import Daylight
import Glibc

/// What a follower remembers of a log: the last head it accepted, and the hash of every leaf under it.
///
/// `leaves` grows first and is flushed; `checkpoint` then says how much of it counts.
struct FollowState {
    private let path: String
    private let lock: DirectoryLock
    private let leaves: OpenFile
    private(set) var head: Checkpoint?
    private(set) var frontier = Frontier()

    /// - Throws: ``LogError/locked(path:)`` if another follower has the directory, ``LogError/damaged(path:reason:)`` if what
    ///   is there does not fit together or belongs to another log.
    init(at path: String, key: VerifierKey) throws(LogError) {
        self.path = path
        try Disk.makeDirectories(path, mode: 0o700)
        lock = try DirectoryLock(path)
        leaves = try OpenFile("\(path)/leaves", O_RDWR | O_CREAT, mode: 0o600)
        head = try Self.head(in: path, key)
        let size = head?.size ?? 0
        guard try leaves.size >= Int(size) * TreeHash.byteCount else {
            throw .damaged(path: "\(path)/leaves", reason: "expected the hashes of \(size) entries, found fewer")
        }
        // What a killed round has left beyond the accepted head does not count.
        try leaves.truncate(to: Int(size) * TreeHash.byteCount)
        try forEachLeaf(below: size) { frontier.append($0) { _, _ in } }
        guard head == nil || frontier.root == head?.root else {
            throw .damaged(path: "\(path)/leaves", reason: "the hashes do not lead to the root of the accepted checkpoint")
        }
    }

    private static func head(in path: String, _ key: VerifierKey) throws(LogError) -> Checkpoint? {
        let file = "\(path)/checkpoint"
        let note: [UInt8]
        do {
            note = try Disk.read(file, limit: Note.byteLimit)
        } catch {
            if case .missing = error { return nil }
            throw error
        }
        do {
            return try Checkpoint(opening: note, key: key, origin: key.name)
        } catch {
            throw .damaged(path: file, reason: error.reason)
        }
    }

    private func forEachLeaf(below size: UInt64, _ body: (TreeHash) -> Void) throws(LogError) {
        let chunk = 1 << 16
        var buffer = [UInt8](repeating: 0, count: chunk * TreeHash.byteCount)
        var done: UInt64 = 0
        while done < size {
            let count = Int(min(size - done, UInt64(chunk))) * TreeHash.byteCount
            let read = try buffer.withUnsafeMutableBufferPointer { bytes throws(LogError) in
                let part = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: bytes[..<count]))
                return try leaves.read(into: part, at: Int(done) * TreeHash.byteCount)
            }
            guard read == count else { throw .damaged(path: "\(path)/leaves", reason: "expected \(count) bytes, found \(read)") }
            buffer.withUnsafeBytes { bytes in
                for start in stride(from: 0, to: count, by: TreeHash.byteCount) {
                    body(TreeHash(UnsafeRawBufferPointer(rebasing: bytes[start..<start + TreeHash.byteCount])))
                }
            }
            done += UInt64(count / TreeHash.byteCount)
        }
    }

    /// The tiles of the accepted tree, made anew from its leaves: only needed to prove a contradiction.
    func tiles() throws(LogError) -> HashTiles {
        let tiles = HashTiles()
        var frontier = Frontier()
        var hashes: [(level: Int, hash: TreeHash)] = []
        try forEachLeaf(below: head?.size ?? 0) { leaf in frontier.append(leaf) { hashes.append(($0, $1)) } }
        tiles.append(hashes)
        return tiles
    }

    /// Accepts a larger head with the leaf hashes that it adds, durably.
    mutating func accept(_ head: Checkpoint, adding hashes: [UInt8], _ grown: Frontier) throws(LogError) {
        let end = Int(frontier.size) * TreeHash.byteCount
        let written = hashes.withUnsafeBytes { pwrite(leaves.descriptor, $0.baseAddress, $0.count, off_t(end)) }
        guard written == hashes.count else { throw Disk.error("write", "\(path)/leaves") }
        try leaves.synchronize()
        try Disk.replace("\(path)/checkpoint", temporary: "\(path)/.new", head.note, isDurable: true)
        self.head = head
        frontier = grown
    }

    /// Keeps evidence beside the state, and says where.
    func keep(_ evidence: ForkEvidence) throws(LogError) -> String {
        let file = "\(path)/\(Digest(of: evidence.file).hex.prefix(16)).fork.json"
        try Disk.replace(file, temporary: "\(path)/.new", evidence.file, isDurable: true)
        return file
    }
}
