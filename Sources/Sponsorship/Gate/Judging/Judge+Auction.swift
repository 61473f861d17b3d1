extension Judge {
    /// B10: what the bid says of the auction fits the request.
    func judgeAuction(_ bid: BidFacts, _ index: Int, _ fired: inout RuleSet) {
        fired.insert(
            .B10, if: hasForeignAnswer || !hasImp(bid) || isRepeated(bid, index) || !isSeatAllowed(bid) || isSeatBlocked(bid))
    }

    func hasImp(_ bid: BidFacts) -> Bool {
        guard let imp = bid.imp else { return false }
        return contains(imp, in: facts.request.imps)
    }

    /// An earlier bid of the response has the same id.
    func isRepeated(_ bid: BidFacts, _ index: Int) -> Bool {
        guard let id = bid.id else { return false }
        for earlier in 0..<index { if let other = facts.bids[earlier].id, other == id { return true } }
        return false
    }

    func isSeatAllowed(_ bid: BidFacts) -> Bool {
        guard let allowed = facts.request.allowedSeats else { return true }
        return bid.seat.map { contains($0, in: allowed) } ?? false
    }

    func isSeatBlocked(_ bid: BidFacts) -> Bool {
        guard !facts.request.blockedSeats.isEmpty, let seat = bid.seat else { return false }
        return contains(seat, in: facts.request.blockedSeats)
    }

    /// The currency of an answer that names none (OpenRTB 2.6, section 4.2.1).
    static let defaultCurrency: StaticString = "USD"

    var isCurrencyAllowed: Bool {
        guard let allowed = facts.request.currencies else { return true }
        for currency in facts.texts[allowed] {
            if let own = facts.currency, !own.isEmpty {
                if own == currency { return true }
            } else if currency.equals(Self.defaultCurrency) {
                return true
            }
        }
        return false
    }

    private func contains(_ text: Text, in range: Places) -> Bool {
        for other in facts.texts[range] where other == text { return true }
        return false
    }
}
