import Daylight

/// One pass over the bytes of an ads.txt file (sponsorship reference, sections 10.1 and 14.3).
///
/// Each line is looked at once for its end, comment, commas and unusual bytes; a field is looked at again only for what it
/// has to be. Nothing is allocated for a line that is written as it should be.
struct AdsTxtParser {
    let root: Host?
    private let lineLimit: Int
    private let isHTML: Bool
    var scanner: AdsTxtScanner
    var accounts: AdsTxtAccounts
    var entries: [AdsTxtEntry] = []
    var settings = AdsTxtSettings()
    var hasPlaceholder = false
    private var rejected: [AdsTxt.Rejection] = []
    private var warnings: [AdsTxt.Warning] = []
    /// Warnings of the line at hand.
    private var pending: UInt32 = 0
    /// Of the line at hand nothing is warned of.
    var isSilent = false

    init(_ source: UnsafeBufferPointer<UInt8>, root: Host?, lineLimit: Int) {
        self.root = root
        self.lineLimit = lineLimit
        accounts = AdsTxtAccounts(sourceCount: source.count)
        entries.reserveCapacity(AdsTxtAccounts.usualLineCount(source.count))
        let hasMark = source.starts(with: [0xEF, 0xBB, 0xBF])
        scanner = AdsTxtScanner(source, from: hasMark ? 3 : 0)
        if hasMark {
            warnings.append(AdsTxt.Warning(line: 1, code: .byteOrderMark))
        }
        let first = scanner.text.firstNonBlank(from: scanner.position)
        isHTML = first.byte == UInt8(ascii: "<")
        if isHTML { warnings.append(AdsTxt.Warning(line: first.line, code: .looksLikeHTML)) }
    }

    /// Reads all lines; `false` when there are more than the limit.
    mutating func run() -> Bool {
        AdsTxtByteClass.table.withUnsafeBufferPointer { classes in
            while !scanner.isAtEnd {
                guard scanner.line.number < lineLimit else { return false }
                scanner.readLine(classes)
                judge()
            }
            return true
        }
    }

    private mutating func judge() {
        pending = 0
        isSilent = false
        if let fault = scanner.faultOfBytes() { return reject(fault) }
        if scanner.trimLine(), let fault = judgeContent() { return reject(fault) }
        if scanner.sawUnusualSpace, !isSilent { warn(.unusualSpace) }
        if pending != 0 { flushWarnings() }
    }

    private mutating func judgeContent() -> AdsTxtFault? {
        if let variable = scanner.variable() { return judgeVariable(name: variable.name, value: variable.value) }
        return judgeRecord()
    }

    private mutating func reject(_ fault: AdsTxtFault) {
        rejected.append(AdsTxt.Rejection(line: scanner.line.number, reason: fault))
    }

    mutating func warn(_ code: AdsTxtWarning) { pending |= 1 << code.bit }

    private mutating func flushWarnings() {
        // Of a web page nothing is taken, so nothing has to be said about how it was written.
        if isHTML { return }
        for code in AdsTxtWarning.allCases where pending & 1 << code.bit != 0 {
            warnings.append(AdsTxt.Warning(line: scanner.line.number, code: code))
        }
    }

    /// What the whole file says.
    func outcome() -> AdsTxtOutcome {
        let (records, variables) = isHTML ? ([], []) : (entries, settings.counting)
        let state: AdsTxt.State =
            if !records.isEmpty {
                .declared
            } else if hasPlaceholder, !isHTML {
                .declaredNobody
            } else {
                variables.isEmpty ? .noDeclaration : .declared
            }
        let whole = state == .noDeclaration ? [AdsTxt.Warning(line: 0, code: .noValidLines)] : []
        return AdsTxtOutcome(
            state: state, entries: records, variables: variables, rejected: rejected, warnings: whole + warnings,
            accounts: isHTML ? AdsTxtAccounts(sourceCount: 0) : accounts)
    }
}

/// The parts of a parsed file.
struct AdsTxtOutcome {
    let state: AdsTxt.State
    let entries: [AdsTxtEntry]
    let variables: [AdsTxt.Variable]
    let rejected: [AdsTxt.Rejection]
    let warnings: [AdsTxt.Warning]
    let accounts: AdsTxtAccounts
}

extension AdsTxtWarning {
    /// Its place in a set of warnings.
    fileprivate var bit: UInt32 {
        switch self {
        case .byteOrderMark: 0
        case .looksLikeHTML: 1
        case .noValidLines: 2
        case .unusualSpace: 3
        case .domainCase: 4
        case .idnConverted: 5
        case .relationshipCase: 6
        case .extraField: 7
        case .badPercentEncoding: 8
        case .badCertification: 9
        case .duplicateRecord: 10
        case .relationshipConflict: 11
        case .ownerDomainRepeated: 12
        case .managerDomainRepeated: 13
        case .unknownVariable: 14
        }
    }
}
