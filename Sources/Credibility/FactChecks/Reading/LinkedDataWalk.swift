import Daylight

/// The reviews in one script or file, found depth first (credibility reference, section 4.5).
struct LinkedDataWalk {
    /// A review and what stands around it.
    struct Review {
        let object: JSONObject
        /// The `url` of the item of a feed that it belongs to.
        let itemAddress: JSONValue?
    }

    private(set) var claims: [Review] = []
    private(set) var media: [Review] = []
    private(set) var hasOtherVocabulary = false
    private(set) var isFeed = false
    /// Most reviews of claims that are kept.
    private let limit: Int
    private(set) var hasMore = false

    init(_ root: JSONValue, limit: Int) {
        self.limit = limit
        visitTop(root)
    }

    private mutating func visitTop(_ value: JSONValue) {
        switch value {
        case .array(let elements): for element in elements { visitTop(element) }
        case .object(let object):
            guard LinkedDataType.isSchema(object["@context"]) else {
                hasOtherVocabulary = true
                return
            }
            if LinkedDataType.of(object, is: "DataFeed") { isFeed = true }
            visit(object, itemAddress: nil)
        default: break
        }
    }

    private mutating func visit(_ value: JSONValue, itemAddress: JSONValue?) {
        switch value {
        case .array(let elements): for element in elements { visit(element, itemAddress: itemAddress) }
        case .object(let object): visit(object, itemAddress: itemAddress)
        default: break
        }
    }

    private mutating func visit(_ object: JSONObject, itemAddress: JSONValue?) {
        var itemAddress = itemAddress
        if LinkedDataType.of(object, is: "DataFeedItem") { itemAddress = object["url"]?.firstLinked }
        let review = Review(object: object, itemAddress: itemAddress)
        if LinkedDataType.of(object, is: "MediaReview") { media.append(review) }
        if LinkedDataType.of(object, is: "ClaimReview") {
            if claims.count < limit { claims.append(review) } else { hasMore = true }
            return
        }
        for member in object.members { visit(member.value, itemAddress: itemAddress) }
    }
}

/// The objects of one script that others name by `@id`.
struct LinkedDataNodes {
    private var nodes: [ExactText: JSONObject] = [:]

    init(_ root: JSONValue) { collect(root) }

    private mutating func collect(_ value: JSONValue) {
        switch value {
        case .array(let elements): for element in elements { collect(element) }
        case .object(let object):
            if object.members.count > 1, let id = object["@id"]?.stringValue {
                nodes[ExactText(id)] = nodes[ExactText(id)] ?? object
            }
            for member in object.members { collect(member.value) }
        default: break
        }
    }

    /// The first of several values; one that has only an `@id` stands for the object that has more. One step, so that no
    /// circle is walked.
    func resolved(_ value: JSONValue?) -> JSONValue? {
        guard let first = value?.firstLinked else { return nil }
        guard case .object(let object) = first, object.members.count == 1, let id = object["@id"]?.stringValue else {
            return first
        }
        return nodes[ExactText(id)].map(JSONValue.object) ?? first
    }
}
