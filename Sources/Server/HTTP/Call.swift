import Daylight
import HTTPTypes

/// A request as a handler sees it: read, bounded and checked.
struct Call: Sendable {
    let headers: HTTPFields
    /// The path as it was sent, percent-encoding untouched.
    let path: String
    /// Path parameters, decoded.
    let parameters: [String: String]
    let query: FormFields
    let form: FormFields
    /// The files of a form that takes some.
    let files: [MultipartForm.File]
    /// The JSON body where the route takes one.
    let json: JSONValue
    /// The bytes of the body.
    let body: [UInt8]
    var visitor: Visitor
    let client: ClientAddress
    let requestID: String
    let now: Timestamp

    /// - Throws: ``Problem`` not-found for a parameter the template lacks.
    func parameter(_ name: String) throws(Problem) -> String {
        guard let value = parameters[name] else { throw .notFound("This address") }
        return value
    }

    /// Path and query, where a reader returns to after signing in.
    var location: String {
        query.fields.isEmpty ? path : "\(path)?\(FormFields.text(query.fields))"
    }

    /// Whether the form carries the token it was made with. A program's credentials do not travel by themselves, so that
    /// nobody can make it send a form.
    var formIsGenuine: Bool {
        !visitor.isAmbient || FormToken.matches(form[FormToken.field], visitor.formToken)
    }

    /// The media type of the body.
    var mediaType: String? { headers.mediaType }

    /// How many items a page of a list holds.
    var limit: Int { query["limit"].flatMap { Int($0) } ?? 50 }
}
