import Daylight
import EvidenceLog
import Glibc
import Sponsorship

/// Serves lines of the gate at a Unix socket: every client has a thread and a gate of its own, and there are only so many.
final class GateSocket: Sendable {
    /// Most clients at once. The next one waits in the queue of the socket.
    static let clientLimit = 64
    private static let queueLength: Int32 = 128
    /// Seconds that answers wait to be taken.
    private static let patience = 30

    private struct State: Sendable {
        var isStopping = false
        var clients: Set<Int32> = []
    }

    private let path: String
    private let suffixes: PublicSuffixList
    private let explains: Bool
    private let listener: Int32
    private let state = Monitor(State())

    /// Listens.
    ///
    /// - Throws: ``Failure`` (69) when the path is too long, in use, or cannot be made.
    init(path: String, suffixes: PublicSuffixList, explaining: Bool) throws {
        self.path = path
        self.suffixes = suffixes
        explains = explaining
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard listener >= 0 else { throw Failure(.unavailable, "\(path): \(systemMessage())") }
        try Self.removeDeadSocket(at: path)
        let isBound = try Self.withAddress(path) { bind(listener, $0, $1) == 0 && listen(listener, Self.queueLength) == 0 }
        guard isBound else {
            let message = systemMessage()
            close(listener)
            throw Failure(.unavailable, "\(path): cannot listen: \(message)")
        }
    }

    /// A socket that nobody listens at any more is left behind by a killed process.
    private static func removeDeadSocket(at path: String) throws {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return }
        let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(probe) }
        if try withAddress(path, { connect(probe, $0, $1) == 0 }) {
            throw Failure(.unavailable, "\(path): another process listens there")
        }
        if errno == ECONNREFUSED { unlink(path) }
    }

    private static func withAddress<Result>(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) throws -> Result {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < capacity, !path.isEmpty else {
            throw Failure(.unavailable, "\(path): expected a path of 1 to \(capacity - 1) bytes, found \(path.utf8.count)")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }

    /// Serves until SIGTERM or SIGINT; then finishes what has arrived and removes the socket.
    func serve() throws {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGINT)
        // Before the first thread is made: all of them leave the signals to this one.
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        guard DedicatedThread.start({ [self] in acceptClients() }) else {
            throw Failure(.unavailable, "\(path): the system gives no more threads")
        }
        StandardOutput.say("listening on \(path)")
        var signal: Int32 = 0
        sigwait(&signals, &signal)
        stop()
    }

    private func stop() {
        state.withLock { state in
            state.isStopping = true
            shutdown(listener, Int32(SHUT_RDWR))
            // A client gets the answers to what it has sent, and then the end.
            for client in state.clients { shutdown(client, Int32(SHUT_RD)) }
        }
        unlink(path)
        state.wait { $0.clients.isEmpty ? () : nil }
        close(listener)
    }

    private func acceptClients() {
        while true {
            let mayGoOn = state.wait { state in
                state.isStopping ? false : state.clients.count < Self.clientLimit ? true : nil
            }
            guard mayGoOn else { return }
            let client = accept(listener, nil, nil)
            if client < 0 {
                // Out of descriptors or memory: what clients hold comes back.
                if errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM { usleep(10_000) }
                continue
            }
            admit(client)
        }
    }

    private func admit(_ client: Int32) {
        _ = fcntl(client, F_SETFD, FD_CLOEXEC)
        // A client that takes no answers does not keep its place, nor the server from stopping.
        var patience = timeval(tv_sec: Self.patience, tv_usec: 0)
        setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let isAdmitted = state.withLock { state in
            guard !state.isStopping else { return false }
            state.clients.insert(client)
            return true
        }
        guard isAdmitted else {
            close(client)
            return
        }
        if !DedicatedThread.start({ [self] in serve(client) }) { release(client) }
    }

    private func serve(_ client: Int32) {
        let gate = Gate(suffixes: suffixes, explaining: explains)
        // A client that goes away is no fault of the server's.
        _ = try? GateStream(input: client, gate: gate).run { output, _ in try Self.send(output, to: client) }
        release(client)
    }

    private static func send(_ bytes: UnsafeRawBufferPointer, to client: Int32) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.send(client, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure(.inputOutput, systemMessage()) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    private func release(_ client: Int32) {
        state.withLock { state in
            state.clients.remove(client)
            close(client)
        }
    }
}
