/// How large a simulated election is and what happens in it.
public struct SimulationParameters: Hashable, Sendable {
    /// Rows to make in all; ordinary traffic fills what the special events leave. The events alone may make more.
    public var shares: Int
    /// Accounts in all, whatever their part.
    public var accounts: Int
    /// First second of the period, POSIX; best a Monday at midnight UTC, from which weekdays are counted.
    public var start: Int64
    /// Length of the period in days, at least 1.
    public var days: Int
    /// Things going round that anybody may share (links, hashtags, posts), besides those of the events below.
    public var objects: Int
    /// Audiences that reshare one idol.
    public var fandoms: Fandoms
    /// Moments everybody reacts to.
    public var events: Events
    /// One publisher's outlets, or `nil` for none.
    public var publisher: Publisher?
    /// Part of the accounts, 0 to 1, that post through a client which sends on the full hour, half or quarter.
    public var scheduledShare: Double
    /// The coordinated groups to plant.
    public var planted: [PlantedPlan]

    /// Many accounts resharing one idol: innocent, fast and repeated.
    public struct Fandoms: Hashable, Sendable {
        /// Number of idols.
        public var count: Int
        /// Fans of each idol.
        public var fansEach: Int
        /// Posts of each idol in the period.
        public var postsEach: Int
        /// Half of a fan's reshares come within this many seconds.
        public var medianDelay: Double

        /// Audiences of the given size.
        public init(count: Int, fansEach: Int, postsEach: Int, medianDelay: Double) {
            self.count = count
            self.fansEach = fansEach
            self.postsEach = postsEach
            self.medianDelay = medianDelay
        }
    }

    /// Goals and debate lines: many unrelated accounts, one object, one minute.
    public struct Events: Hashable, Sendable {
        /// Number of spikes in the period.
        public var count: Int
        /// Accounts that follow events live.
        public var watchers: Int
        /// Reactions to one event within the first minute.
        public var reactions: ClosedRange<Int>

        /// Spikes among the given number of watchers.
        public init(count: Int, watchers: Int, reactions: ClosedRange<Int>) {
            self.count = count
            self.watchers = watchers
            self.reactions = reactions
        }
    }

    /// Outlets of one house that print the same story within seconds of each other and say so.
    public struct Publisher: Hashable, Sendable {
        /// Accounts of the house.
        public var outlets: Int
        /// Stories in the period.
        public var stories: Int

        /// A house with the given number of outlets and stories.
        public init(outlets: Int, stories: Int) {
            self.outlets = outlets
            self.stories = stories
        }
    }
}
