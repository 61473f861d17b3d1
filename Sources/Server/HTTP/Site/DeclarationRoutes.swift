import Daylight
import HTTPTypes
import Sponsorship
import Storage

/// Declarations of sponsors (TTPA Art. 5(2), 7), recorded by the publisher.
struct DeclarationRoutes: Sendable {
    let site: Site

    /// Longest declaration, in bytes.
    private static let limit = 64 << 10

    var routes: [Route] {
        [
            Route(.get, SitePath.declarations, access: .person(.publisher), handle: list),
            Route(.post, SitePath.declarations, access: .person(.publisher), body: .form, handle: record),
        ]
    }

    private func list(_ call: Call) async throws -> Reply { try await list(call, Filled(), fault: nil) }

    private func list(
        _ call: Call, _ filled: Filled, fault: String?, status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        let rows = try await site.store.duties(SponsorDeclaration.self)
        var items: [DeclarationsPage.Item] = []
        for kept in rows.prefix(200) {
            guard let code = ShortCode(kept.key) else { continue }
            items.append(
                DeclarationsPage.Item(
                    code: code, version: kept.record.version, declaration: kept.content,
                    statement: try await site.statementNumber(of: kept.record)))
        }
        let page = DeclarationsPage(
            items: items, filled: filled, fault: fault, zone: site.configuration.advertising.zone)
        return try await site.page(page, for: call, status: status)
    }

    private func record(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        var reading = FormReading(call.form)
        let code = ShortCode(reading.text("code", limit: 40))
        if code == nil { reading.refuse("code", .notACode) }
        let text = reading.text("declaration", limit: Self.limit, mayBreak: true)
        var fault: String?
        var declaration: Declaration?
        if reading.isRight {
            do { declaration = try Self.declaration(text) } catch {
                fault = error.description
                reading.refuse("declaration", .notADeclaration)
            }
        }
        guard let code, let declaration else {
            return try await list(call, reading.filled, fault: fault, status: .unprocessableContent)
        }
        switch try await DeclarationDesk(site).record(declaration, code: code, by: user.name, now: call.now) {
        // The second click of two.
        case nil, .twice?: return .seeOther(SitePath.declarations)
        case .notNext?:
            reading.refuse("declaration", .notNextDeclaration)
            return try await list(call, reading.filled, fault: nil, status: .unprocessableContent)
        }
    }

    private static func declaration(_ text: String) throws(InputError) -> Declaration {
        let value = try JSONParser.parse(Array(text.utf8))
        guard let object = value.objectValue else { throw InputError(expected: "an object", found: value.kind) }
        return try Declaration(object)
    }
}
