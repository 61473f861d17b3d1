import Daylight

/// Reads rows of the enrolment table.
struct EnrollmentSink: TSVSink {
    var rows = KeyedRows<ParticipantID, RaterMembership>()
    var file = 0
    private(set) var unknownColumns: [String] = []
    private var id: Int?
    private var population: Int?
    private var group: Int?
    private var seeds: [TSVField.Seeded] = []

    mutating func begin(_ header: TSVHeader) throws(InputError) {
        id = try header.optional("participantId")
        population = try header.optional("modelingPopulation")
        group = try header.optional("modelingGroup")
        seeds = header.seeds
        unknownColumns = header.names.filter { !NoteTable.enrollment.columns.contains($0) }
    }

    mutating func accept(_ row: TSVRow) -> TSVFault? {
        guard let column = id else { return nil }
        guard let id = ParticipantID(row[column]) else {
            return TSVFault("participantId", expected: ParticipantID.shape, found: row[column])
        }
        let membership = RaterMembership(
            population: population.map { RaterMembership.Population(row[$0]) } ?? .core,
            group: group.map { RaterMembership.group(row[$0]) } ?? 0)
        rows.rows.append(.init(key: id, value: membership, digest: TSVField.digest(row, seeds), line: row.line, file: file))
        return nil
    }
}

extension RaterMembership {
    /// A number that is no group's is nobody's.
    fileprivate static func group(_ field: UnsafeRawBufferPointer) -> UInt16 {
        guard let number = TSVField.integer(field), (1...Int64(groupLimit)).contains(number) else { return 0 }
        return UInt16(number)
    }
}

extension RaterMembership.Population {
    /// A name that this version does not know counts as none.
    fileprivate init(_ field: UnsafeRawBufferPointer) {
        if TSVField.equals(field, "EXPANSION") {
            self = .expansion
        } else if TSVField.equals(field, "EXPANSION_PLUS") {
            self = .expansionPlus
        } else {
            self = .core
        }
    }
}
