extension LineReader {
    /// `false` when there is `null` instead of a response.
    mutating func response(into facts: inout LineFacts) throws(GateFault) -> Bool {
        guard var object = try scanner.openObject() else { return false }
        while let member = try nextMember(&object) {
            switch member {
            case .id: facts.responseID = try scanner.text()
            case .cur: facts.currency = try scanner.text()
            case .seatbid: try seats(into: &facts)
            default: try scanner.skipValue()
            }
        }
        return true
    }

    private mutating func seats(into facts: inout LineFacts) throws(GateFault) {
        guard try scanner.openArray() else { return }
        var isFirst = true
        while try scanner.nextElement(isFirst: &isFirst) {
            guard var object = try scanner.openObject() else { continue }
            let firstBid = facts.bids.count
            var seat: Text?
            while let member = try nextMember(&object) {
                switch member {
                case .seat: seat = try scanner.text()
                case .bid: try bids(into: &facts)
                default: try scanner.skipValue()
                }
            }
            // The seat may be named behind its bids.
            for index in firstBid..<facts.bids.count { facts.bids.start[index].seat = seat }
        }
    }

    private mutating func bids(into facts: inout LineFacts) throws(GateFault) {
        guard try scanner.openArray() else { return }
        var isFirst = true
        while try scanner.nextElement(isFirst: &isFirst) {
            guard facts.bids.count < Self.bidLimit else { throw scanner.fault(.tooManyBids) }
            var bid = BidFacts()
            guard var object = try scanner.openObject() else { continue }
            while let member = try nextMember(&object) { try read(member, into: &bid, &facts) }
            facts.bids.append(bid)
        }
    }

    private mutating func read(_ member: LineMember, into bid: inout BidFacts, _ facts: inout LineFacts) throws(GateFault) {
        switch member {
        case .id: bid.id = try scanner.text()
        case .impid: bid.imp = try scanner.text()
        case .adomain: bid.advertiserDomains = try strings(into: &facts) ?? Places()
        case .crid: bid.creative = try scanner.text()
        case .cid: bid.campaign = try scanner.text()
        case .dealid: bid.deal = try scanner.text()
        case .ext: try bidExtension(of: &bid, &facts)
        default: try scanner.skipValue()
        }
    }

    private mutating func bidExtension(of bid: inout BidFacts, _ facts: inout LineFacts) throws(GateFault) {
        guard var object = try scanner.openObject() else { return }
        while let member = try nextMember(&object) {
            switch member {
            case .dsa: bid.dsa = try bidDSA(&facts)
            case .ttpa: try bidTTPA(of: &bid, &facts)
            default: try scanner.skipValue()
            }
        }
    }

    private mutating func bidDSA(_ facts: inout LineFacts) throws(GateFault) -> DSAFacts? {
        guard var object = try scanner.openObject() else { return nil }
        var dsa = DSAFacts()
        while let member = try nextMember(&object) {
            switch member {
            case .behalf: dsa.behalf = try scanner.text()
            case .paid: dsa.paid = try scanner.text()
            case .adrender: dsa.advertiserRenders = try scanner.number()
            case .transparency: dsa.transparency = try transparency(into: &facts)
            default: try scanner.skipValue()
            }
        }
        return dsa
    }

    private mutating func bidTTPA(of bid: inout BidFacts, _ facts: inout LineFacts) throws(GateFault) {
        guard var object = try scanner.openObject() else { return }
        while let member = try nextMember(&object) {
            switch member {
            case .political: bid.political = try scanner.number()
            case .notice: bid.notice = try scanner.text()
            case .noticehash: bid.noticeHash = try scanner.text()
            case .election: bid.elections = try strings(into: &facts) ?? Places()
            case .targeting: bid.targeting = try scanner.number()
            case .criteria: bid.criteria = try criteria(into: &facts)
            default: try scanner.skipValue()
            }
        }
    }

    private mutating func criteria(into facts: inout LineFacts) throws(GateFault) -> Places {
        let start = facts.criteria.count
        guard try scanner.openArray() else { return Places(start, start) }
        var isFirst = true
        while try scanner.nextElement(isFirst: &isFirst) {
            guard var object = try scanner.openObject() else { continue }
            var criterion = Criterion()
            while let member = try nextMember(&object) {
                switch member {
                case .c: criterion.category = try scanner.text()
                case .src: criterion.source = try scanner.text()
                default: try scanner.skipValue()
                }
            }
            criterion.knownCategory = criterion.category.flatMap { words.categories[Name($0)] }
            criterion.knownSource = criterion.source.flatMap { words.sources[Name($0)] }
            facts.criteria.append(criterion)
        }
        return Places(start, facts.criteria.count)
    }
}
