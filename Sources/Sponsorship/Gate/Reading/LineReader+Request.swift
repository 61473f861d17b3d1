extension LineReader {
    /// `false` when there is `null` instead of a request.
    mutating func request(into facts: inout LineFacts) throws(GateFault) -> Bool {
        guard var object = try scanner.openObject() else { return false }
        while let member = try nextMember(&object) {
            switch member {
            case .id: facts.request.id = try scanner.text()
            case .imp: try imps(into: &facts)
            case .site: try site(into: &facts.request)
            case .app: try app(into: &facts.request)
            case .user: try user(into: &facts.request)
            case .device: try device(into: &facts.request)
            case .regs: try regulations(into: &facts)
            case .source: try source(into: &facts)
            case .ext: facts.request.chainOf24 = try chainInExtension(into: &facts)
            case .cur: facts.request.currencies = try strings(into: &facts)
            case .wseat: facts.request.allowedSeats = try strings(into: &facts)
            case .bseat: facts.request.blockedSeats = try strings(into: &facts) ?? Places()
            default: try scanner.skipValue()
            }
        }
        return true
    }

    private mutating func imps(into facts: inout LineFacts) throws(GateFault) {
        guard try scanner.openArray() else { return }
        let start = facts.texts.count
        var (isFirst, count) = (true, 0)
        while try scanner.nextElement(isFirst: &isFirst) {
            count += 1
            guard count <= Self.impLimit else { throw scanner.fault(.tooManyImps) }
            guard var object = try scanner.openObject() else { continue }
            while let member = try nextMember(&object) {
                if member == .id {
                    if let id = try scanner.text() { facts.texts.append(id) }
                } else {
                    try scanner.skipValue()
                }
            }
        }
        facts.request.imps = Places(start, facts.texts.count)
    }

    private mutating func site(into request: inout RequestFacts) throws(GateFault) {
        guard var object = try scanner.openObject() else { return }
        while let member = try nextMember(&object) {
            switch member {
            case .domain: request.siteDomain = try scanner.text()
            case .publisher: request.publisher = try publisher(.id)
            default: try scanner.skipValue()
            }
        }
    }

    private mutating func app(into request: inout RequestFacts) throws(GateFault) {
        guard var object = try scanner.openObject() else { return }
        while let member = try nextMember(&object) {
            switch member {
            case .domain: request.appDomain = try scanner.text()
            case .publisher: request.appPublisherDomain = try publisher(.domain)
            default: try scanner.skipValue()
            }
        }
    }

    private mutating func publisher(_ wanted: LineMember) throws(GateFault) -> Text? {
        guard var object = try scanner.openObject() else { return nil }
        var found: Text?
        while let member = try nextMember(&object) {
            if member == wanted { found = try scanner.text() } else { try scanner.skipValue() }
        }
        return found
    }

    private mutating func user(into request: inout RequestFacts) throws(GateFault) {
        guard var object = try scanner.openObject() else { return }
        while let member = try nextMember(&object) {
            switch member {
            case .id, .buyeruid: if let id = try scanner.text(), !id.isEmpty { request.hasIdentifier = true }
            case .eids: if try hasElements() { request.hasIdentifier = true }
            case .yob: request.yearOfBirth = try scanner.number()
            default: try scanner.skipValue()
            }
        }
    }

    private mutating func hasElements() throws(GateFault) -> Bool {
        guard try scanner.openArray() else { return false }
        var isFirst = true
        while try scanner.nextElement(isFirst: &isFirst) { try scanner.skipValue() }
        return !isFirst
    }

    private mutating func device(into request: inout RequestFacts) throws(GateFault) {
        guard var object = try scanner.openObject() else { return }
        while let member = try nextMember(&object) {
            if member == .ifa {
                if let id = try scanner.text(), !id.isEmpty { request.hasIdentifier = true }
            } else {
                try scanner.skipValue()
            }
        }
    }

    private mutating func source(into facts: inout LineFacts) throws(GateFault) {
        guard var object = try scanner.openObject() else { return }
        while let member = try nextMember(&object) {
            switch member {
            case .schain: facts.request.chain = try chain(into: &facts)
            case .ext: facts.request.chainOf25 = try chainInExtension(into: &facts)
            default: try scanner.skipValue()
            }
        }
    }

    /// `ext.schain`.
    private mutating func chainInExtension(into facts: inout LineFacts) throws(GateFault) -> ChainFacts? {
        guard var object = try scanner.openObject() else { return nil }
        var found: ChainFacts?
        while let member = try nextMember(&object) {
            if member == .schain { found = try chain(into: &facts) } else { try scanner.skipValue() }
        }
        return found
    }

    /// A chain as an object or in its string form; `nil` for `null`. What is malformed inside it is for the rules to judge.
    private mutating func chain(into facts: inout LineFacts) throws(GateFault) -> ChainFacts? {
        scanner.skipSpace()
        let (start, firstNode) = (scanner.position, facts.nodes.count)
        if start.pointee == UInt8(ascii: "\"") {
            try scanner.skipValue()
        } else {
            guard var object = try scanner.openObject() else { return nil }
            while let member = try nextMember(&object) {
                if member == .nodes, scanner.position.pointee == UInt8(ascii: "[") {
                    try nodes(into: &facts)
                } else {
                    try scanner.skipValue()
                }
            }
        }
        return ChainFacts(
            bytes: Bytes(start: start, count: scanner.position - start), nodes: Places(firstNode, facts.nodes.count))
    }

    private mutating func nodes(into facts: inout LineFacts) throws(GateFault) {
        guard try scanner.openArray() else { return }
        var isFirst = true
        while try scanner.nextElement(isFirst: &isFirst) {
            guard scanner.position.pointee == UInt8(ascii: "{"), var object = try scanner.openObject() else {
                try scanner.skipValue()
                continue
            }
            var (system, account): (Text?, Text?) = (nil, nil)
            while let member = try nextMember(&object) {
                switch member {
                case .asi: system = try anyText()
                case .sid: account = try anyText()
                default: try scanner.skipValue()
                }
            }
            if let system, let account { facts.nodes.append(ChainNode(system: system, account: account)) }
        }
    }

    /// A text; `nil` for a value of another type.
    private mutating func anyText() throws(GateFault) -> Text? {
        if scanner.position.pointee == UInt8(ascii: "\"") { return try scanner.text() }
        try scanner.skipValue()
        return nil
    }

    private mutating func regulations(into facts: inout LineFacts) throws(GateFault) {
        guard var object = try scanner.openObject() else { return }
        while let member = try nextMember(&object) {
            switch member {
            case .coppa: facts.request.isForChildren = try scanner.number() == 1
            case .ext: try regulationsExtension(into: &facts)
            default: try scanner.skipValue()
            }
        }
    }

    private mutating func regulationsExtension(into facts: inout LineFacts) throws(GateFault) {
        guard var object = try scanner.openObject() else { return }
        while let member = try nextMember(&object) {
            switch member {
            case .dsa: try requestDSA(into: &facts)
            case .ttpa: try requestTTPA(into: &facts.request)
            default: try scanner.skipValue()
            }
        }
    }

    private mutating func requestDSA(into facts: inout LineFacts) throws(GateFault) {
        guard var object = try scanner.openObject() else { return }
        var required: Double?
        while let member = try nextMember(&object) {
            switch member {
            case .dsarequired: facts.request.dsaRequired = try scanner.number()
            // Named so before 26 January 2024.
            case .required: required = try scanner.number()
            case .pubrender: facts.request.publisherRenders = try scanner.number()
            case .datatopub: facts.request.dataToPublisher = try scanner.number()
            case .transparency: facts.request.transparency = try transparency(into: &facts)
            default: try scanner.skipValue()
            }
        }
        if facts.request.dsaRequired == nil { facts.request.dsaRequired = required }
    }

    private mutating func requestTTPA(into request: inout RequestFacts) throws(GateFault) {
        guard var object = try scanner.openObject() else { return }
        while let member = try nextMember(&object) {
            switch member {
            case .scope: request.scope = try scanner.number() ?? 1
            case .political: request.political = try scanner.number()
            case .consent: request.consent = try scanner.number() ?? 0
            default: try scanner.skipValue()
            }
        }
    }
}
