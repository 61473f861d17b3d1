"""A folder over HTTP, as a plain web server gives it."""

import functools
import http.server
import threading
from contextlib import contextmanager


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the files under a folder; a name that ends in a slash is none."""

    def log_message(self, *_):
        pass

    def list_directory(self, _):
        self.send_error(404)


@contextmanager
def served(folder, handler=Quiet):
    handler = functools.partial(handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
