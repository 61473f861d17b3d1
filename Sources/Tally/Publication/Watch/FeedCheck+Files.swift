import Daylight

extension FeedCheck {
    /// Folders whose files are named by their own digest.
    private static let addressed = ["reports/", "aggregates/", "csv/", "definitions/"]

    /// Holds every fetched file to the digest and length that were signed.
    mutating func checkFiles(_ files: inout FeedFiles) {
        let definition = FeedObservation.definitionPath(watch.definition)
        if files.listed[definition] == nil {
            find(.altered, "\(files.manifest.path)#/files", expected: "the watched definition", found: "another or none")
        }
        let folder = ResultsPages.folder(files.manifest.seq)
        for path in files.missing.sorted() where files.listed[path] != nil {
            find(path.hasPrefix(folder) ? .defaced : .altered, path, expected: "the published file", found: "no such file")
        }
        for path in files.paths(in: "") {
            guard let listed = files.listed[path], let bytes = files.bytes(path) else { continue }
            let digest = Digest(of: bytes)
            if digest == listed.sha256, bytes.count == listed.byteCount {
                files.rely(on: path)
            } else {
                let code: FeedCode = listed.mediaType.hasPrefix("text/html") ? .defaced : .altered
                let isShorter = digest == listed.sha256
                find(
                    code, path, expected: isShorter ? "\(listed.byteCount) bytes" : listed.sha256.hex,
                    found: isShorter ? "\(bytes.count)" : digest.hex)
            }
        }
        for file in files.manifest.files {
            guard let folder = Self.addressed.first(where: file.path.hasPrefix) else { continue }
            let name = file.path.dropFirst(folder.count).prefix { $0 != "." }
            guard name != file.sha256.hex else { continue }
            find(.altered, "\(files.manifest.path)#/files", expected: "\(file.path) named so", found: file.sha256.hex)
        }
        checkEntryPage(files)
    }

    /// The entry page leads to this publication, or to one right before or after it while a new one is being put in place.
    private mutating func checkEntryPage(_ files: FeedFiles) {
        let newest = files.manifest.seq
        if files.missing.contains(EntryPage.path) {
            find(.defaced, EntryPage.path, expected: "the page that leads to the newest publication", found: "no such file")
        }
        guard let page = files.bytes(EntryPage.path) else { return }
        guard let seq = EntryPage.seq(of: page) else {
            find(.defaced, EntryPage.path, expected: "the page that leads to publication \(newest)", found: "another page")
            return
        }
        if seq < newest - 1 || seq > newest + 1 {
            find(.stalled, EntryPage.path, expected: "a link to publication \(newest)", found: "\(seq)")
        }
    }

    /// Reads every fetched report as its definition demands, and verifies the station's signature where its envelope is there.
    mutating func checkReports(_ files: inout FeedFiles) {
        var envelopes: [String: String] = [:]
        // Of several envelopes of one report the newest has the receipt.
        for path in files.paths(in: "envelopes/") where files.isSound(path) {
            envelopes[String(path.dropFirst("envelopes/".count).prefix(64))] = path
        }
        for path in files.paths(in: "reports/") where files.isSound(path) {
            guard let object = files.json(path)?.objectValue, let listed = files.listed[path] else {
                find(.altered, path, expected: "a report", found: "other content")
                continue
            }
            let beside = envelopes[listed.sha256.hex].flatMap { files.json($0)?.objectValue }
            var envelope = beside ?? [:]
            envelope["report"] = .object(object)
            switch ReportEnvelope.read(.object(envelope), of: files.definition) {
            case .failure(let rejection):
                find(
                    .altered, "\(path)#\(rejection.fault.field)", expected: rejection.fault.expected,
                    found: rejection.fault.found)
            case .success(let envelope):
                if beside != nil, let fault = envelope.signatureFault {
                    find(.wrongStation, path, expected: "a signature of unit \(envelope.report.unitId)", found: fault)
                }
                files.reports[listed.sha256] = envelope.report
            }
        }
    }
}
