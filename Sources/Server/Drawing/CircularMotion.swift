import Glibc

/// Sine and cosine of a part of a full turn.
enum CircularMotion {
    static func sine(_ turn: Double) -> Double { sin(turn * 2 * .pi) }
    static func cosine(_ turn: Double) -> Double { cos(turn * 2 * .pi) }
}
