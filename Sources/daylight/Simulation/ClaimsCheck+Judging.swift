import Credibility
import Daylight
import Exposure
import Pictures
import Simulation

extension ClaimsCheck {
    mutating func judgeChecks(_ simulated: SimulatedChecks, _ suffixes: PublicSuffixList) throws {
        let policy = FactCheckPolicy(
            suffixes: suffixes, signatories: try SignatoryList(parsing: simulated.list),
            trustedFeeds: try FactCheckPolicy.hosts(parsing: simulated.trustedFeeds), today: simulated.today)
        for document in simulated.documents {
            let read = try ClaimDocument(document.bytes, foundAt: WebAddress(document.address), policy: policy)
            let record = read.records.first
            let isAsWritten =
                read.records.count == 1 && record?.claim == document.claim && record?.verdict.rawValue == document.verdict
            let problems = record?.problems.map(\.rawValue) ?? []
            let isAccepted = record?.status == .accepted && isAsWritten
            let isFound = document.kind.role == .innocent ? !isAccepted : problems == document.kind.problems && !isAccepted
            count(.factChecks, document.kind, isFound, problems.isEmpty ? [record?.status.rawValue ?? "no record"] : problems)
        }
    }

    mutating func judgeTexts(_ simulated: SimulatedTexts) throws {
        let tables = try simulated.files.map { try TextTable(parsing: $0.bytes) }
        var decisions: [String: [String]] = [:]
        let owners = Dictionary(uniqueKeysWithValues: simulated.posts.map { ($0.id, $0.claim) })
        for match in try TextMatcher(corpus: tables[0], queries: tables[1]).matches() {
            let (claim, post) = (tables[0].id(match.claim), tables[1].id(match.query))
            if owners[post] == claim { decisions[post, default: []].append(match.decision.rawValue) } else { wrongPairs += 1 }
        }
        for post in simulated.posts {
            let found = decisions[post.id] ?? []
            count(
                .texts, post.kind,
                post.kind.role == .planted ? found.contains(where: post.kind.decisions.contains) : !found.isEmpty, found)
        }
    }

    mutating func judgePictures(_ simulated: SimulatedPictures) throws {
        let known = try KnownPictures(parsing: try ClaimsFolder.knownPictures(simulated))
        for picture in simulated.pictures {
            let raster = try PictureFile.raster(decoding: picture.bytes)
            let hashes = [PDQ(raster)] + (BorderTrim(raster).map { [PDQ($0.picture)] } ?? [])
            let matches = known.matches(hashes)
            let isFound = matches.contains { $0.id == picture.original }
            if picture.kind.role != .innocent { wrongPairs += matches.count { $0.id != picture.original } }
            let seen = matches.map { $0.isTrimmed ? "without border" : $0.view?.rawValue ?? "as it is" }
            count(.pictures, picture.kind, picture.kind.role == .innocent ? !matches.isEmpty : isFound, seen)
        }
    }

    mutating func judgeMails(_ simulated: SimulatedLeak) throws {
        let signed = try SignedLeak(simulated)
        let keys = try DKIMKeyArchive(parsing: signed.keys)
        for (mail, bytes) in signed.mails {
            let finding = try MailMessage(bytes).verified(with: keys, now: 0)
            let (verdict, warnings) = mail.kind.expected
            let said = finding.signatures.flatMap(\.warnings).map(\.rawValue)
            let isWhole = finding.signatures.allSatisfy { $0.bodyCovered == $0.bodyTotal }
            let isExpected =
                finding.verdict.name == verdict && said == warnings && isWhole == (mail.kind != .appended)
                && finding.hadBareLF == (mail.kind == .savedWithLF)
            count(.mails, mail.kind, (mail.kind.role == .innocent) != isExpected, [finding.verdict.name] + said)
        }
    }

    mutating func judgeFeeds(_ simulated: SimulatedFeeds) throws {
        let policy = try RankingPolicy(simulated.policy)
        for feed in simulated.feeds {
            let recorded = try RecordedFeed(feed, policy: simulated.policy)
            let replay = try recorded.opened.replay(recorded.served, policy: simulated.policy, read: policy)
            let expected = feed.kind == .rewritten ? ["candidates"] : []
            let isExpected = replay.departure?.rank == feed.departure && replay.mismatches == expected
            let answer = replay.departure.map { [$0.rank == feed.departure ? "its rank" : "another rank"] } ?? []
            count(
                .feeds, feed.kind, feed.kind.role == .innocent ? !replay.followedPolicy : isExpected,
                answer + replay.mismatches)
        }
    }
}
