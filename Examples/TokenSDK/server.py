"""Answers on loopback as a token service might: rightly, and in each way that goes wrong. Prints its port first."""

import http.server
import json
import sys


def token(**fields):
    return json.dumps({"id": "t", "name": "n", "uses": 1} | fields).encode()


ANSWERS = {
    "right": (200, "application/json; charset=utf-8", token()),
    "wrong": (200, "application/json", token(uses="many")),
    "added": (200, "application/json", token(colour="red")),
    "truncated": (200, "application/json", token()[:-7]),
    "huge": (200, "application/json", token(name="n" * (2 << 20))),
    "page": (200, "text/html", b"<html><body>Sign in to this network</body></html>"),
    "teapot": (418, "application/json", token()),
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_PATCH(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        name = self.path.rsplit("/", 1)[-1]
        if name == "cut":
            # The connection ends before the body does.
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(token())
            self.close_connection = True
            return
        status, media, body = ANSWERS.get(name, ANSWERS["right"])
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


server = Server(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
sys.stdout.close()
server.serve_forever()
