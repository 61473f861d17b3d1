"""A witness in plain Python, strict as the protocol is, that can also be told to misbehave."""

import base64
import http.server
import threading

from merkle import is_consistent, sha256
from notes import base64_of, note, open_checkpoint


class PlainWitness:
    """Runs while it is entered. `answer` may be set to a function of the request's body that answers instead of it."""

    def __init__(self, key, log_key):
        self.key, self.log_key = key, log_key
        self.recorded, self.checkpoint = (0, sha256(b"")), None
        self.seen = []  # every checkpoint the log showed: (size, root)
        self.requests = []  # (old size, size, status)
        self.answer = None
        self.silent = False  # as if it were down
        self.lock = threading.Lock()
        self.time = 1_795_420_800

    def __enter__(self):
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def parse_request(self):
                return not outer.silent and super().parse_request()

            def reply(self, status, body=b"", kind="text/plain; charset=utf-8"):
                self.send_response(status)
                if kind:
                    self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self):
                assert self.path == "/add-checkpoint"
                body = self.rfile.read(int(self.headers["Content-Length"]))
                try:
                    self.reply(*(outer.answer or outer.add)(body))
                except OSError:
                    pass  # the log no longer waits

            def do_GET(self):
                known = self.path == f"/{sha256(outer.log_key.name.encode()).hex()}/checkpoint" and outer.checkpoint
                self.reply(200 if known else 404, known or b"")

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def parse(self, body):
        head, gap, checkpoint = body.partition(b"\n\n")
        first, *proof = head.decode().split("\n")
        assert gap and first.startswith("old ") and len(proof) <= 63
        assert str(int(first[4:])) == first[4:]
        steps = [base64.b64decode(line, validate=True) for line in proof]
        assert [base64_of(step) for step in steps] == proof
        return int(first[4:]), steps, open_checkpoint(checkpoint, self.log_key)

    def add(self, body):
        with self.lock:
            old, proof, head = self.parse(body)
            self.seen.append((head.size, head.root))
            answer = self.judge(old, proof, head)
            self.requests.append((old, head.size, answer[0]))
            return answer

    def judge(self, old, proof, head):
        size, root = self.recorded
        if old > head.size:
            return 400, b""
        if old != size:
            return 409, b"%d\n" % size, "text/x.tlog.size"
        if not is_consistent(size, head.size, proof, root, head.root):
            return 422, b""
        self.time += 1
        line = self.key.cosignature(head.text, self.time)
        self.recorded = head.size, head.root
        self.checkpoint = note(head.text, self.log_key.line(head.text), line)
        return 200, line
