import HTTPTypes

/// Whether a browser sent an unsafe request from another site.
///
/// `Sec-Fetch-Site` decides where the browser sends it, `Origin` otherwise; a request with neither comes from no
/// browser and is stopped by the form token instead.
enum CrossSite {
    /// `true` when a browser says that the request did not start on a page of this server.
    ///
    /// - Parameter origin: scheme, host and port of this server, for instance `https://daylight.example`.
    static func isForeign(_ headers: HTTPFields, origin: String, authority: String?) -> Bool {
        if let site = headers[.secFetchSite] { return site != "same-origin" && site != "none" }
        guard let sent = headers[.origin] else { return false }
        if sent.lowercased() == origin.lowercased() { return false }
        guard let authority else { return true }
        return sent.lowercased() != "http://\(authority)".lowercased() && sent.lowercased() != "https://\(authority)".lowercased()
    }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
