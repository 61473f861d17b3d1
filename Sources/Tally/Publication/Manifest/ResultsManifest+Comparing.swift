extension ResultsManifest {
    /// Whether it publishes the same results in the same way; only the pages may differ, which bear its number and time.
    public func publishesTheSame(as other: ResultsManifest) -> Bool {
        func data(_ manifest: ResultsManifest) -> [FeedFile] { manifest.files.filter { !$0.path.hasPrefix("pages/") } }
        return electionId == other.electionId && status == other.status && checkpoint == other.checkpoint
            && data(self) == data(other)
    }
}
