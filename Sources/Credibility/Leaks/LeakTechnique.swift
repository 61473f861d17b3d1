/// How the find may be used, by the names of DISARM (February 2025, CC BY-SA 4.0; credibility reference, section 9.3).
public enum LeakTechnique: String, Hashable, Sendable, CaseIterable {
    case obtainPrivateDocuments = "T0089"
    case obtainAuthenticDocuments = "T0089.001"
    case alterAuthenticDocuments = "T0089.003"
    case dox = "T0048.004"
    case hacktivistPersona = "T0097.104"
    case journalistPersona = "T0097.102"
    case distortFacts = "T0023"
    case reframeContext = "T0023.001"
    case attractTraditionalMedia = "T0117"
}
