public import Daylight

/// `run.json`: what went in, what was decided and what came out of a run, without a clock and without names of people.
public struct NoteRunRecord: Sendable {
    /// A table file that was read.
    public struct Input: Sendable {
        public let name: String
        public let digest: Digest
        public let rowCount: Int

        public init(name: String, digest: Digest, rowCount: Int) {
            self.name = name
            self.digest = digest
            self.rowCount = rowCount
        }
    }

    private let inputs: [Input]
    private let outputs: [(name: String, digest: Digest)]
    private let scores: NoteScores

    public init(_ scores: NoteScores, inputs: [Input], outputs: [(name: String, digest: Digest)]) {
        self.scores = scores
        self.inputs = inputs
        self.outputs = outputs
    }

    public var json: JSONValue {
        var members: JSONObject = [
            "inputs": .array(
                inputs.map {
                    ["name": .string($0.name), "sha256": .string($0.digest.hex), "rows": .integer($0.rowCount)]
                }),
            "parameters": [
                "diligence": .string(scores.parameters.diligence.rawValue),
                "harassment": .string(scores.parameters.harassment.rawValue),
                "groups": .string(scores.parameters.groups.rawValue),
                "topics": .array(scores.topicNames.map { .string($0) }),
                "minNoteRatings": .integer(scores.parameters.minNoteRatings),
                "minRaterRatings": .integer(scores.parameters.minRaterRatings),
                "correlatedRaters": .integer(scores.parameters.correlatedRaters.count),
            ],
            "version": .string(NoteScoringParameters.version),
            "firstFit": scores.firstFit.json,
            "secondFit": scores.secondFit.json,
            "ratingsPerNote": .real(scores.secondFit.ratingsPerNote),
            "tagThresholds": .object(
                scores.tagThresholds.reduce(into: JSONObject()) { $0[$1.tag.rawValue] = .real($1.threshold) }),
            "outputs": .array(outputs.map { ["name": .string($0.name), "sha256": .string($0.digest.hex)] }),
        ]
        if !scores.diligenceRounds.isEmpty {
            members["diligence"] = .array(
                scores.diligenceRounds.map {
                    ["loss": .real($0.loss), "sweeps": .integer($0.sweeps), "settled": .bool($0.isSettled)]
                })
        }
        if let harassment = scores.harassment { members["harassment"] = harassment.json }
        return .object(members)
    }
}

extension BridgingFit {
    /// Size and outcome, without the parameters of single notes and raters.
    var json: JSONValue {
        [
            "mu": .real(mu), "loss": .real(loss), "sweeps": .integer(sweeps), "settled": .bool(isSettled),
            "ratings": .integer(ratingCount), "notes": .integer(noteCount), "raters": .integer(raterCount),
        ]
    }
}
