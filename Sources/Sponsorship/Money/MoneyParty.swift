import Daylight

/// How parties are called in the money graph.
enum MoneyParty {
    /// A site, and the system of an account, in the canonical form of hosts, so that every spelling of it is one party; any
    /// other name as it is written.
    static func name(_ text: String) -> String {
        Host(text)?.text ?? AccountPools.Account(text)?.description ?? text
    }
}
