"""Makes the planted exchanges and records them with a recorder for requests: cassettes.py RECORDER SERVER-PORT FOLDER.

RECORDER is vcrpy, vcrpy-json, betamax, or requests-mock, of whose answers lines are written. Prints the recording's path.
"""

import base64
import json
import pathlib
import sys

import requests

from planted import EXCHANGES, SECRET

recorder, server, folder = sys.argv[1:]


def make(session, take=lambda response: None):
    for number, exchange in enumerate(EXCHANGES):
        fields = {"X-Exchange": str(number), "X-Secret-Key": SECRET}
        if exchange.credentials:
            fields["Authorization"] = "Bearer " + SECRET
        body = exchange.text(exchange.request)
        if body is not None and exchange.request_media:
            fields["Content-Type"] = exchange.request_media
        response = session.request(
            exchange.method, f"http://127.0.0.1:{server}{exchange.path}", data=body, headers=fields, timeout=30)
        if response.status_code != exchange.status:
            sys.exit(f"exchange {number}: status {response.status_code} instead of {exchange.status}")
        take(response)


def mock(session):
    """Answers the calls without a server, each by its number."""
    import requests_mock

    adapter = requests_mock.Adapter()
    for number, exchange in enumerate(EXCHANGES):
        fields = {"Content-Type": exchange.media} if exchange.response is not None and exchange.media else {}
        adapter.register_uri(
            exchange.method, f"http://127.0.0.1:{server}{exchange.path}", request_headers={"X-Exchange": str(number)},
            status_code=exchange.status, headers=fields, text=exchange.text(exchange.response) or "")
    session.mount("http://", adapter)


def line(response):
    """An exchange as a line for `muster lint`."""
    sent = response.request
    body = sent.body.encode() if isinstance(sent.body, str) else sent.body or b""
    return json.dumps({
        "request": {"method": sent.method, "url": sent.url, "headers": dict(sent.headers),
                    "bodyBase64": base64.b64encode(body).decode()},
        "response": {"status": response.status_code, "headers": dict(response.headers), "body": response.text}})


with requests.Session() as session:
    session.trust_env = False
    if recorder == "betamax":
        import betamax

        with betamax.Betamax(session, cassette_library_dir=folder) as tape:
            tape.use_cassette("betamax", record="all", match_requests_on=["method", "uri", "headers"])
            make(session)
        path = pathlib.Path(folder) / "betamax.json"
    elif recorder == "requests-mock":
        path = pathlib.Path(folder) / "requests-mock.ndjson"
        mock(session)
        with open(path, "w", encoding="utf-8") as file:
            make(session, lambda response: print(line(response), file=file))
    else:
        import vcr

        form = "json" if recorder.endswith("json") else "yaml"
        path = pathlib.Path(folder) / f"{recorder}.{form}"
        with vcr.VCR(record_mode="all", serializer=form).use_cassette(str(path)):
            make(session)
print(path)
