import Crypto
import Daylight

/// Rivest's consistent sampler: every ballot has a random ticket, and the smallest tickets are drawn. Anyone with the seed and
/// the manifest draws the same sample (tally reference, section 8.1).
public enum ConsistentSampler {
    public struct Draw: Hashable, Sendable {
        /// Leading nines and 18 digits.
        public let ticket: String
        public let batch: String
        /// Counting from 1.
        public let position: Int
        /// Which ticket of the ballot it was, counting from 1.
        public let generation: Int
    }

    /// Draws in the order of the tickets.
    ///
    /// - Parameter size: without replacement at most as many as there are ballots.
    public static func sample(seed: String, manifest: BallotManifest, size: Int, withReplacement: Bool) -> [Draw] {
        let first = smallest(seed: seed, manifest: manifest, size: min(size, manifest.ballots))
        var waiting = first.map { Ticket(number: TicketNumber($0.hash), batch: $0.batch, position: $0.position, generation: 1) }
        if withReplacement { waiting = drawAgain(waiting, size: size) }
        return waiting.map { ticket in
            Draw(
                ticket: ticket.number.text(after: 18), batch: manifest.batches[Int(ticket.batch)].name,
                position: Int(ticket.position), generation: ticket.generation)
        }
    }

    private struct Ticket {
        let number: TicketNumber
        let batch: UInt32
        let position: UInt32
        let generation: Int
    }

    /// A first ticket that may be among the smallest.
    private struct Candidate {
        let leadingDigits: UInt64
        let hash: HashNumber
        let batch: UInt32
        let position: UInt32

        static func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
            guard left.leadingDigits == right.leadingDigits else { return left.leadingDigits < right.leadingDigits }
            return TicketNumber(left.hash) < TicketNumber(right.hash)
        }
    }

    /// The smallest first tickets, in order. Whoever is drawn at all is drawn with the first ticket first, so that no other
    /// ballots are needed for draws with replacement either.
    private static func smallest(seed: String, manifest: BallotManifest, size: Int) -> [Candidate] {
        var kept: [Candidate] = []
        let room = max(2 * size, 1024)
        kept.reserveCapacity(min(room, manifest.ballots))
        var ceiling = UInt64.max
        // The hash of the seed fills one block of SHA-256 exactly, which is then shared by all ballots.
        var seeded = SHA256()
        seeded.update(data: Array(Digest(of: Array(seed.utf8)).hex.utf8))
        for (index, batch) in manifest.batches.enumerated() where batch.ballots > 0 {
            var opened = seeded
            opened.update(data: Array("(\(PythonText.quoted(batch.name)), ".utf8))
            var digits = DecimalCounter()
            for position in 1...batch.ballots {
                digits.advance()
                var hasher = opened
                digits.withClosingBytes { hasher.update(bufferPointer: $0) }
                let hash = HashNumber(hasher.finalize())
                let leading = TicketNumber.leadingDigits(hash)
                guard leading <= ceiling else { continue }
                kept.append(
                    Candidate(leadingDigits: leading, hash: hash, batch: UInt32(index), position: UInt32(position)))
                guard kept.count == room else { continue }
                kept.sort(by: Candidate.precedes)
                kept.removeLast(room - size)
                ceiling = kept.last?.leadingDigits ?? 0
            }
        }
        kept.sort(by: Candidate.precedes)
        return Array(kept.prefix(size))
    }

    /// Puts every drawn ballot back with its next ticket.
    ///
    /// - Parameter first: first tickets, in order.
    private static func drawAgain(_ first: [Ticket], size: Int) -> [Ticket] {
        var drawn: [Ticket] = []
        var again = TicketHeap<Ticket> { $0.number < $1.number }
        var fresh = first.makeIterator()
        var next = fresh.next()
        while drawn.count < size {
            let ticket: Ticket
            if let first = next, again.first.map({ first.number < $0.number }) ?? true {
                ticket = first
                next = fresh.next()
            } else if let returned = again.popFirst() {
                ticket = returned
            } else {
                break
            }
            drawn.append(ticket)
            again.push(
                Ticket(
                    number: ticket.number.next(), batch: ticket.batch, position: ticket.position,
                    generation: ticket.generation + 1))
        }
        return drawn
    }
}

/// The position of a ballot in decimal, counted upwards in place, with the closing bracket of its id.
private struct DecimalCounter {
    private var bytes: [UInt8] = [0x30, UInt8(ascii: ")")]

    mutating func advance() {
        var place = bytes.count - 2
        while place >= 0, bytes[place] == 0x39 {
            bytes[place] = 0x30
            place -= 1
        }
        if place >= 0 { bytes[place] += 1 } else { bytes.insert(0x31, at: 0) }
    }

    func withClosingBytes(_ body: (UnsafeRawBufferPointer) -> Void) { bytes.withUnsafeBytes(body) }
}
