public import Daylight

/// Why a log in a directory could not do what was asked.
public enum LogError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Something is there already; nothing was overwritten.
    case exists(path: String)
    /// There is no such directory or file.
    case missing(path: String)
    /// Another process, or another open log of this one, writes here.
    case locked(path: String)
    /// A secret file that others may read.
    case exposed(path: String)
    /// The files contradict each other: nothing is signed until a person has looked.
    case damaged(path: String, reason: String)
    /// A file that was given is not of the form it must have.
    case input(InputError)
    /// An entry above the 65,535 bytes that the tile format allows.
    case tooLarge(bytes: Int)
    /// There is no such entry, or no tree of such a size.
    case outOfRange(index: UInt64, size: UInt64)
    /// The queue is full: try again shortly. Nothing was done.
    case busy
    /// The log was closed before it did this.
    case closed
    /// The log stopped itself after a failure and must be opened again; what was acknowledged is safe.
    case stopped(reason: String)
    /// The operating system refused an operation.
    case io(operation: String, path: String, code: Int32, reason: String)
    /// Something outside the log that it needs cannot be had now.
    case unavailable(reason: String)
    /// The entry is durable, but too few witnesses have cosigned a head over it: it is not acknowledged, and asked for
    /// again, it will be once they have.
    case uncosigned(reason: String)
    /// The log must not be written before a person has looked; reading goes on.
    case readOnly(reason: String)

    /// One sentence with the path and the next step.
    public var description: String {
        switch self {
        case .exists(let path): "\(path): expected a new or empty place, found something there already"
        case .missing(let path): "\(path): expected to be there, found nothing"
        case .locked(let path): "\(path): the log is open in another process; stop that one, or ask it"
        case .exposed(let path): "\(path): a secret key must not be readable by others; run chmod 600 on it"
        case .damaged(let path, let reason): "\(path): the log is damaged: \(reason). Nothing was changed or signed"
        case .input(let error): error.description
        case .tooLarge(let bytes): "entry too large: \(Self.grouped(bytes)) bytes, limit \(Self.grouped(Envelope.entryLimit))"
        case .outOfRange(let index, let size): "expected a number below the log's size \(size), found \(index)"
        case .busy: "the log's queue is full; nothing was added, try again shortly"
        case .closed: "the log is closed"
        case .stopped(let reason): "the log has stopped: \(reason). Open it again; what was acknowledged is safe"
        case .io(let operation, let path, _, let reason): "\(path): cannot \(operation): \(reason)"
        case .unavailable(let reason): reason
        case .uncosigned(let reason): "too few witnesses have cosigned (\(reason)); send the statement again later"
        case .readOnly(let reason): "the log is read-only: \(reason). Nothing more is signed"
        }
    }

    private static func grouped(_ number: Int) -> String {
        var text = String(number)
        var end = text.count - 3
        while end > 0 {
            text.insert(",", at: text.index(text.startIndex, offsetBy: end))
            end -= 3
        }
        return text
    }
}
