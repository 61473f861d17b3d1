import Daylight

extension MemberReader {
    func decimal(_ name: String) throws(InputError) -> Decimal {
        guard let decimal = optional(name)?.stringValue.flatMap({ Decimal(rate: $0) }) else {
            throw fault(name, "a decimal number as a text, such as \"0.70\"", object[name])
        }
        return decimal
    }

    /// Money: at most 15 digits, and four behind the point.
    func amount(_ name: String) throws(InputError) -> Decimal {
        guard let amount = optional(name)?.stringValue.flatMap({ Decimal($0) }) else {
            throw fault(name, "an amount as a text of up to 15 digits and four behind the point, such as \"12.50\"", object[name])
        }
        return amount
    }

    func strings(_ name: String) throws(InputError) -> [String] {
        var strings: [String] = []
        for (index, element) in try array(name).enumerated() {
            guard let text = element.stringValue, !text.isBlank else { throw fault("\(name)[\(index)]", "a text", element) }
            strings.append(text)
        }
        return strings
    }

    func host(_ text: String, _ field: String) throws(InputError) -> Host {
        guard let host = Host(text) else { throw fault(field, "a bare host name with a dot", .string(text)) }
        return host
    }

    /// A list of `{"from", "to", "amount"}`.
    func payments(_ name: String) throws(InputError) -> [MoneyGraph.Payment] {
        var payments: [MoneyGraph.Payment] = []
        for (index, element) in try array(name).enumerated() {
            let reader = try MemberReader(element, path: "\(name)[\(index)].")
            payments.append(
                MoneyGraph.Payment(
                    payer: try reader.string("from"), payee: try reader.string("to"), amount: try reader.amount("amount")))
        }
        return payments
    }

    /// The accounts that a list of `[asi, sid, "DIRECT" or "RESELLER"]` calls DIRECT.
    func directAccounts(_ value: JSONValue, _ field: String) throws(InputError) -> Set<AccountPools.Account> {
        guard let rows = value.arrayValue else { throw fault(field, "an array of accounts", value) }
        var accounts: Set<AccountPools.Account> = []
        for (index, row) in rows.enumerated() {
            let fields = row.arrayValue?.compactMap(\.stringValue) ?? []
            guard fields.count == 3, row.arrayValue?.count == 3, !fields[1].isBlank,
                let relationship = AdsTxt.Relationship(rawValue: fields[2].uppercased())
            else { throw fault("\(field)[\(index)]", "ad system, account, and DIRECT or RESELLER", row) }
            let system = try host(fields[0], "\(field)[\(index)][0]")
            if relationship == .direct { accounts.insert(AccountPools.Account(system: system, id: fields[1])) }
        }
        return accounts
    }
}
