public import Daylight

/// The moment at which one provider passed its record to the next (TTPA Art. 10).
public struct HandOver: Hashable, Sendable {
    public let from: String
    public let to: String
    /// The content hash of what was passed.
    public let hash: Digest
    public let at: Timestamp

    public init(from: String, to: String, hash: Digest, at: Timestamp) {
        self.from = from
        self.to = to
        self.hash = hash
        self.at = at
    }
}

/// A record where it is kept, with what its keeper says of getting and passing it.
public struct KeptRecord: Hashable, Sendable {
    public let record: ProviderRecord
    /// `nil` for the first of the chain, who has it from the sponsor.
    public let receivedFrom: HandOver?
    public let passedTo: [HandOver]

    public init(record: ProviderRecord, receivedFrom: HandOver?, passedTo: [HandOver]) {
        self.record = record
        self.receivedFrom = receivedFrom
        self.passedTo = passedTo
    }

    /// The same with one hand-over more, of the record as it stands.
    public func passing(to receiver: String, at instant: Timestamp) -> KeptRecord {
        let handOver = HandOver(from: record.provider, to: receiver, hash: record.contentHash, at: instant)
        return KeptRecord(record: record, receivedFrom: receivedFrom, passedTo: passedTo + [handOver])
    }
}

extension KeptRecord {
    /// The last hand-over to each who got the record: a change is passed on once more (TTPA Art. 10), and what was passed before
    /// it counts no longer.
    var newestHandOvers: [HandOver] {
        passedTo.reversed().reduce(into: []) { newest, handOver in
            if !newest.contains(where: { $0.to == handOver.to }) { newest.append(handOver) }
        }
    }
}

/// The chain from the sponsor's first provider to the publisher, checked from end to end.
public enum HandOverChain {
    /// What is wrong between two providers.
    public enum Fault: Hashable, Sendable, CustomStringConvertible {
        case empty
        /// The first says it had the record from another provider, who is not there.
        case startsLate(provider: String)
        /// What one says it passed and the other that it received do not agree, or one of them says nothing.
        case notHandedOver(from: String, to: String)
        /// The record is not the one that was passed.
        case changed(provider: String)
        /// It was passed on before it was received.
        case outOfOrder(provider: String)
        /// The records are of different ads, sponsors, controlling entities, funds or processes.
        case differs(provider: String)

        /// One word for programs.
        public var code: String {
            switch self {
            case .empty: "empty"
            case .startsLate: "starts-late"
            case .notHandedOver: "not-handed-over"
            case .changed: "changed"
            case .outOfOrder: "out-of-order"
            case .differs: "differs"
            }
        }

        public var description: String {
            switch self {
            case .empty: "there is no record"
            case .startsLate(let provider): "\(provider) had the record from somebody who is not in the chain"
            case .notHandedOver(let from, let to): "\(from) and \(to) do not agree on a hand-over"
            case .changed(let provider): "the record that \(provider) keeps is not the one it passed on"
            case .outOfOrder(let provider): "\(provider) passed the record on before it had it"
            case .differs(let provider): "\(provider) keeps other facts than the provider before"
            }
        }
    }

    /// Everything that breaks the chain, in the order of the providers; none when it holds from end to end.
    public static func faults(_ chain: [KeptRecord]) -> [Fault] {
        guard let first = chain.first else { return [.empty] }
        var faults: [Fault] = first.receivedFrom == nil ? [] : [.startsLate(provider: first.record.provider)]
        for kept in chain where kept.newestHandOvers.contains(where: { $0.hash != kept.record.contentHash }) {
            faults.append(.changed(provider: kept.record.provider))
        }
        for (giver, taker) in zip(chain, chain.dropFirst()) { faults += Self.faults(from: giver, to: taker) }
        return faults
    }

    private static func faults(from giver: KeptRecord, to taker: KeptRecord) -> [Fault] {
        var faults: [Fault] = []
        let names = (from: giver.record.provider, to: taker.record.provider)
        if let received = taker.receivedFrom, received.from == names.from, received.to == names.to,
            giver.newestHandOvers.contains(received)
        {
            if taker.passedTo.contains(where: { $0.at < received.at }) { faults.append(.outOfOrder(provider: names.to)) }
        } else {
            faults.append(.notHandedOver(from: names.from, to: names.to))
        }
        if !giver.record.agrees(with: taker.record) { faults.append(.differs(provider: names.to)) }
        return faults
    }
}

extension ProviderRecord {
    /// Whether what all providers of a chain know alike is the same; services and amounts are each one's own.
    fileprivate func agrees(with other: ProviderRecord) -> Bool {
        subject == other.subject && fundsOrigin == other.fundsOrigin && sponsor == other.sponsor
            && controllingEntity == other.controllingEntity && linkedProcesses == other.linkedProcesses
    }
}
