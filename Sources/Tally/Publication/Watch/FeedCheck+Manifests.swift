import Daylight
import EvidenceLog

extension FeedCheck {
    /// Verifies the newest manifest and the chain back to what was seen before.
    ///
    /// - Returns: the newest one, when it may be relied on.
    mutating func checkManifests(_ index: ResultsIndex, _ definition: ElectionDefinition) -> ResultsManifest? {
        checkOlderManifests(below: index.seq)
        guard let newest = verified(index.seq, index.manifestSha256, definition) else { return nil }
        var later = newest
        while let digest = later.previousManifestSha256, later.seq > 1 {
            let seq = later.seq - 1
            let isSame = compare(digest, seq: seq, place: "\(later.path)#/previousManifestSha256")
            // What was seen before was verified then; and a chain is followed as far as it was asked for.
            guard isSame, memory.manifests[seq] == nil || observation.manifests[seq] != nil else { break }
            guard observation.manifests[seq] != nil || observation.missing.contains(ResultsManifest.path(seq)) else { break }
            guard let earlier = verified(seq, digest, definition) else { break }
            checkSuccession(earlier, later)
            later = earlier
        }
        if later.seq == 1, later.previousManifestSha256 != nil {
            find(.altered, "\(later.path)#/previousManifestSha256", expected: "null", found: "a digest")
        } else if later.seq > 1, later.previousManifestSha256 == nil {
            find(.altered, "\(later.path)#/previousManifestSha256", expected: "a digest", found: "null")
        }
        guard findings.allSatisfy({ $0.code == .stalled }) else { return newest }
        memory.remember(newest.seq, index.manifestSha256, by: observation.host)
        for (seq, bytes) in observation.manifests where seq < newest.seq && seq >= later.seq {
            memory.remember(seq, Digest(of: bytes), by: observation.host)
        }
        return newest
    }

    /// A manifest is never deleted or changed: one that was seen before is looked at again.
    private mutating func checkOlderManifests(below newest: Int64) {
        for seq in memory.knownSeqs where seq < newest {
            let path = ResultsManifest.path(seq)
            if observation.missing.contains(path) {
                find(.rolledBack, path, expected: "manifest \(seq), which was shown before", found: "no such file")
            } else if let bytes = observation.manifests[seq] {
                compare(Digest(of: bytes), seq: seq, place: path)
            }
        }
    }

    private mutating func verified(
        _ seq: Int64, _ digest: Digest, _ definition: ElectionDefinition
    ) -> ResultsManifest? {
        let path = ResultsManifest.path(seq)
        guard let bytes = observation.manifests[seq] else {
            let code: FeedCode = memory.manifests[seq] == nil ? .altered : .rolledBack
            find(code, path, expected: "manifest \(seq)", found: "no such file")
            return nil
        }
        let manifest: ResultsManifest
        do throws(InputError) {
            manifest = try ResultsManifest(bytes)
        } catch {
            let code: FeedCode = memory.manifests[seq] == nil ? .altered : .rolledBack
            find(code, path, expected: error.expected, found: "\(error.field) \(error.found)")
            return nil
        }
        let count = manifest.signatureCount(of: definition.facts.publishers)
        if count < ResultsManifest.signaturesNeeded {
            find(.unsigned, "\(path)#/signatures", expected: "valid signatures of two publishers", found: "\(count)")
        }
        if Digest(of: bytes) != digest {
            let code: FeedCode = memory.manifests[seq] == nil ? .altered : .rolledBack
            find(code, path, expected: digest.hex, found: Digest(of: bytes).hex)
        }
        if manifest.seq != seq {
            find(.altered, "\(path)#/seq", expected: "\(seq)", found: "\(manifest.seq)")
        }
        if manifest.electionId != definition.id {
            find(.altered, "\(path)#/electionId", expected: definition.id, found: manifest.electionId)
        }
        let isSound = manifest.seq == seq && Digest(of: bytes) == digest && count >= ResultsManifest.signaturesNeeded
        return isSound && manifest.electionId == definition.id ? manifest : nil
    }

    private mutating func checkSuccession(_ earlier: ResultsManifest, _ later: ResultsManifest) {
        if later.generatedAt < earlier.generatedAt {
            find(
                .rolledBack, "\(later.path)#/generatedAt", expected: "no moment before \(earlier.generatedAt)",
                found: "\(later.generatedAt)")
        }
        if !earlier.status.mayBeFollowed(by: later.status, with: later.corrections) {
            find(
                .altered, "\(later.path)#/status", expected: "a status that may follow \(earlier.status.rawValue)",
                found: later.status.rawValue)
        }
        let explained = Set(later.corrections.map(\.oldSha256))
        let gone = Set(earlier.reportDigests).subtracting(later.reportDigests).subtracting(explained)
        if let digest = gone.min() {
            find(
                .altered, "\(later.path)#/corrections", expected: "a correction for each replaced report",
                found: "\(gone.count) without, such as \(digest.hex)")
        }
        compareCheckpoints(earlier.checkpoint, later.checkpoint, place: "\(later.path)#/checkpoint")
    }

    mutating func checkCheckpoints(_ manifest: ResultsManifest) {
        let place = "\(manifest.path)#/checkpoint"
        guard let checkpoint = manifest.checkpoint else { return }
        do throws(VerificationError) {
            _ = try CheckpointClaim(Array(checkpoint.utf8), key: watch.logKey)
        } catch {
            find(.altered, place, expected: "a checkpoint of the log", found: error.reason)
            return
        }
        for (host, seen) in memory.hosts.sorted(by: { $0.key < $1.key }) {
            guard let index = try? ResultsIndex(seen.index), index.seq <= manifest.seq else { continue }
            if host == observation.host || index.seq == manifest.seq {
                compareCheckpoints(seen.checkpoint, checkpoint, place: place)
            }
        }
        for note in observation.witnessed {
            // A witness may be ahead or behind; only the same size can be compared without a proof.
            guard let other = try? CheckpointClaim(note, key: watch.logKey),
                let own = try? CheckpointClaim(Array(checkpoint.utf8), key: watch.logKey), other.origin == own.origin,
                other.size == own.size, other.root != own.root
            else { continue }
            find(
                .splitView, place, expected: "the witnessed root \(other.root.hex) of \(other.size)", found: own.root.hex)
        }
    }

    /// One log's head never gets smaller, and has one root for each size.
    private mutating func compareCheckpoints(_ earlier: String?, _ later: String?, place: String) {
        guard let earlier, let old = try? CheckpointClaim(Array(earlier.utf8), key: watch.logKey) else { return }
        guard let later, let new = try? CheckpointClaim(Array(later.utf8), key: watch.logKey) else {
            find(.splitView, place, expected: "a checkpoint of \(old.origin)", found: "none")
            return
        }
        if old.origin != new.origin {
            find(.splitView, place, expected: "a checkpoint of \(old.origin)", found: new.origin)
        } else if old.size == new.size, old.root != new.root {
            find(.splitView, place, expected: "root \(old.root.hex) of \(old.size) entries", found: new.root.hex)
        } else if new.size < old.size {
            find(
                .splitView, place, expected: "\(old.size) entries or more",
                found: "\(new.size), without a proof that they are the first")
        }
    }
}
