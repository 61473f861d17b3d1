extension NoteArchive {
    /// The same notes and raters in the same places, with some of the ratings only.
    func part(isRater: (Int) -> Bool = { _ in true }, isNote: (Int) -> Bool = { _ in true }) -> NoteArchive {
        var part = self
        (part.raters, part.marks, part.times, part.starts) = ([], [], [], [0])
        part.starts.reserveCapacity(starts.count)
        for note in noteIDs.indices {
            if isNote(note) {
                for rating in ratings(of: note) where isRater(Int(raters[rating])) {
                    part.raters.append(raters[rating])
                    part.marks.append(marks[rating])
                    part.times.append(times[rating])
                }
            }
            part.starts.append(part.raters.count)
        }
        return part
    }
}
