/// `model-scores.tsv`: what the models beside the core one say of each note, ascending by id.
public enum ModelScoreTable {
    public static let columns = ["noteId", "harassmentIntercept"]

    /// The whole table; `nil` for a run of the core model alone.
    public static func bytes(_ scores: NoteScores) -> [UInt8]? {
        guard scores.harassment != nil else { return nil }
        var table = TableText(columns)
        for note in scores.notes {
            table.add(String(note.id))
            table.add(note.harassment)
            table.endRow()
        }
        return table.bytes
    }
}
