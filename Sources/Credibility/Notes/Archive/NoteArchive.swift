/// The public note data of one moment, numbered: notes and raters by the order of their ids, ratings by note and then
/// rater. Whatever order the rows came in, the archive is the same.
public struct NoteArchive: Sendable {
    /// Ids of all notes that are listed or rated, ascending.
    public internal(set) var noteIDs: [Int64] = []
    /// Ids of all raters, ascending.
    public internal(set) var raterIDs: [ParticipantID] = []
    /// How many notes the notes table lists.
    public internal(set) var listedNoteCount = 0
    /// How many raters have a rating that says something.
    public internal(set) var activeRaterCount = 0
    public internal(set) var badRowCount = 0
    /// Those of them that are of the status history.
    public internal(set) var badHistoryRowCount = 0

    /// From the notes table; `nil` for a note that is not listed.
    var facts: [NoteFacts?] = []
    /// From the status history.
    var histories: [NoteHistory?] = []
    /// From the enrolment table, by rater; empty when it places nobody.
    var memberships: [RaterMembership] = []
    /// Topics that were asked for, and by note the set of those whose words the notes on its post have; empty without any.
    public internal(set) var topicNames: [String] = []
    var topicSets: [Int64] = []
    /// Where each note's ratings begin, and at the end their number.
    var starts: [Int] = [0]
    var raters: [UInt32] = []
    var marks: [RatingMarks] = []
    var times: [Int64] = []

    /// Ratings that say something: the others are left out of the archive.
    public var ratingCount: Int { raters.count }

    /// The ratings of a note.
    @inline(__always)
    func ratings(of note: Int) -> Range<Int> { starts[note]..<starts[note + 1] }

    /// Whether the note's author calls the post not misleading.
    func isNotMisleading(_ note: Int) -> Bool { facts[note]?.classification == .notMisleading }

    /// Lists one more note, which nobody has rated.
    ///
    /// - Returns: whether it was taken: its id has to be above all others.
    mutating func append(_ note: WrittenNote) -> Bool {
        guard noteIDs.last.map({ $0 < note.id }) ?? true else { return false }
        noteIDs.append(note.id)
        facts.append(NoteFacts(note))
        histories.append(nil)
        if !topicSets.isEmpty { topicSets.append(0) }
        starts.append(ratingCount)
        listedNoteCount += 1
        return true
    }

    /// Where a note stands; `nil` when it is neither listed nor rated.
    public func index(ofNote id: Int64) -> Int? {
        var (low, high) = (0, noteIDs.count)
        while low < high {
            let middle = (low + high) / 2
            if noteIDs[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < noteIDs.count && noteIDs[low] == id ? low : nil
    }
}
