/// The declarations of one order, each correction behind what it corrects.
public struct DeclarationHistory: Hashable, Sendable {
    /// Oldest first, at least one.
    public let declarations: [Declaration]

    /// Puts declarations in order.
    ///
    /// - Throws: ``DeclarationHistoryFault`` unless they are one line of corrections of one order.
    public init(_ declarations: [Declaration]) throws(DeclarationHistoryFault) {
        var corrections: [RecordID: Declaration] = [:]
        var first: Declaration?
        for declaration in declarations {
            guard let earlier = declaration.supersedes else {
                guard first == nil else { throw .secondFirst(declaration.declarationID) }
                first = declaration
                continue
            }
            guard corrections.updateValue(declaration, forKey: earlier) == nil else { throw .correctedTwice(earlier) }
        }
        guard let first else { throw .noFirst }
        self.declarations = try Self.line(from: first, corrections)
        guard self.declarations.count == declarations.count else { throw .looseEnd }
    }

    private static func line(
        from first: Declaration, _ corrections: [RecordID: Declaration]
    ) throws(DeclarationHistoryFault) -> [Declaration] {
        var line = [first]
        var seen: Set = [first.declarationID]
        while let next = corrections[line[line.count - 1].declarationID] {
            guard next.orderID == first.orderID else { throw .otherOrder(next.declarationID) }
            guard next.declaredAt > line[line.count - 1].declaredAt else { throw .notLater(next.declarationID) }
            guard seen.insert(next.declarationID).inserted else { throw .twice(next.declarationID) }
            line.append(next)
        }
        return line
    }

    /// The declaration that holds.
    public var current: Declaration { declarations[declarations.count - 1] }
}

/// Why declarations do not make one line of corrections.
public enum DeclarationHistoryFault: Error, Hashable, Sendable, CustomStringConvertible {
    case noFirst
    case secondFirst(RecordID)
    case correctedTwice(RecordID)
    case otherOrder(RecordID)
    case notLater(RecordID)
    case twice(RecordID)
    case looseEnd

    public var description: String {
        switch self {
        case .noFirst: "no declaration of the order is the first"
        case .secondFirst(let id): "declaration \(id) supersedes none, but another one came first"
        case .correctedTwice(let id): "declaration \(id) is superseded by two others"
        case .otherOrder(let id): "declaration \(id) supersedes one of another order"
        case .notLater(let id): "declaration \(id) is not later than the one it supersedes"
        case .twice(let id): "two declarations are called \(id)"
        case .looseEnd: "a declaration supersedes one that is not there"
        }
    }
}
