import Crypto
import CryptoExtras
public import Daylight
import FoundationEssentials

/// A password as it is kept: scrypt (RFC 7914) with its cost and salt written beside the result.
///
/// `$scrypt$ln=15,r=8,p=1$<salt>$<hash>`, both parts base64 without padding.
public struct PasswordHash: Hashable, Sendable {
    /// How much work one guess costs.
    public struct Cost: Hashable, Sendable {
        /// log₂ of the number of rounds N.
        public var logRounds: Int
        public var blockSize: Int
        public var parallelism: Int

        /// N = 2^15, r = 8, p = 1: 32 MiB and about a tenth of a second.
        public static let standard = Cost(logRounds: 15, blockSize: 8, parallelism: 1)

        public init(logRounds: Int, blockSize: Int, parallelism: Int) {
            self.logRounds = logRounds
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// Bounded, so that a stored text can not make a sign-in take the memory of the machine: at most 64 MiB.
        var isBounded: Bool {
            (1...17).contains(logRounds) && (1...16).contains(blockSize) && (1...4).contains(parallelism)
                && 128 * blockSize << logRounds <= 64 << 20
        }
    }

    /// Longest password in bytes; scrypt would take more, a form should not.
    public static let passwordLimit = 1024
    static let saltByteCount = 16
    static let hashByteCount = 32

    private let cost: Cost
    private let salt: [UInt8]
    private let hash: [UInt8]

    /// Hashes a new password.
    ///
    /// - Throws: ``InputError`` for an empty or oversized password or a cost out of bounds.
    public init(of password: String, cost: Cost = .standard, entropy: Entropy) throws(InputError) {
        guard (1...Self.passwordLimit).contains(password.utf8.count) else {
            throw InputError(
                field: "password", expected: "1 to \(Self.passwordLimit) bytes", found: "\(password.utf8.count) bytes")
        }
        guard cost.isBounded else {
            throw InputError(field: "cost", expected: "at most 64 MiB of memory a guess", found: "more")
        }
        self.cost = cost
        salt = entropy.bytes(Self.saltByteCount)
        guard let hash = Self.derive(Array(password.utf8), salt: salt, cost: cost) else {
            throw InputError(field: "cost", expected: "a cost that scrypt accepts", found: "\(cost)")
        }
        self.hash = hash
    }

    /// Reads the stored text; `nil` for any other spelling or a cost out of bounds.
    public init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = Self.cost(parts[2]), cost.isBounded,
            let salt = Base64.decode(parts[3], alphabet: .either), (8...64).contains(salt.count),
            let hash = Base64.decode(parts[4], alphabet: .either), hash.count == Self.hashByteCount
        else { return nil }
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    /// The text that is stored.
    public var text: String {
        let parts = [salt, hash].map { Base64.encode($0).filter { $0 != "=" } }
        return "$scrypt$ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)$\(parts[0])$\(parts[1])"
    }

    /// Whether this is the password, compared in constant time.
    public func matches(_ password: String) -> Bool {
        guard password.utf8.count <= Self.passwordLimit,
            let derived = Self.derive(Array(password.utf8), salt: salt, cost: cost)
        else { return false }
        return ConstantTime.equal(derived, hash)
    }

    private static func derive(_ password: [UInt8], salt: [UInt8], cost: Cost) -> [UInt8]? {
        let key = try? KDF.Scrypt.deriveKey(
            from: password, salt: salt, outputByteCount: hashByteCount, rounds: 1 << cost.logRounds,
            blockSize: cost.blockSize, parallelism: cost.parallelism)
        return key?.withUnsafeBytes { Array($0) }
    }

    private static func cost(_ text: Substring) -> Cost? {
        let fields = text.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == 3, fields[0].hasPrefix("ln="), fields[1].hasPrefix("r="), fields[2].hasPrefix("p="),
            let logRounds = Int(fields[0].dropFirst(3)), let blockSize = Int(fields[1].dropFirst(2)),
            let parallelism = Int(fields[2].dropFirst(2))
        else { return nil }
        return Cost(logRounds: logRounds, blockSize: blockSize, parallelism: parallelism)
    }
}
