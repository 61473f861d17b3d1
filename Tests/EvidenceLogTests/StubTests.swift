import Testing
@Test func stubEvidenceLog() {}
