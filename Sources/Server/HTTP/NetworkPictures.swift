import Daylight
import Synchronization

/// Pictures of networks that were laid out before.
///
/// A layout runs another program; a finding's evidence never changes under its identifier, so once is enough, and nobody
/// can make the server start programs by loading a page again and again.
final class NetworkPictures: Sendable {
    /// Pictures kept; beyond it all are forgotten and drawn anew when they are asked for.
    private static let countLimit = 200

    private let drawings = Mutex<[Finding.ID: Drawing]>([:])

    /// The picture of a finding's evidence.
    func drawing(of id: Finding.ID, _ evidence: CoordinationEvidence, _ words: Words) async -> Drawing {
        if let known = drawings.withLock({ $0[id] }) { return known }
        let drawing = await NetworkPicture(evidence, words).drawing()
        return drawings.withLock { drawings in
            if drawings.count >= Self.countLimit { drawings.removeAll() }
            // Two visitors at once may both have drawn it; the first picture stays, so that all see the same.
            if let known = drawings[id] { return known }
            drawings[id] = drawing
            return drawing
        }
    }
}
