import Daylight

/// The first screen: one search box, the seven questions, how fresh and complete the data is, what changed, how to check.
struct HomePage: Page {
    /// One question with what is known over everything imported.
    struct QuestionLine: Hashable, Sendable {
        enum State: Hashable, Sendable {
            case nothingKnown
            /// - Parameters:
            ///   - figure: the number that answers first, for instance groups waiting for a decision.
            ///   - sentence: a whole sentence that says what the number counts and can be read without it.
            ///   - path: where the rows behind the number are.
            case known(figure: Int, sentence: String, trend: Trend, date: Timestamp, path: String)
        }

        /// The figure against the one before the last import.
        enum Trend: Hashable, Sendable {
            case noEarlierFigure
            case unchanged
            case up(Int)
            case down(Int)
        }

        var question: Question
        var state: State
    }

    /// How fresh and how complete the data is.
    enum DataState: Hashable, Sendable {
        case empty
        case loaded(lastImport: Timestamp, rows: Int, badRows: Int, dataSets: Int)
    }

    /// How far the log has come.
    struct LogState: Hashable, Sendable {
        var size: Int
        /// When the checkpoint was published; `nil` before the first statement.
        var checkpoint: Timestamp?
    }

    /// Something that happened, newest first.
    struct Change: Hashable, Sendable {
        var date: Timestamp
        var sentence: String
        var path: String
    }

    /// How a reader checks the site without trusting it.
    struct SelfCheck: Hashable, Sendable {
        var command: String
        /// A file to begin with, for instance a receipt.
        var downloadPath: String
        var downloadLabel: String
    }

    /// One for each question; a question left out counts as nothing known.
    var questions: [QuestionLine]
    var data: DataState
    var log: LogState
    var changes: [Change]
    var check: SelfCheck
}
