/// How a simulated picture is related to a known one.
public enum PictureKind: String, SimulatedKind {
    case rescaled
    case brightness
    /// Turned by 90° to the right.
    case rotated
    case mirrored
    /// With a border of one grey around it.
    case bordered

    /// Innocent: another picture.
    case unrelated
    /// A part of the picture, which this method does not find.
    case cropped

    public var role: SimulatedRole {
        switch self {
        case .unrelated: .innocent
        case .cropped: .unpromised
        default: .planted
        }
    }
}
