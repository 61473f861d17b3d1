/// The four kinds of people on the sounding board: the groups across which agreement counts.
public enum BoardKind: String, CaseIterable, Hashable, Sendable {
    case factChecker, academic, media, civilSociety
}

/// What a reviewer says about one clause.
public enum BoardVote: String, CaseIterable, Hashable, Sendable {
    case agree, disagree, unsure
}
