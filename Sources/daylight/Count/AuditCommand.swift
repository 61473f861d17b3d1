import ArgumentParser

/// `daylight count audit`: risk-limiting audits.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Plan a risk-limiting audit, draw its sample, measure its risk, redo it.",
        discussion: """
            A risk-limiting audit compares a random sample of paper with the reported outcome until the chance that a wrong
            outcome escapes is below the risk limit, or all paper has been counted by hand. First publish the manifest and
            all commitments, then draw the seed in public, then sample.
            """,
        subcommands: [AuditPlanCommand.self, AuditSampleCommand.self, AuditMeasureCommand.self, AuditVerifyCommand.self])
}
