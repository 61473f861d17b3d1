import ArgumentParser
import Credibility
import Daylight
import Glibc

/// Options that several verbs of `claims` have.
enum ClaimsOption {
    /// A day on the command line.
    static func civilDate(_ text: String) throws -> CivilDate {
        guard let date = CivilDate(iso8601: text) else { throw ValidationError("expected a day as YYYY-MM-DD, found \(text)") }
        return date
    }

    /// The clock's day in UTC.
    static var today: CivilDate { CivilDate(daysSinceEpoch: Int64(time(nil)) / 86_400) }

    /// The list at a path, or one of nobody; rows that say nothing are named on standard error.
    static func readSignatories(_ path: String?, json: Bool) throws -> SignatoryList {
        guard let path else { return SignatoryList() }
        let list = try JudgedFile(path: path, json: json).read(limit: 16 << 20, SignatoryList.init(parsing:))
        for fault in list.faults { StandardError.say("daylight: \(fault.naming(path))") }
        return list
    }
}
