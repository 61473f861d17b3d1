/// Something that goes round: a link, a hashtag or a post that is reshared.
struct SharedObject {
    enum Kind {
        case link
        case hashtag
        case post
    }

    let id: String
    let kind: Kind
    let topic: Int
    let place: Int
    /// First second at which anybody can share it.
    let birth: Int64
    /// Half of its ordinary shares come within this many seconds.
    let medianDelay: Double
    /// How much more often than others it is shared by ordinary accounts.
    let popularity: Double
}
