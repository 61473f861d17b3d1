import Daylight

extension PolicyReader {
    /// `supplyChain`: whom was bought from, and the files of the site and of the systems (sponsorship reference, section 14.4).
    mutating func readSupplyChain() throws(GateFault) {
        guard var object = try scanner.openObject() else { return }
        var (boughtFrom, adsTxt): (Host?, AdsTxt?) = (nil, nil)
        var sellers: [Host: SellersFile]?
        while let member = try nextMember(&object) {
            switch member {
            case .boughtFrom: boughtFrom = try value { Host($0) }
            case .adsTxt:
                let place = scanner.position
                guard let text = try scanner.text() else { continue }
                adsTxt = try? AdsTxt(parsing: Array(text.bytes))
                if adsTxt == nil { throw GateFault(place: place, cause: .unreadable) }
            case .sellersJson: sellers = try readSellers()
            default: try scanner.skipValue()
            }
        }
        supplyChain = SupplyChainCheck(boughtFrom: boughtFrom, adsTxt: adsTxt, sellers: sellers, suffixes: suffixes)
    }

    /// A file that is not one tells of no seller, as it would when it had been fetched.
    private mutating func readSellers() throws(GateFault) -> [Host: SellersFile]? {
        guard var object = try scanner.openObject() else { return nil }
        var sellers: [Host: SellersFile] = [:]
        while let name = try scanner.nextName(&object) {
            let start = scanner.position
            try scanner.skipValue()
            let json = try? JSONParser.parse(UnsafeBufferPointer(start: start, count: scanner.position - start))
            guard let system = Host(bytes: name.text.bytes), let json, json != .null else { continue }
            sellers[system] = (try? SellersFile(json: json)) ?? SellersFile()
        }
        return sellers
    }
}
