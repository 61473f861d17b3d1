import Daylight

extension NoticeReader {
    private static let moneyNames: Set<String> = ["amount", "currency", "estimate"]
    private static let benefitNames: Set<String> = ["value", "description"]

    mutating func readMoney(_ parts: inout NoticeParts) {
        parts.amountsAd = money("amountsAd")
        if notice["amountsAd"] == nil {
            findings.add(
                .n05, "amountsAd", "Give what all providers received for this ad as a figure, \(AmountFault.example).")
        }
        readBenefits(&parts)
        parts.amountsCampaign = money("amountsCampaign")
        if notice["amountsCampaign"] == nil, notice.text("campaignId", .name) != nil {
            findings.add(
                .n06, "amountsCampaign",
                "The ad is part of a campaign: give what all providers received for the campaign, \(AmountFault.example).")
        }
        if let ad = parts.amountsAd, let campaign = parts.amountsCampaign, ad.currency == campaign.currency,
            ad.amount > campaign.amount
        {
            findings.add(
                .n21, "amountsCampaign",
                "The ad costs more (\(ad.amount)) than its whole campaign (\(campaign.amount)): correct one of the amounts.")
        }
        readOrigin(&parts)
    }

    /// N20 when something stands there that is no amount of money.
    private mutating func money(_ name: String) -> Money? {
        guard let value = notice[name] else { return nil }
        if let members = notice.members(name) { refuseUnknown(members, Self.moneyNames) }
        let money = Money(notice: value)
        if money == nil { findings.add(.n20, name, AmountFault.message(for: value)) }
        return money
    }

    private mutating func readBenefits(_ parts: inout NoticeParts) {
        guard let value = notice["otherBenefits"] else { return }
        if let members = notice.members("otherBenefits") {
            refuseUnknown(members, Self.benefitNames)
            if let inner = members.members("value") { refuseUnknown(inner, Self.moneyNames) }
            if let money = members["value"].flatMap({ Money(notice: $0) }), let description = members.text("description", .free) {
                parts.otherBenefits = OtherBenefits(value: money, description: description)
                return
            }
        }
        findings.add(
            .n20, "otherBenefits",
            """
            Give benefits in kind as their value in money and a description, {"value": \(AmountFault.example), \
            "description": "…"}, or leave them out when there were none; found \(Found.words(value)).
            """)
    }

    private mutating func readOrigin(_ parts: inout NoticeParts) {
        if let origin = notice.members("fundsOrigin") {
            refuseUnknown(origin, ["kind", "place"])
            if let kind = origin.choice("kind", FundsOrigin.Kind.self), let place = origin.choice("place", FundsOrigin.Place.self)
            {
                parts.fundsOrigin = FundsOrigin(kind: kind, place: place)
            }
        }
        if parts.fundsOrigin == nil {
            findings.add(
                .n07, "fundsOrigin",
                """
                Say where the money comes from: kind "public", "private" or "mixed", and place "insideUnion", "outsideUnion" \
                or "both".
                """)
        }
        parts.amountsMethod = notice.text("amountsMethod", .free)
        if parts.amountsMethod == nil {
            findings.add(
                .n08, "amountsMethod",
                """
                Say how the amounts were worked out: with or without VAT, rebates, estimate or final, and how a lump sum was \
                shared out; found \(Found.words(notice["amountsMethod"])).
                """)
        }
    }
}

extension Money {
    /// Reads `{"amount": "12500.00", "currency": "SEK", "estimate"?: true}`; a JSON number is not money.
    init?(notice value: JSONValue) {
        guard let object = value.objectValue, let amount = object["amount"]?.stringValue.flatMap({ Decimal($0) }),
            let currency = object["currency"]?.stringValue
        else { return nil }
        var isEstimate = false
        if let estimate = object["estimate"]?.present {
            guard let told = estimate.boolValue else { return nil }
            isEstimate = told
        }
        self.init(amount: amount, currency: currency, isEstimate: isEstimate)
    }
}
