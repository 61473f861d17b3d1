#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How many inputs a fuzz or property test makes: few by default, `DAYLIGHT_FUZZ` of them when that is set.
enum FuzzRuns {
    static func count(default few: Int) -> Int {
        getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? few
    }
}
