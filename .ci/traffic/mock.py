"""Serves the planted exchanges on loopback, told apart by a header field. Prints its port first."""

import gzip
import http.server
import sys

from planted import EXCHANGES


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        exchange = EXCHANGES[int(self.headers["X-Exchange"])]
        body = (exchange.text(exchange.response) or "").encode()
        self.send_response(exchange.status)
        if exchange.gzip:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        if exchange.response is not None and exchange.media:
            self.send_header("Content-Type", exchange.media)
        if exchange.status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if exchange.status != 204:
            self.wfile.write(body)

    do_PATCH = do_PUT = do_DELETE = answer

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
sys.stdout.close()
server.serve_forever()
