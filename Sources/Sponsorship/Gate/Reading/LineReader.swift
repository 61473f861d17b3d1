/// Reads a line of the gate in one pass: request and response into facts, the context as bytes.
struct LineReader {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Largest request and response in bytes, most imps and bids (sponsorship reference, section 8.3).
    static let partLimit = 256 << 10
    static let impLimit = 100
    static let bidLimit = 500

    var scanner: ByteScanner
    let words: LineWords

    init(_ start: UnsafePointer<UInt8>, count: Int, room: ScannerRoom, words: LineWords) {
        scanner = ByteScanner(start, count: count, room: room, learning: true)
        self.words = words
    }

    /// Reads the whole line.
    ///
    /// - Parameter known: bytes of a context that was read before; the same bytes again are not read again.
    /// - Returns: the bytes of the context; `known` itself when it comes again.
    mutating func line(count: Int, known: Bytes, into facts: inout LineFacts) throws(GateFault) -> Bytes {
        var context: Bytes?
        var (hasRequest, hasResponse) = (false, false)
        guard var object = try scanner.openObject() else { throw GateFault(place: scanner.start, cause: .object) }
        while let member = try nextMember(&object) {
            let start = scanner.position
            switch member {
            case .request:
                hasRequest = try request(into: &facts)
                try checkSize(since: start, .requestTooLong)
            case .response:
                hasResponse = try response(into: &facts)
                try checkSize(since: start, .responseTooLong)
            case .context: context = try contextBytes(known, end: scanner.start + count)
            default: try scanner.skipValue()
            }
        }
        try checkEnd(count)
        guard hasRequest, hasResponse, let context else { throw scanner.fault(.scope) }
        return context
    }

    func checkEnd(_ count: Int) throws(GateFault) {
        let end = ByteScanner.afterSpace(scanner.position)
        guard end == scanner.start + count else { throw GateFault(place: end, cause: .trailing) }
    }

    private func checkSize(since start: UnsafePointer<UInt8>, _ cause: GateFault.Cause) throws(GateFault) {
        guard scanner.position - start <= Self.partLimit else {
            throw GateFault(place: start + Self.partLimit, cause: cause)
        }
    }

    /// `nil` for `null`.
    private mutating func contextBytes(_ known: Bytes, end: UnsafePointer<UInt8>) throws(GateFault) -> Bytes? {
        let start = scanner.position
        // An object ends where its brackets do, so equal bytes are an equal value.
        if !known.isEmpty, end - start >= known.count, ByteScanner.areEqual(start, known) {
            scanner.position = start + known.count
            return known
        }
        guard start.pointee == UInt8(ascii: "{") else {
            try scanner.null(or: .object)
            return nil
        }
        return try valueBytes()
    }

    /// Checks a value and hands out its bytes.
    mutating func valueBytes() throws(GateFault) -> Bytes {
        scanner.skipSpace()
        let start = scanner.position
        try scanner.skipValue()
        return Bytes(start: start, count: scanner.position - start)
    }

    /// The next member that anybody asks for; the others are passed over here.
    mutating func nextMember(_ object: inout OpenObject) throws(GateFault) -> LineMember? {
        try scanner.nextMember(&object)
    }

    /// The strings of an array behind those there are; `nil` for `null`.
    mutating func strings(into facts: inout LineFacts) throws(GateFault) -> Places? {
        guard try scanner.openArray() else { return nil }
        let start = facts.texts.count
        var isFirst = true
        while try scanner.nextElement(isFirst: &isFirst) {
            if let text = try scanner.text() { facts.texts.append(text) }
        }
        return Places(start, facts.texts.count)
    }

    /// `transparency[]` of a request or a bid.
    mutating func transparency(into facts: inout LineFacts) throws(GateFault) -> Places {
        let start = facts.transparency.count
        guard try scanner.openArray() else { return Places(start, start) }
        var isFirst = true
        while try scanner.nextElement(isFirst: &isFirst) {
            guard var object = try scanner.openObject() else { continue }
            var entry = Transparency()
            while let member = try nextMember(&object) {
                switch member {
                case .domain: entry.domain = try scanner.text()
                // Named so before 26 January 2024.
                case .dsaparams, .params: try parameters(of: &entry)
                default: try scanner.skipValue()
                }
            }
            facts.transparency.append(entry)
        }
        return Places(start, facts.transparency.count)
    }

    private mutating func parameters(of entry: inout Transparency) throws(GateFault) {
        guard try scanner.openArray() else { return }
        var isFirst = true
        while try scanner.nextElement(isFirst: &isFirst) {
            guard let parameter = try scanner.number() else { continue }
            if parameter == 1 || parameter == 3 { entry.choosesRecipients = true }
            if ![1, 2, 3].contains(parameter), entry.unknownParameter == nil { entry.unknownParameter = parameter }
        }
    }
}
