/// A session of an electoral committee, during which reports are entered (tally reference, section 1.4).
public struct CommitteeSession: Hashable, Sendable {
    public enum State: String, Hashable, Sendable, CaseIterable {
        case created
        /// Units are being added.
        case inPreparation
        case dataEntry
        case paused
        case completed
    }

    public enum Event: String, Hashable, Sendable, CaseIterable {
        case addUnit
        case changeUnit
        case deleteUnit
        case startEntry
        case pause
        case resume
        case complete
    }

    /// The event does not apply in this state.
    public struct Refusal: Error, Hashable, Sendable {
        public let state: State
        public let event: Event

        public init(state: State, event: Event) {
            self.state = state
            self.event = event
        }
    }

    /// 1 for the first session; later ones correct it.
    public let number: Int
    public private(set) var state: State
    /// The units whose reports may be entered; `nil` for all of them, as in the first session.
    public let openUnits: Set<String>?

    /// The first session.
    public init() {
        number = 1
        state = .created
        openUnits = nil
    }

    private init(number: Int, openUnits: Set<String>) {
        self.number = number
        self.openUnits = openUnits
        state = .created
    }

    /// The next session, for the units under investigation; `nil` until this one is completed, and without such units.
    public func next(investigating units: Set<String>) -> CommitteeSession? {
        guard state == .completed, !units.isEmpty, number < Int.max else { return nil }
        return CommitteeSession(number: number + 1, openUnits: units)
    }

    /// Whether the unit's report may be entered now.
    public func isOpen(_ unit: String) -> Bool { state == .dataEntry && openUnits?.contains(unit) ?? true }

    /// Applies an event.
    ///
    /// - Throws: ``Refusal``; the state stays what it was.
    public mutating func apply(_ event: Event) throws(Refusal) {
        switch (state, event) {
        case (.created, .addUnit), (.inPreparation, .addUnit), (.inPreparation, .changeUnit), (.inPreparation, .deleteUnit):
            state = .inPreparation
        case (.inPreparation, .startEntry), (.paused, .resume): state = .dataEntry
        // Work that was finished is open again when its units change.
        case (.completed, .addUnit), (.completed, .changeUnit), (.completed, .deleteUnit): state = .dataEntry
        case (.dataEntry, .addUnit), (.dataEntry, .changeUnit), (.dataEntry, .deleteUnit): break
        case (.paused, .addUnit), (.paused, .changeUnit), (.paused, .deleteUnit): break
        case (.dataEntry, .pause): state = .paused
        case (.dataEntry, .complete), (.paused, .complete): state = .completed
        default: throw Refusal(state: state, event: event)
        }
    }
}
