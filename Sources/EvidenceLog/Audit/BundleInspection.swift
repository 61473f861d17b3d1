import Daylight

/// What one bundle's entries hash to, beside the level-0 tile that is served for them.
struct InspectedBundle: Sendable {
    let number: UInt64
    /// The leaf hashes of the entries, 32 bytes each.
    let derived: [UInt8]
    /// The tile as served; equal to `derived` unless something is wrong.
    let served: [UInt8]

    var width: Int { derived.count / TreeHash.byteCount }
    var isFull: Bool { width == TilePath.fullWidth }
}

/// Reads and hashes one bundle at a time; the part of an audit that threads share.
struct BundleInspection: Sendable {
    let source: any LogSource
    let size: UInt64
    let checksStatements: Bool

    /// - Throws: ``LogAudit/Fault`` or ``LogError``.
    func inspect(_ number: UInt64) throws -> InspectedBundle {
        let width = Int(min(size - number * 256, 256))
        let path = TilePath(.entries, number, width: width)
        let bundle = try read(path)
        let derived = try hashes(of: bundle, path)
        let served = try HashTileFile.read(TilePath(.hashes(0), number, width: width), from: source)
        return InspectedBundle(number: number, derived: derived, served: derived.elementsEqual(served) ? derived : Array(served))
    }

    private func read(_ path: TilePath) throws -> (bytes: [UInt8], width: Int) {
        do {
            guard let found = try source.tile(path) else {
                throw LogAudit.Fault(path: path.description, reason: "expected a file, found none")
            }
            return found
        } catch LogError.damaged(_, let reason) {
            throw LogAudit.Fault(path: path.description, reason: reason)
        }
    }

    private func hashes(of bundle: (bytes: [UInt8], width: Int), _ path: TilePath) throws -> [UInt8] {
        var hashes: [UInt8] = []
        hashes.reserveCapacity(path.width * TreeHash.byteCount)
        var offset = 0
        for position in 0..<bundle.width {
            guard let range = Bundle.entry(at: offset, in: bundle.bytes) else {
                throw LogAudit.Fault(
                    path: path.description, reason: "expected \(bundle.width) entries, found the end in entry \(position)")
            }
            offset = range.upperBound
            guard position < path.width else { continue }
            bundle.bytes.withUnsafeBytes { bytes in
                TreeHash.leaf(UnsafeRawBufferPointer(rebasing: bytes[range])).withBytes { hashes.append(contentsOf: $0) }
            }
            if checksStatements { try checkStatement(bundle.bytes[range], position, path) }
        }
        guard offset == bundle.bytes.count else {
            throw LogAudit.Fault(
                path: path.description, reason: "expected \(bundle.width) entries in \(offset) bytes, found \(bundle.bytes.count)"
            )
        }
        return hashes
    }

    private func checkStatement(_ entry: ArraySlice<UInt8>, _ position: Int, _ path: TilePath) throws(LogAudit.Fault) {
        do throws(InputError) {
            let envelope = try Envelope(parsing: Array(entry))
            guard envelope.payloadType.utf8.elementsEqual(Statement.payloadType.utf8) else {
                throw InputError(
                    source: "envelope", field: "payloadType", expected: Statement.payloadType, found: envelope.payloadType)
            }
            _ = try StatementChecker.check(envelope.payload)
        } catch {
            throw LogAudit.Fault(path: path.description, reason: "entry \(path.number * 256 + UInt64(position)): \(error)")
        }
    }
}
