"""Makes the planted exchanges and records them with a recorder for requests: cassettes.py RECORDER SERVER-PORT FOLDER.

RECORDER is vcrpy, vcrpy-json or betamax. Prints the recording's path.
"""

import pathlib
import sys

import requests

from planted import EXCHANGES, SECRET

recorder, server, folder = sys.argv[1:]


def make(session):
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


with requests.Session() as session:
    session.trust_env = False
    if recorder == "betamax":
        import betamax

        with betamax.Betamax(session, cassette_library_dir=folder) as tape:
            tape.use_cassette("betamax", record="all", match_requests_on=["method", "uri", "headers"])
            make(session)
        path = pathlib.Path(folder) / "betamax.json"
    else:
        import vcr

        form = "json" if recorder.endswith("json") else "yaml"
        path = pathlib.Path(folder) / f"{recorder}.{form}"
        with vcr.VCR(record_mode="all", serializer=form).use_cassette(str(path)):
            make(session)
print(path)
