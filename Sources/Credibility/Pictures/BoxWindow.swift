/// A running mean over a side of a picture: how wide it is, and how it starts and ends.
struct BoxWindow {
    /// Of the side.
    let length: Int
    /// How many values a full mean is made of.
    let width: Int
    /// How many values are taken before the first mean is written.
    let lead: Int

    init(length: Int) {
        self.length = length
        width = (length + 2 * Downscaling.side - 1) / (2 * Downscaling.side)
        lead = (width + 2) / 2 - 1
    }
}
