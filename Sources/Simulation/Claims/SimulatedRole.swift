/// What is expected of a simulated thing when it is judged.
public enum SimulatedRole: String, CaseIterable, Sendable {
    /// Has to be found as what it is, or kept back.
    case planted
    /// Must not be taken for something wrong.
    case innocent
    /// Nobody promises to find it: counted and shown, not judged.
    case unpromised
}

/// Kinds of things in one part of a simulation.
public protocol SimulatedKind: CaseIterable, Hashable, RawRepresentable, Sendable where RawValue == String {
    var role: SimulatedRole { get }
}
