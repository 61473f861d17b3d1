import Daylight
import Sponsorship

/// A transparency notice as everybody reads it: the template of the law, in the language of the ad.
struct NoticePage: Page {
    /// What is said about the version that is shown.
    enum Standing: Hashable, Sendable {
        case current
        /// - Parameter newest: number of the version that holds now.
        case replaced(newest: Int64)
    }

    var code: ShortCode
    var notice: TransparencyNotice
    var standing: Standing
    /// Every version, the newest first, with the moment of its publication.
    var versions: [(number: Int64, published: Timestamp)]
    /// Number of the statement in the log; `nil` while it waits.
    var statement: Int?
    var label: Label
    var qr: QRCode
    /// How the ad was stopped, if it was.
    var stop: AdStop?
    /// Pictures and texts of the ad; none once it was stopped.
    var creatives: [NamedCreative]
    /// Whether the visitor may correct the notice and stop the ad.
    var canRevise: Bool
}

/// What a publisher takes away: the label for each medium, the QR code, and the receipt.
struct NoticeLabelPage: Page {
    var code: ShortCode
    var notice: TransparencyNotice
    var label: Label
    var qr: QRCode
    var statement: Int?
}
