import Glibc
import Testing

/// A running `daylight`, fed through a pipe and read through another.
final class ChildProcess {
    /// The command line program, which the build puts beside the test program.
    static func program() throws -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { readlink("/proc/self/exe", $0.baseAddress!, $0.count) }
        }
        let path = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let program = "/\(folder)/daylight"
        try #require(access(program, X_OK) == 0, "expected the built program at \(program)")
        return program
    }

    private let identifier: pid_t
    private let input: Int32
    private let output: Int32
    private var buffer: [UInt8] = []

    init(_ arguments: [String]) throws {
        // Writing to a child that is gone must be an error, not the end of the tests.
        signal(SIGPIPE, SIG_IGN)
        var (toChild, fromChild) = ([Int32](repeating: 0, count: 2), [Int32](repeating: 0, count: 2))
        try #require(pipe(&toChild) == 0 && pipe(&fromChild) == 0)
        for end in toChild + fromChild { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        var pointers = arguments.map { strdup($0) } + [nil]
        var identifier = pid_t()
        let code = posix_spawn(&identifier, arguments[0], &actions, nil, &pointers, environ)
        for pointer in pointers { free(pointer) }
        posix_spawn_file_actions_destroy(&actions)
        close(toChild[0])
        close(fromChild[1])
        try #require(code == 0)
        self.identifier = identifier
        input = toChild[1]
        output = fromChild[0]
    }

    /// Runs a program to its end: its exit code and everything it wrote to standard output.
    static func run(_ arguments: [String], input: [UInt8] = []) throws -> (code: Int32?, output: [UInt8]) {
        let child = try ChildProcess(arguments)
        _ = child.send(input)
        child.closeInput()
        while child.fill() {}
        return (child.wait(), child.buffer)
    }

    /// Reads some more of the output; `false` at its end.
    private func fill() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = read(output, &chunk, chunk.count)
        buffer += chunk.prefix(max(0, count))
        return count > 0
    }

    /// Writes all of it; `false` if the child is gone.
    func send(_ bytes: [UInt8]) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
            if count <= 0 { return false }
            done += count
        }
        return true
    }

    /// The next line of the child's output; `nil` at its end, where an unfinished line does not count.
    func nextLine() -> [UInt8]? {
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                defer { buffer.removeSubrange(...end) }
                return Array(buffer[..<end])
            }
            guard fill() else { return nil }
        }
    }

    func kill() { _ = Glibc.kill(identifier, SIGKILL) }

    func closeInput() { close(input) }

    /// Waits for the end; the exit code, or `nil` if a signal ended it.
    func wait() -> Int32? {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        close(output)
        return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
    }
}
