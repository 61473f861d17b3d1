"""A demo server that runs for the tests, and a plain HTTP visitor for what a browser would hide."""

import http.client
import os
import pty
import re
import signal
import subprocess
import threading
import urllib.parse
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]


def binary():
    return Path(os.environ.get("DAYLIGHT", PACKAGE / ".build/debug/daylight")).resolve()


def daylight(*arguments, timeout=120):
    return subprocess.run(
        [str(binary()), *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
    )


class Server:
    """One run of `daylight demo` or `daylight serve`, seen from the terminal it was started in."""

    def __init__(self, folder, command, ready):
        self.data = Path(folder)
        self.text = ""
        self._ready = ready
        self._is_ready = threading.Event()
        self._errors = open(self.data / "stderr.txt", "wb")
        terminal, end = pty.openpty()
        self.process = subprocess.Popen(
            [str(binary()), command, "--data", str(self.data), "--port", "0"],
            stdin=subprocess.DEVNULL,
            stdout=end,
            stderr=self._errors,
        )
        os.close(end)
        self._reader = threading.Thread(target=self._read, args=(terminal,), daemon=True)
        self._reader.start()
        if not self._is_ready.wait(180):
            self.process.kill()
            raise AssertionError(f"{command} did not say where it runs; it said {self.text!r} and {self.errors!r}")
        found = re.search(r"http://(localhost|127\.0\.0\.1):(\d+)", self.text)
        assert found, f"{command} ended early: {self.text!r}, {self.errors!r}"
        self.port = int(found[2])

    def _read(self, terminal):
        while True:
            try:
                piece = os.read(terminal, 4096)
            except OSError:
                piece = b""
            if not piece:
                break
            self.text += piece.decode("utf-8", "replace").replace("\r\n", "\n")
            if self._ready in self.text:
                self._is_ready.set()
        self._is_ready.set()
        os.close(terminal)

    @property
    def origin(self):
        return f"http://localhost:{self.port}"

    @property
    def errors(self):
        return (self.data / "stderr.txt").read_text(errors="replace")

    def stop(self):
        """Asks the process to stop and answers with its exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(30)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            self._reader.join(5)
            self._errors.close()


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.fields = response.headers
        self.body = response.read()

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def form_token(self):
        return re.search(r'name="csrf" value="([^"]+)"', self.text)[1]

    def cookies(self):
        """The raw Set-Cookie fields by name."""
        return {field.split("=", 1)[0]: field for field in self.fields.get_all("Set-Cookie") or []}


class Visitor:
    """Speaks HTTP with the server and keeps cookies, but follows nothing and hides nothing."""

    def __init__(self, server):
        self.server = server
        self.jar = {}

    def get(self, path, **headers):
        return self._ask("GET", path, None, headers)

    def post(self, path, fields, **headers):
        headers.setdefault("Content_Type", "application/x-www-form-urlencoded")
        return self._ask("POST", path, urllib.parse.urlencode(fields), headers)

    def _ask(self, method, path, body, headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent.setdefault("Accept", "text/html")
        if self.jar:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        try:
            connection.request(method, path, body, sent)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        for name, field in answer.cookies().items():
            value = field.split("=", 1)[1].split(";", 1)[0]
            if value:
                self.jar[name] = value
            else:
                self.jar.pop(name, None)
        return answer

    def sign_in(self, name, password):
        token = self.get("/sign-in").form_token
        return self.post("/sign-in", {"csrf": token, "name": name, "password": password, "return": "/findings"})
