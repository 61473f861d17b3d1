/// Which raters a rater is counted among (reference section 1.4).
struct RaterMembership: Sendable {
    /// The largest number of a modelling group.
    static let groupLimit: UInt16 = 999

    /// Who is modelled together, from those who have done so longest; each model has the raters of those before it, too.
    enum Population: UInt8, CaseIterable, Sendable {
        /// `CORE`, and everybody whom the enrolment table does not place.
        case core
        /// `EXPANSION`
        case expansion
        /// `EXPANSION_PLUS`
        case expansionPlus
    }

    var population = Population.core
    /// 0 for nobody's group.
    var group: UInt16 = 0
}

extension NoteArchive {
    /// What the enrolment table says of a rater.
    @inline(__always)
    func membership(ofRater rater: Int) -> RaterMembership { rater < memberships.count ? memberships[rater] : RaterMembership() }

    /// Places raters by rows of the enrolment table; rows of others are passed over.
    mutating func place(_ rows: [KeyedRows<ParticipantID, RaterMembership>.Row]) {
        guard !rows.isEmpty else { return }
        memberships = Array(repeating: RaterMembership(), count: raterIDs.count)
        // Both are ascending.
        var rater = 0
        for row in rows {
            while rater < raterIDs.count, raterIDs[rater] < row.key { rater += 1 }
            if rater < raterIDs.count, raterIDs[rater] == row.key { memberships[rater] = row.value }
        }
    }
}
