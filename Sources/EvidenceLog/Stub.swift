enum EvidenceLogStub {}
