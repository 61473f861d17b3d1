import ArgumentParser

/// `daylight count audit`: risk-limiting audits.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Run a risk-limiting audit, or plan, draw, measure and redo one.",
        discussion: """
            A risk-limiting audit compares a random sample of paper with the reported outcome until the chance that a wrong
            outcome escapes is below the risk limit, or all paper has been counted by hand. First publish the manifest and
            all commitments, then draw the seed in public, then sample.
            begin, step, status and list run a whole audit in a folder, and verify redoes it; plan, sample and measure answer
            single questions.
            """,
        subcommands: [
            AuditBeginCommand.self, AuditStepCommand.self, AuditStatusCommand.self, AuditListCommand.self,
            AuditVerifyCommand.self, AuditPlanCommand.self, AuditSampleCommand.self, AuditMeasureCommand.self,
        ])
}
