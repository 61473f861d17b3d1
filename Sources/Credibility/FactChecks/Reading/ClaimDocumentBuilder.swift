import Daylight

/// Collects the records and problems of one document.
struct ClaimDocumentBuilder {
    let policy: FactCheckPolicy
    let address: WebAddress?
    private(set) var source = FactCheck.Source.page
    private(set) var records: [FactCheck] = []
    /// The first occasion of each.
    private(set) var problems: [ClaimDocumentProblem: String] = [:]
    private var ids: Set<Digest> = []
    private var reviewCount = 0

    init(policy: FactCheckPolicy, address: WebAddress?) {
        self.policy = policy
        self.address = address
    }

    /// Reads the scripts of a page; one that cannot be read costs the others nothing.
    mutating func readPage(_ bytes: [UInt8]) {
        var scripts: [Script] = []
        for (index, range) in HTMLScripts.linkedData(in: bytes).enumerated() {
            guard range.count <= ClaimDocument.largestScript else {
                report(.tooLarge, "script \(index + 1): \(range.count) bytes")
                continue
            }
            do throws(LinkedDataText.Fault) {
                let root = try LinkedDataText.parse(LinkedDataText.unwrapped(bytes[range]))
                if let script = script(root, limit: ClaimDocument.mostReviews - reviewCount) { scripts.append(script) }
            } catch {
                switch error {
                case .tooDeep(let fault): report(.tooDeep, "script \(index + 1): \(fault)")
                case .malformed(let fault): report(.badJSON, "script \(index + 1): \(fault)")
                }
            }
        }
        read(scripts)
    }

    /// Reads a file of linked data.
    mutating func readFile(_ text: ArraySlice<UInt8>) throws(InputError) {
        let root: JSONValue
        do throws(LinkedDataText.Fault) {
            root = try LinkedDataText.parse(text)
        } catch {
            switch error {
            case .tooDeep(let fault), .malformed(let fault): throw fault
            }
        }
        let walk = LinkedDataWalk(root, limit: ClaimDocument.mostFeedReviews)
        if walk.isFeed {
            source = .feed
        } else if text.count > ClaimDocument.largestScript {
            return report(.tooLarge, "\(text.count) bytes")
        }
        let limit = walk.isFeed ? ClaimDocument.mostFeedReviews : ClaimDocument.mostReviews
        if let script = script(root, limit: limit) { read([script]) }
    }

    /// The reviews of one script and the objects they name.
    private struct Script {
        let walk: LinkedDataWalk
        let nodes: LinkedDataNodes
    }

    /// `nil` for a script without reviews.
    private mutating func script(_ root: JSONValue, limit: Int) -> Script? {
        let walk = LinkedDataWalk(root, limit: limit)
        if walk.hasOtherVocabulary { report(.badContext, "an object of another vocabulary") }
        if walk.hasMore { report(.tooManyReviews, "only the first \(reviewCount + walk.claims.count) were read") }
        reviewCount += walk.claims.count
        return walk.claims.isEmpty && walk.media.isEmpty ? nil : Script(walk: walk, nodes: LinkedDataNodes(root))
    }

    private mutating func read(_ scripts: [Script]) {
        var media = MediaReviews()
        var readers = scripts.map { ReviewReader(policy: policy, source: source, document: address, nodes: $0.nodes) }
        for (script, reader) in zip(scripts, readers) {
            for review in script.walk.media { media.add(review, reader) }
        }
        for index in readers.indices {
            readers[index].media = media
            for review in scripts[index].walk.claims {
                do throws(ReviewReader.Dropped) { keep(try readers[index].record(review)) } catch {
                    report(error.problem, error.detail)
                }
            }
        }
        if let left = media.withoutClaim(in: records) { report(.mediaWithoutClaim, left) }
    }

    private mutating func keep(_ record: FactCheck) {
        if ids.insert(record.id).inserted { records.append(record) } else { report(.duplicate, record.url) }
    }

    private mutating func report(_ problem: ClaimDocumentProblem, _ detail: String) {
        if problems[problem] == nil { problems[problem] = detail }
    }
}
