import Daylight

/// A context: when a bid is judged, where, and by which policy.
struct GateContext {
    /// Of the line; `nil`: the clock.
    let now: Timestamp?
    let policy: GatePolicy
}

/// Keeps what was made of the last context: most lines come with the same one.
final class ContextCache {
    private let words = PolicyMember.words
    private let suffixes: PublicSuffixList
    private var context: GateContext?
    /// A copy of the context's bytes, to be compared with.
    private(set) var known = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var zones: [String: Zone] = [Zone.brussels.name: .brussels]

    init(suffixes: PublicSuffixList) { self.suffixes = suffixes }

    deinit { known.deallocate() }

    /// What the bytes stand for: those of ``known``, or others that were checked already.
    func context(
        _ source: UnsafeBufferPointer<UInt8>, room: ScannerRoom
    ) throws(GateFault) -> GateContext {
        if let context, source.baseAddress == known.baseAddress { return context }
        let made = try read(source, room)
        context = made
        known.deallocate()
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: source.count)
        _ = copy.update(fromContentsOf: source)
        known = UnsafeBufferPointer(copy)
        return made
    }

    private func read(
        _ source: UnsafeBufferPointer<UInt8>, _ room: ScannerRoom
    ) throws(GateFault) -> GateContext {
        var scanner = ByteScanner(source.baseAddress!, count: source.count, room: room)
        // Behind what the line has decoded, which is still needed: the context takes no more than its own bytes.
        scanner.decoded = room.decodedContext
        guard var object = try scanner.openObject() else { throw scanner.fault(.object) }
        var (now, zone): (Timestamp?, Zone) = (nil, .brussels)
        var policy: UnsafeBufferPointer<UInt8>?
        while let name = try scanner.nextName(&object) {
            let place = scanner.position
            switch words[name] {
            case .now?:
                guard let text = try scanner.text(), !text.isBlank else { continue }
                now = Timestamp(iso8601: text.string)
                if now == nil { throw GateFault(place: place, cause: .unreadable) }
            case .zone?:
                guard let text = try scanner.text(), !text.isBlank else { continue }
                guard let known = self.zone(text.string) else { throw GateFault(place: place, cause: .unreadable) }
                zone = known
            case .policy? where place.pointee == UInt8(ascii: "{"):
                try scanner.skipValue()
                policy = UnsafeBufferPointer(start: place, count: scanner.position - place)
            case .policy?: try scanner.null(or: .object)
            default: try scanner.skipValue()
            }
        }
        return GateContext(now: now, policy: try self.policy(policy, zone, room))
    }

    private func zone(_ name: String) -> Zone? {
        if let zone = zones[name] { return zone }
        guard let zone = Zone(name) else { return nil }
        // Bounded: nobody publishes everywhere.
        if zones.count >= 64 { zones.removeAll() }
        zones[name] = zone
        return zone
    }

    private func policy(
        _ source: UnsafeBufferPointer<UInt8>?, _ zone: Zone, _ room: ScannerRoom
    ) throws(GateFault) -> GatePolicy {
        let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        if let policy = context?.policy, policy.zone == zone, policy.memory.holds(source ?? empty) { return policy }
        do {
            return try PolicyReader.policy(source, zone: zone, suffixes: suffixes, words: words, room: room)
        } catch {
            // The policy read a copy; say where the fault is in the line.
            throw GateFault(place: source!.baseAddress! + error.offset, cause: error.cause)
        }
    }
}
