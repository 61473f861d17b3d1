/// The ready-made elections a user can ask for by name.
public enum SimulationPreset: String, CaseIterable, Sendable {
    /// About 30,000 shares of 1,600 accounts: for showing the product.
    case demo
    /// About 100,000 shares of 5,000 accounts with groups that try not to be found: for measuring quality.
    case hard
    /// The same as `hard` without planted groups and without outlets: whatever is flagged is a false alarm.
    case noise

    /// What the preset stands for.
    public var parameters: SimulationParameters {
        switch self {
        case .demo: .demo
        case .hard: .hard
        case .noise: .noise
        }
    }
}

extension SimulationParameters {
    /// Monday 14 September 2026, 00:00:00 UTC: a fictional vote is held two weeks later.
    static let firstMonday: Int64 = 1_789_344_000

    /// 30,000 shares: one group that is easy to find, two that hide and one that spreads over many objects.
    public static let demo = SimulationParameters(
        shares: 30_000, accounts: 1_600, start: firstMonday, days: 14, objects: 3_000,
        fandoms: Fandoms(count: 2, fansEach: 90, postsEach: 36, medianDelay: 900),
        events: Events(count: 8, watchers: 400, reactions: 30...60),
        publisher: Publisher(outlets: 9, stories: 90), scheduledShare: 0.03,
        planted: [.easy(count: 1), .hard(count: 2), .crossObject(count: 1)])

    /// 100,000 shares with fourteen planted groups of 4 to 12 accounts.
    ///
    /// What makes it hard: every member also lives an ordinary account's life; in the hidden groups a member takes part in
    /// only some of the actions, up to 45 seconds apart and sometimes far too late; half of what they push are things others
    /// share as well; and around them are fans, live audiences, scheduling clients and a publisher that look more
    /// synchronous than they do. What it spares the detector: members are not among the most prolific accounts, whose
    /// chance coincidences would cover any plot of this size.
    public static let hard = SimulationParameters(
        shares: 100_000, accounts: 5_000, start: firstMonday, days: 14, objects: 9_000,
        fandoms: Fandoms(count: 3, fansEach: 200, postsEach: 42, medianDelay: 900),
        events: Events(count: 10, watchers: 1_200, reactions: 90...180),
        publisher: Publisher(outlets: 12, stories: 120), scheduledShare: 0.03,
        planted: [.easy(count: 3), .hard(count: 8), .crossObject(count: 3)])

    /// The innocent part of ``hard`` alone.
    public static let noise: SimulationParameters = {
        var parameters = hard
        parameters.publisher = nil
        parameters.planted = []
        return parameters
    }()
}
