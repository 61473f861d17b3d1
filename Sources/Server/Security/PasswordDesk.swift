import Daylight

/// Checks passwords one at a time.
///
/// One guess takes 32 MiB and a core; a queue of one keeps a burst of sign-ins from taking the machine. An unknown name
/// costs the same work as a known one, so that the time does not tell which names exist.
actor PasswordDesk {
    private let stranger: PasswordHash?

    init(cost: PasswordHash.Cost, entropy: Entropy) {
        // A cost out of bounds leaves no hash to compare a stranger with; every sign-in then fails alike.
        stranger = try? PasswordHash(of: Secret(from: entropy).text, cost: cost, entropy: entropy)
    }

    /// Whether the password belongs to the stored text; `stored` is `nil` for a name that does not exist.
    func check(_ password: String, against stored: String?) -> Bool {
        guard let stored, let hash = PasswordHash(stored) else {
            _ = stranger?.matches(password)
            return false
        }
        return hash.matches(password)
    }
}
