/// What a domain publishes about one of its keys (RFC 6376, section 3.6.1; RFC 8463).
struct DKIMKeyRecord {
    /// What the record has to say.
    enum Content {
        /// An empty `p`: signatures with this key do not count any more.
        case revoked
        case key(DKIMPublicKey)
        /// A key that nothing can be verified with.
        case unfit(DKIMPublicKey?)
    }

    let content: Content
    /// The domain only tries it out.
    let isTest: Bool
    /// Only the domain itself may sign with it, none below.
    let isStrict: Bool

    /// `nil` for a text that is no key record.
    init?(_ text: String) {
        guard let tags = DKIMTagList(Array(text.utf8)[...]), tags["v"] ?? "DKIM1" == "DKIM1", let encoded = tags["p"] else {
            return nil
        }
        let flags = tags.list("t") ?? []
        (isTest, isStrict) = (flags.contains("y"), flags.contains("s"))
        guard !encoded.isEmpty else {
            content = .revoked
            return
        }
        let found = DKIMPublicKey(kind: tags["k"] ?? "rsa", DKIMTagList.base64(encoded))
        let serves = tags.list("s").map { $0.contains("*") || $0.contains("email") } ?? true
        let hashes = tags.list("h").map { $0.contains("sha256") } ?? true
        content = if let found, serves, hashes { .key(found) } else { .unfit(found) }
    }

    /// The key, whether it may be used or not.
    var key: DKIMPublicKey? {
        switch content {
        case .revoked: nil
        case .key(let key): key
        case .unfit(let key): key
        }
    }
}
