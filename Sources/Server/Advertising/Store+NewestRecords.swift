import Storage

extension Store {
    private static let portion = 1000

    /// The newest version of every thing of a kind, by its key.
    func newestAdRecords(of kind: AdRecordKind) async throws -> [String: AdRecord] {
        var newest: [String: AdRecord] = [:]
        var last: AdRecord.ID?
        while true {
            let records = try await adRecords(of: [kind], after: last, limit: Self.portion)
            for record in records { newest[record.key] = record }
            guard records.count == Self.portion else { return newest }
            last = records.last?.id
        }
    }
}
