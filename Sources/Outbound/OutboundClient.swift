import CCurl
import Synchronization

/// A request to another server.
public struct OutboundRequest: Sendable {
    /// An `http` or `https` address.
    public var url: String
    /// Sent with POST; `nil` for GET.
    public var body: [UInt8]?
    /// The media type of the body.
    public var contentType = "text/plain; charset=utf-8"
    /// Most bytes of the answer; `nil` for the client's own bound.
    public var limit: Int?

    public init(_ url: String, body: [UInt8]? = nil, limit: Int? = nil) {
        self.limit = limit
        self.url = url
        self.body = body
    }
}

/// What another server answered, whatever the status.
public struct OutboundAnswer: Sendable {
    /// The HTTP status.
    public let status: Int
    /// The media type as sent.
    public let contentType: String?
    /// Where a redirect points, as an absolute address. It is not followed.
    public let redirect: String?
    public let body: [UInt8]
    /// Header fields by which it says how long it stays fresh, as sent (RFC 9111).
    public let cacheControl: String?
    public let age: String?
    public let expires: String?
    public let date: String?
}

/// No answer came, or none that can be used.
public struct OutboundError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence with the address.
    public let description: String
    /// Whether an answer came and was longer than asked for.
    public var isTooLarge = false
}

/// The one way in which Daylight speaks to other servers: bounded in time and size, following no redirect, and kept from
/// addresses of private networks unless an operator named them.
public struct OutboundClient: Sendable {
    /// Bounds of one request.
    public struct Limits: Sendable {
        /// Whole seconds for connecting, and for everything.
        public var connectSeconds = 5
        public var seconds = 30
        /// Most bytes of an answer.
        public var bytes = 32 << 20
        /// Whether addresses of this machine and of private networks may be spoken to: for what an operator configured,
        /// never for what comes from a stranger.
        public var allowsPrivateAddresses: Bool

        public init(allowsPrivateAddresses: Bool) { self.allowsPrivateAddresses = allowsPrivateAddresses }
    }

    private let limits: Limits
    private let pool: CurlPool

    /// - Throws: ``OutboundError`` if libcurl is not installed.
    public init(_ limits: Limits) throws(OutboundError) {
        guard let library = CurlLibrary.shared else {
            throw OutboundError(description: "libcurl is not installed; on Debian: apt-get install libcurl4")
        }
        self.limits = limits
        pool = CurlPool(library)
    }

    /// Sends a request and waits for the answer, on the calling thread.
    ///
    /// - Throws: ``OutboundError`` if no answer came within the limits.
    public func send(_ request: OutboundRequest) throws(OutboundError) -> OutboundAnswer {
        let handle = try pool.take()
        defer { pool.giveBack(handle) }
        try handle.set(request, limits)
        return try handle.perform(request.url, limit: min(limits.bytes, request.limit ?? .max))
    }
}

/// Handles that wait for their next request, with the connections they have kept open.
private final class CurlPool: Sendable {
    private static let limit = 8
    private let library: CurlLibrary
    private let idle = Mutex<[CurlHandle]>([])

    init(_ library: CurlLibrary) { self.library = library }

    func take() throws(OutboundError) -> CurlHandle {
        if let handle = idle.withLock({ $0.popLast() }) { return handle }
        return try CurlHandle(library)
    }

    func giveBack(_ handle: CurlHandle) {
        idle.withLock { if $0.count < Self.limit { $0.append(handle) } }
    }
}

/// The functions of libcurl.
// Unchecked: written once, in `load`.
private struct CurlLibrary: @unchecked Sendable {
    var functions: daylight_curl

    static let shared: CurlLibrary? = {
        var functions = daylight_curl()
        return daylight_curl_load(&functions) == 1 ? CurlLibrary(functions: functions) : nil
    }()
}

/// What has come of an answer's body.
private final class Inflow {
    var bytes: [UInt8] = []
    let limit: Int
    init(limit: Int) { self.limit = limit }
}

/// One request after the other in libcurl's hands.
// Unchecked: whoever took it from the pool has it alone.
private final class CurlHandle: @unchecked Sendable {
    private let library: CurlLibrary
    private let handle: UnsafeMutableRawPointer
    private var fields: UnsafeMutablePointer<curl_slist>?
    private var body: [UInt8] = []

    init(_ library: CurlLibrary) throws(OutboundError) {
        guard let handle = library.functions.easy_init() else {
            throw OutboundError(description: "libcurl cannot make a request")
        }
        self.library = library
        self.handle = handle
    }

    deinit {
        library.functions.easy_cleanup(handle)
        if let fields { library.functions.slist_free_all(fields) }
    }

    private func set(_ option: CURLoption, _ value: Int) {
        withUnsafePointer(to: library.functions) { _ = daylight_curl_set_long($0, handle, option, value) }
    }

    private func set(_ option: CURLoption, _ text: String) {
        withUnsafePointer(to: library.functions) { _ = daylight_curl_set_text($0, handle, option, text) }
    }

    func set(_ request: OutboundRequest, _ limits: OutboundClient.Limits) throws(OutboundError) {
        library.functions.easy_reset(handle)
        if let fields { library.functions.slist_free_all(fields) }
        fields = nil
        // Without this libcurl would also open files.
        let isBounded = withUnsafePointer(to: library.functions) {
            daylight_curl_set_text($0, handle, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK
        }
        guard isBounded else { throw OutboundError(description: "libcurl is too old: expected 7.85 or later") }
        body = request.body ?? []
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_CONNECTTIMEOUT, limits.connectSeconds)
        set(CURLOPT_TIMEOUT, limits.seconds)
        set(CURLOPT_ACCEPT_ENCODING, "")
        set(CURLOPT_NOPROXY, "*")
        set(CURLOPT_USERAGENT, "daylight")
        set(CURLOPT_URL, request.url)
        if !limits.allowsPrivateAddresses {
            withUnsafePointer(to: library.functions) { _ = daylight_curl_refuse_private($0, handle) }
        }
        guard request.body != nil else { return }
        fields = library.functions.slist_append(nil, "Content-Type: \(request.contentType)")
        // Without this libcurl asks first whether a larger body is welcome, and waits a second for the answer.
        fields = library.functions.slist_append(fields, "Expect:")
        set(CURLOPT_POST, 1)
        set(CURLOPT_POSTFIELDSIZE, body.count)
        withUnsafePointer(to: library.functions) { _ = daylight_curl_set_pointer($0, handle, CURLOPT_HTTPHEADER, fields) }
    }

    func perform(_ url: String, limit: Int) throws(OutboundError) -> OutboundAnswer {
        let inflow = Inflow(limit: limit)
        let context = Unmanaged.passUnretained(inflow).toOpaque()
        let code = withUnsafePointer(to: library.functions) { functions in
            _ = daylight_curl_set_write(
                functions, handle,
                { bytes, size, count, context in
                    guard let bytes, let context else { return 0 }
                    let inflow = Unmanaged<Inflow>.fromOpaque(context).takeUnretainedValue()
                    guard inflow.bytes.count + size * count <= inflow.limit else { return 0 }
                    inflow.bytes.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: size * count))
                    return size * count
                }, context)
            return body.withUnsafeBytes { body in
                if !body.isEmpty {
                    _ = daylight_curl_set_pointer(
                        functions, handle, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: body.baseAddress))
                }
                return withExtendedLifetime(inflow) { library.functions.easy_perform(handle) }
            }
        }
        guard code == CURLE_OK else {
            let reason = library.functions.easy_strerror(code).map { String(cString: $0) } ?? "no answer"
            guard code != CURLE_WRITE_ERROR else {
                throw OutboundError(description: "\(url): expected at most \(limit) bytes, found more", isTooLarge: true)
            }
            throw OutboundError(description: "\(url): \(reason)")
        }
        return withUnsafePointer(to: library.functions) { functions in
            func field(_ name: String) -> String? { daylight_curl_header(functions, handle, name).map { String(cString: $0) } }
            return OutboundAnswer(
                status: daylight_curl_status(functions, handle),
                contentType: daylight_curl_type(functions, handle).map { String(cString: $0) },
                redirect: daylight_curl_redirect(functions, handle).map { String(cString: $0) }, body: inflow.bytes,
                cacheControl: field("Cache-Control"), age: field("Age"), expires: field("Expires"), date: field("Date"))
        }
    }
}
