/// What models of parts of the ratings say of a note, and which of them decided (reference section 3.3).
struct NotePartResults: Sendable {
    /// What the raters of one modelling group say.
    struct Group: Sendable {
        let number: UInt16
        let status: NoteStatus
        let parameters: BridgingParameters?
    }

    /// What ratings of notes on one topic say.
    struct Topic: Sendable {
        let number: Int
        let parameters: BridgingParameters
        /// Whether enough raters of each side rated the note.
        let isConfident: Bool
    }

    /// Which of the models gave the status; the names are those of the public status history.
    enum Decider: String, Sendable {
        case core = "CoreModel"
        case expansion = "ExpansionModel"
        case expansionPlus = "ExpansionPlusModel"
        case group = "GroupModel"
        case topic = "TopicModel"
        /// Too few raters give reasons for the status.
        case explanation = "InsufficientExplanation"
    }

    /// The raters whose model is the note's.
    let population: RaterMembership.Population
    /// What all models say together.
    var status: NoteStatus
    var decider: Decider
    var group: Group?
    var topic: Topic?

    init(_ population: RaterMembership.Population, status: NoteStatus) {
        self.population = population
        self.status = status
        decider =
            switch population {
            case .core: .core
            case .expansion: .expansion
            case .expansionPlus: .expansionPlus
            }
    }

    /// The name of the model that gave the status, where it is not the note's own.
    var otherDecider: String? { decider == .group || decider == .topic ? decider.rawValue : nil }

    /// Takes over what a group says: it can only lift a note, and only one that its own model leaves open and all but finds
    /// helpful (public Community Notes source, scoring_rules.py).
    mutating func take(_ group: Group) {
        self.group = group
        guard status == .needsMoreRatings || status == .needsYourHelp, group.status != status,
            group.status == .helpful || group.status == .needsYourHelp
        else { return }
        (status, decider) = (group.status, .group)
    }

    /// Takes over what a topic says: it can only withhold a note.
    mutating func take(_ topic: Topic) {
        self.topic = topic
        guard status == .helpful || status == .needsYourHelp, topic.isConfident,
            topic.parameters.intercept < Thresholds.topicIntercept || abs(topic.parameters.factor) > Thresholds.topicFactor
        else { return }
        (status, decider) = (.needsMoreRatings, .topic)
    }
}
