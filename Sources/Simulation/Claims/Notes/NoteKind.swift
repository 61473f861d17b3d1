/// What a simulated note really is.
public enum NoteKind: String, SimulatedKind {
    /// Biased, and rated helpful by every member of the brigade besides what others say.
    case brigaded
    /// The same before others have seen it: next to nobody but the brigade has rated it.
    case brigadedAlone = "brigaded-alone"
    /// One camp likes it, the other does not.
    case partisan
    /// Wrong, and nearly everybody says so.
    case bad
    /// Good, but next to nobody has rated it yet.
    case fewRatings = "few-ratings"
    /// Good, and people of both camps say so.
    case bridging

    /// Innocent: what is to be shown. All others are to be kept back.
    public var role: SimulatedRole { self == .bridging ? .innocent : .planted }

    /// Whether a brigade rates it.
    public var isBrigaded: Bool { self == .brigaded || self == .brigadedAlone }
}
