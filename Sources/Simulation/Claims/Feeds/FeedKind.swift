/// What an operator did with a feed that it served.
public enum FeedKind: String, SimulatedKind {
    /// Two neighbours have changed places.
    case swapped
    /// A post is not shown.
    case leftOut = "left-out"
    /// A post stands there that was no candidate.
    case bought
    /// A post was placed lower, and no demotion says so.
    case hiddenDemotion = "hidden-demotion"
    /// What was opened afterwards is not what was ranked: a demotion was written in or out, and the order agrees with that.
    case rewritten

    /// Honest.
    case followed
    /// Honest: the option without profiling.
    case withoutProfiling = "without-profiling"

    public var role: SimulatedRole { self == .followed || self == .withoutProfiling ? .innocent : .planted }
}
