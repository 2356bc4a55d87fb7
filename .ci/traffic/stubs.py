"""Writes the planted exchanges as nock or WireMock has them, which run elsewhere: stubs.py nock|wiremock SERVER-PORT FOLDER.

Prints the recording's path.
"""

import gzip
import json
import pathlib
import sys

from planted import EXCHANGES, SECRET

form, server, folder = sys.argv[1:]
folder = pathlib.Path(folder)


def value(body):
    """A body as nock has it: parsed if it is JSON."""
    try:
        return json.loads(body)
    except (TypeError, ValueError):
        return body or ""


def fields(number, exchange):
    sent = {"X-Exchange": str(number), "X-Secret-Key": SECRET}
    if exchange.credentials:
        sent["Authorization"] = "Bearer " + SECRET
    if exchange.request is not None and exchange.request_media:
        sent["Content-Type"] = exchange.request_media
    received = {"Content-Type": exchange.media} if exchange.response is not None and exchange.media else {}
    if exchange.gzip:
        received["Content-Encoding"] = "gzip"
    return sent, received


def nock():
    items = []
    for number, exchange in enumerate(EXCHANGES):
        sent, received = fields(number, exchange)
        text = exchange.text(exchange.response)
        # nock leaves a coded body as it came, in pieces of hexadecimal digits.
        packed = gzip.compress((text or "").encode()).hex() if exchange.gzip else None
        items.append({
            "scope": f"http://127.0.0.1:{server}", "method": exchange.method, "path": exchange.path, "reqheaders": sent,
            "body": value(exchange.text(exchange.request)), "status": exchange.status,
            "response": [packed[:64], packed[64:]] if packed else value(text),
            "rawHeaders": [part for pair in received.items() for part in pair]})
    path = folder / "nock.json"
    path.write_text(json.dumps(items, indent=2))
    return path


def wiremock():
    (folder / "__files").mkdir()
    mappings = []
    for number, exchange in enumerate(EXCHANGES):
        sent, received = fields(number, exchange)
        text = exchange.text(exchange.response)
        response = {"status": exchange.status, "headers": received}
        # WireMock keeps decompressed bodies; every other one lies in a file of its own.
        received.pop("Content-Encoding", None)
        if text is not None and number % 2:
            (folder / "__files" / f"body-{number}.json").write_text(text)
            response["bodyFileName"] = f"body-{number}.json"
        elif text is not None:
            response["body"] = text
        request = {"url": exchange.path, "method": exchange.method,
                   "headers": {name: {"equalTo": value} for name, value in sent.items()}}
        body = exchange.text(exchange.request)
        if body is not None:
            request["bodyPatterns"] = [{"equalTo": body}]
        mappings.append({"id": f"00000000-0000-4000-8000-{number:012}", "request": request, "response": response})
    path = folder / "wiremock.json"
    path.write_text(json.dumps({"mappings": mappings, "meta": {"total": len(mappings)}}, indent=2))
    return path


print({"nock": nock, "wiremock": wiremock}[form]())
