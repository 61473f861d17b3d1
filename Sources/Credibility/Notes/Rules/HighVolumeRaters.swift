/// Raters who rated more in the last 7 or 28 days than nearly everybody else (reference section 2.6).
enum HighVolumeRaters {
    private static let dayMilliseconds: Int64 = 86_400_000
    private static let quantile = 0.999

    static func find(_ archive: NoteArchive, ratingCounts: [Int]) -> [Bool] {
        var isFound = [Bool](repeating: false, count: archive.raterIDs.count)
        let counted = archive.noteIDs.indices.filter { ratingCounts[$0] > 0 }
        guard let newest = counted.lazy.flatMap(archive.ratings).map({ archive.times[$0] }).max() else { return isFound }
        for days: Int64 in [7, 28] {
            let (first, isOverflow) = newest.subtractingReportingOverflow(days * dayMilliseconds)
            var counts = [Int](repeating: 0, count: archive.raterIDs.count)
            for note in counted {
                for rating in archive.ratings(of: note) where isOverflow || archive.times[rating] >= first {
                    counts[Int(archive.raters[rating])] += 1
                }
            }
            let busy = counts.filter { $0 > 0 }.map(Double.init)
            let limit = Quantile.of(busy, quantile)
            for rater in counts.indices where Double(counts[rater]) > limit { isFound[rater] = true }
        }
        return isFound
    }
}
