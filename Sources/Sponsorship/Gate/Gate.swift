public import Daylight

/// The gate that a bid passes before its ad is shown: reads request, response and context, and says of every bid allow, hold
/// or block, with every rule that fired (sponsorship reference, section 14.2).
///
/// A decision is a function of the bytes, the policy and the instant. A gate keeps memory between lines, so that most lines
/// need no more, and works for one caller at a time.
public final class Gate {
    /// Largest line in bytes.
    public static let lineLimit = ScannerRoom.lineLimit
    /// Largest policy in bytes that is made ready on its own; one that comes in a line is bounded by the line.
    public static let policyLimit = 64 << 20
    /// Bytes that must be readable behind a line that is judged in place; the first of them is a NUL.
    public static let padding = ScannerRoom.padding

    private let room = ScannerRoom()
    private let words = LineWords()
    private let writer = DecisionWriter()
    private let suffixes: PublicSuffixList
    private let contexts: ContextCache
    private var state = State()
    private let explains: Bool

    private struct State: ~Copyable {
        var facts = LineFacts()
        var sink = ByteSink()
    }

    /// - Parameters:
    ///   - suffixes: under which names anybody may register one.
    ///   - explaining: whether decisions tell of every rule, also of those that did not fire.
    public init(suffixes: PublicSuffixList = .wellKnown, explaining: Bool = false) {
        self.suffixes = suffixes
        explains = explaining
        contexts = ContextCache(suffixes: suffixes)
    }

    deinit { state.facts.deallocate() }

    // MARK: Lines

    /// Judges one line of JSON with `request`, `response` and `context`.
    ///
    /// - Parameters:
    ///   - line: without its newline; longer than ``lineLimit`` is malformed.
    ///   - now: the clock, for a context that names no instant.
    /// - Returns: one line of JSON with the decisions, and a newline.
    public func decide(line: some Collection<UInt8>, now: Timestamp) -> [UInt8] {
        removeOutput()
        // One byte more tells that there are too many.
        let bytes = Array(line.prefix(Self.lineLimit + 1))
        bytes.withUnsafeBytes { append(line: $0, now: now) }
        return Array(output)
    }

    /// The same, written behind what ``output`` has.
    public func append(line: UnsafeRawBufferPointer, now: Timestamp) {
        guard line.count <= Self.lineLimit else { return appendTooLong() }
        append(padded: UnsafeBufferPointer(start: room.padded(line), count: line.count), now: now)
    }

    /// The same without a copy, for a line with ``padding`` behind it.
    public func append(padded line: UnsafeBufferPointer<UInt8>, now: Timestamp) {
        let start = line.baseAddress!
        state.facts.clear()
        room.kept.forget()
        do {
            try judge(start, line.count, now)
        } catch {
            writer.write(malformed: error.cause, at: error.offset(from: start), to: &state.sink)
        }
    }

    /// The decision on a line that is longer than a line may be.
    public func appendTooLong() { writer.write(malformed: .tooLong, at: Self.lineLimit, to: &state.sink) }

    private func judge(_ start: UnsafePointer<UInt8>, _ count: Int, _ now: Timestamp) throws(GateFault) {
        var reader = LineReader(start, count: count, room: room, words: words)
        let bytes = try reader.line(count: count, known: contexts.known, into: &state.facts)
        let context = try contexts.context(bytes, room: room)
        write(policy: context.policy, now: context.now ?? now)
    }

    private func write(policy: GatePolicy, now: Timestamp) {
        let judge = Judge(state.facts, policy: policy, now: now.milliseconds, room: room)
        writer.write(judge, explaining: explains, to: &state.sink)
    }

    /// What was written since it was last removed. It lasts until something is written.
    public var output: UnsafeRawBufferPointer { state.sink.bytes }

    public func removeOutput() { state.sink.removeAll() }

    // MARK: Parts

    /// Makes a policy ready.
    ///
    /// - Parameters:
    ///   - json: an object as `policy` of section 14.2.
    ///   - zone: where the publisher works; days begin and end there.
    /// - Throws: the byte at which it cannot be read.
    public func policy(_ json: some Collection<UInt8>, zone: Zone = .brussels) throws(InputError) -> GatePolicy {
        let bytes = Array(json.prefix(Self.policyLimit + 1))
        guard bytes.count <= Self.policyLimit else {
            throw InputError(expected: "at most \(Self.policyLimit) bytes of policy", found: "more")
        }
        let room = ScannerRoom(limit: bytes.count)
        let result: Result<GatePolicy, PolicyFault> = bytes.withUnsafeBufferPointer { bytes in
            let words = PolicyMember.words
            do throws(PolicyFault) {
                return .success(try PolicyReader.policy(bytes, zone: zone, suffixes: suffixes, words: words, room: room))
            } catch {
                return .failure(error)
            }
        }
        do { return try result.get() } catch {
            throw InputError(place: .byte(error.offset), field: "policy", expected: "\(error.cause.text)", found: "other bytes")
        }
    }

    /// Judges a response to a request by a policy that is ready.
    ///
    /// - Returns: one line of JSON with the decisions, and a newline. Offsets of what cannot be read count from the start of
    ///   the part that cannot be.
    public func decide(
        request: some Collection<UInt8>, response: some Collection<UInt8>, policy: GatePolicy, now: Timestamp
    ) -> [UInt8] {
        removeOutput()
        state.facts.clear()
        room.kept.forget()
        let (request, response) = (Self.padded(request), Self.padded(response))
        request.withUnsafeBufferPointer { request in
            response.withUnsafeBufferPointer { response in
                guard read(request, { (reader, facts) throws(GateFault) in try reader.request(into: &facts) }),
                    read(response, { (reader, facts) throws(GateFault) in try reader.response(into: &facts) })
                else { return }
                write(policy: policy, now: now)
            }
        }
        return Array(output)
    }

    private static func padded(_ bytes: some Collection<UInt8>) -> [UInt8] {
        Array(bytes.prefix(LineReader.partLimit + 1)) + [UInt8](repeating: 0, count: padding)
    }

    /// Reads a part; `false` after writing that it cannot be read.
    private func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ body: (inout LineReader, inout LineFacts) throws(GateFault) -> Bool
    ) -> Bool {
        let (start, count) = (bytes.baseAddress!, bytes.count - Self.padding)
        var reader = LineReader(start, count: count, room: room, words: words)
        reader.scanner.decoded = room.decoded + state.facts.decodedCount
        do throws(GateFault) {
            guard count <= LineReader.partLimit else {
                throw GateFault(place: start + LineReader.partLimit, cause: .tooLong)
            }
            guard try body(&reader, &state.facts) else { throw GateFault(place: start, cause: .object) }
            try reader.checkEnd(count)
            state.facts.decodedCount = reader.scanner.decoded - room.decoded
            return true
        } catch {
            writer.write(malformed: error.cause, at: error.offset(from: start), to: &state.sink)
            return false
        }
    }
}
