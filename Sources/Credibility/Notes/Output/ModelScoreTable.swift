/// `model-scores.tsv`: what the models beside the core one say of each note, ascending by id.
public enum ModelScoreTable {
    public static let columns = [
        "noteId", "harassmentIntercept", "decidedBy", "modelingGroup", "groupStatus", "groupIntercept", "groupFactor", "topic",
        "topicIntercept", "topicFactor", "topicConfident",
    ]

    /// The whole table; `nil` for a run of the core model alone.
    public static func bytes(_ scores: NoteScores) -> [UInt8]? {
        guard scores.harassment != nil || scores.notes.contains(where: { $0.parts != nil }) else { return nil }
        var table = TableText(columns)
        for note in scores.notes {
            table.add(String(note.id))
            table.add(note.harassment)
            table.add((note.parts?.decider ?? note.coreDecider).rawValue)
            let (group, topic) = (note.parts?.group, note.parts?.topic)
            table.add(group.map { String($0.number) } ?? "")
            table.add(group?.status.rawValue ?? "")
            table.add(group?.parameters)
            table.add(topic.map { scores.topicNames[$0.number] } ?? "")
            table.add(topic?.parameters)
            table.add(topic.map { $0.isConfident ? "1" : "0" } ?? "")
            table.endRow()
        }
        return table.bytes
    }
}

extension NoteScores.Note {
    /// Who gave the status where there is only the core model.
    fileprivate var coreDecider: NotePartResults.Decider {
        status == .needsMoreRatings && (coreStatus == .helpful || coreStatus == .notHelpful) ? .explanation : .core
    }
}
