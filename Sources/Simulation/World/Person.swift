/// An account as the simulation knows it.
struct Person {
    let id: String
    /// Hours east of UTC.
    let zone: Int
    /// How often the account posts of its own accord, compared with others.
    let activity: Double
    /// The two topics it cares about.
    let topics: (Int, Int)
    /// Length in seconds of the slots its posts wait for; 1 when it posts at once.
    var slot: Int64 = 1
    var role = Role.ordinary

    enum Role: Hashable {
        case ordinary
        case fan(of: Int)
        case idol(Int)
        case outlet
        case watcher
        case scheduler
        case member(of: Int)

        /// What an innocent role is called in the truth; `nil` for members of planted groups.
        var hazard: HazardClass? {
            switch self {
            case .ordinary: .ordinary
            case .fan, .idol: .fan
            case .outlet: .outlet
            case .watcher: .event
            case .scheduler: .scheduled
            case .member: nil
            }
        }
    }
}
