"""Makes the planted exchanges, one after the other, through a proxy: client.py SERVER-PORT PROXY-PORT."""

import http.client
import sys

from planted import EXCHANGES, SECRET

server, proxy = sys.argv[1:]
for number, exchange in enumerate(EXCHANGES):
    connection = http.client.HTTPConnection("127.0.0.1", int(proxy), timeout=30)
    fields = {"X-Exchange": str(number), "X-Secret-Key": SECRET}
    if exchange.credentials:
        fields["Authorization"] = "Bearer " + SECRET
    body = exchange.text(exchange.request)
    if body is not None and exchange.request_media:
        fields["Content-Type"] = exchange.request_media
    # The fragment of a URL never leaves the client; the query is only there where it is planted.
    path = f"http://127.0.0.1:{server}{exchange.path}"
    connection.request(exchange.method, path, body, fields)
    response = connection.getresponse()
    response.read()
    if response.status != exchange.status:
        sys.exit(f"exchange {number}: status {response.status} instead of {exchange.status}")
    connection.close()
print(f"made {len(EXCHANGES)} exchanges")
