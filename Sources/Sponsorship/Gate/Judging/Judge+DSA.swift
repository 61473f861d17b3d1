import Daylight

extension Judge {
    /// Most characters that `behalf` and `paid` may have (OpenRTB DSA extension).
    static let nameLimit = 100

    /// B01 to B05: the transparency that the Digital Services Act asks for.
    func judgeDSA(_ bid: BidFacts, _ fired: inout RuleSet) {
        guard let dsa = bid.dsa else {
            fired.insert(.B01, if: isDSARequired)
            return
        }
        fired.insert(.B02, if: isWrong(dsa.behalf) || isWrong(dsa.paid))
        fired.insert(.B03, if: isRenderingWrong(dsa))
        fired.insert(.B04, if: facts.request.dataToPublisher == 2 && dsa.transparency.isEmpty)
        fired.insert(.B05, if: hasUnknownParameter || facts.transparency[dsa.transparency].contains(where: Self.isUnknown))
    }

    var isDSARequired: Bool { facts.request.dsaRequired == 2 || facts.request.dsaRequired == 3 }

    func isWrong(_ name: Text?) -> Bool {
        guard let name, !name.isBlank else { return isDSARequired }
        return Self.characterCount(name) > Self.nameLimit
    }

    /// Unicode scalars after NFC.
    static func characterCount(_ name: Text) -> Int {
        // Normalising makes no more scalars than there are bytes: what has few bytes needs no count.
        if name.count <= nameLimit { return name.count }
        return CharacterCount.composed(name.string)
    }

    /// Nobody renders, or both do.
    func isRenderingWrong(_ dsa: DSAFacts) -> Bool {
        switch facts.request.publisherRenders {
        case 0: dsa.advertiserRenders != 1
        case 2: dsa.advertiserRenders == 1
        default: false
        }
    }

    static func isUnknown(_ entry: Transparency) -> Bool {
        if entry.unknownParameter != nil { return true }
        guard let domain = entry.domain else { return true }
        return switch Host.form(of: domain.bytes) {
        case .canonical, .upperCase: false
        case .international: Host(bytes: domain.bytes) == nil
        case nil: true
        }
    }
}
