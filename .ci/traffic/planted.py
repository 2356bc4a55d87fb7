"""The exchanges of the four vendors' operations that the mock serves and the client makes, with what is wrong in each.

A finding is (rule, side, pointer in the payload, line in the payload); the lines are those of the bodies below.
"""

import json
from dataclasses import dataclass, field

INFISICAL = "/api/v1/auth/token-auth/tokens/%s"
CLOUDFLARE = "/accounts/023e105f4ecef8ad9ca31a8372d0c353/access/service_tokens/%s"
DEEPSET = "/api/v1/token/%s"
SOFTWAREONE = "/public/v1/accounts/api-tokens/%s"
UUID = "3c90c3cc-0d44-4b50-8888-8dd25736052a"
JSON = "application/json"
# No output of the linter may have this.
SECRET = "canary-5b1f0d7c2a9e4638"


@dataclass
class Exchange:
    method: str
    path: str
    request: object = None
    status: int = 200
    response: object = None
    findings: list = field(default_factory=list)
    media: str | None = JSON
    request_media: str | None = JSON
    gzip: bool = False
    credentials: bool = True

    def text(self, body):
        return body if isinstance(body, (str, type(None))) else json.dumps(body, indent=2)


def infisical_token(**changes):
    token = {
        "id": "5d0c1b9a",
        "accessTokenTTL": 2592000,
        "accessTokenMaxTTL": 2592000,
        "accessTokenNumUses": 3,
        "accessTokenNumUsesLimit": 0,
        "accessTokenLastUsedAt": "2026-03-02T08:15:00Z",
        "accessTokenLastRenewedAt": None,
        "isAccessTokenRevoked": False,
        "identityUAClientSecretId": None,
        "identityId": UUID,
        "createdAt": "2026-03-01T00:00:00Z",
        "updatedAt": "2026-03-02T08:15:00Z",
        "name": SECRET,
        "authMethod": "token-auth",
    } | changes
    return {"token": {key: value for key, value in token.items() if value != "absent"}}


def cloudflare_token(**changes):
    return {
        "success": True,
        "errors": [],
        "messages": [],
        "result": {
            "client_id": "88bf.access.example.com",
            "created_at": "2014-01-01T05:20:00.12345Z",
            "duration": "60m",
            "id": "f174e90a-fafe-4643-bbbc-4a0ed4fc8415",
            "name": "CI/CD token",
            "updated_at": "2014-01-01T05:20:00.12345Z",
        },
    } | changes


def softwareone_token(**changes):
    return {
        "id": "TKN-1",
        "name": "ci",
        "revision": 3,
        "status": "Active",
        "token": SECRET,
        "account": {"id": "ACC-1", "name": "B", "icon": None, "revision": 1, "type": "Vendor", "status": "Active"},
        "extensions": [],
    } | changes


def infisical_error(status):
    return {"reqId": "req-1", "statusCode": status, "message": "m", "error": "E"}


NAME = {"name": "deploy"}

EXCHANGES = [
    # Nothing is wrong with these.
    Exchange("PATCH", INFISICAL % UUID, NAME, 200, infisical_token()),
    Exchange("PATCH", INFISICAL % "second", NAME, 200, infisical_token(), gzip=True),
    Exchange("PATCH", INFISICAL % UUID, NAME, 404, infisical_error(404)),
    Exchange("PUT", CLOUDFLARE % UUID, {"name": "ci", "duration": "60m"}, 200, cloudflare_token()),
    Exchange("PUT", CLOUDFLARE % UUID, {"name": "ci"}, 404,
             {"success": False, "errors": [{"code": 7003, "message": "No such route"}], "messages": [], "result": None}),
    Exchange("PATCH", DEEPSET % UUID, {"name": None, "organization_role": "ADMIN"}, 204),
    Exchange("PUT", SOFTWAREONE % "TKN-1", {"name": "ci"}, 200, softwareone_token()),
    Exchange("PUT", SOFTWAREONE % "TKN-1", {"name": "ci"}, 400,
             {"type": "about:blank", "title": "T", "status": 400, "detail": "d", "instance": "/x"}),
    # The client is wrong.
    Exchange("PATCH", INFISICAL % UUID, {"name": 5}, 200, infisical_token(),
             [("request-body-invalid", "request", "/name", 2)]),
    Exchange("PATCH", INFISICAL % UUID, {"name": "deploy", "ttl": 5}, 200, infisical_token(),
             [("request-body-invalid", "request", "/ttl", 3)]),
    Exchange("PATCH", INFISICAL % UUID, {"name": 5}, 422, infisical_error(422),
             [("refused-request-invalid", "request", "/name", 2)]),
    Exchange("PATCH", DEEPSET % UUID, {"organization_role": "OWNER"}, 204, None,
             [("request-body-invalid", "request", "/organization_role", 2)]),
    Exchange("PATCH", DEEPSET % "not-a-uuid", {"name": "x"}, 204, None,
             [("path-parameter-invalid", "request", "", None)]),
    Exchange("PUT", CLOUDFLARE % ("f" * 37), {"name": "ci"}, 200, cloudflare_token(),
             [("path-parameter-invalid", "request", "", None)]),
    Exchange("PUT", CLOUDFLARE % UUID, None, 200, cloudflare_token(),
             [("missing-request-body", "request", None, None)]),
    Exchange("PATCH", INFISICAL % UUID + "?expand=" + SECRET, NAME, 200, infisical_token(),
             [("undocumented-query-parameter", "request", None, None)]),
    Exchange("PATCH", INFISICAL % UUID, NAME, 401, infisical_error(401),
             [("missing-credentials", "request", None, None)], credentials=False),
    # The vendor breaks what it documents.
    Exchange("PATCH", INFISICAL % UUID, NAME, 200, infisical_token(identityId="absent"),
             [("response-body-invalid", "response", "/token", 2)]),
    Exchange("PATCH", INFISICAL % UUID, NAME, 200, infisical_token(createdAt="yesterday"),
             [("response-body-invalid", "response", "/token/createdAt", 13)]),
    Exchange("PATCH", INFISICAL % UUID, NAME, 200, infisical_token(accessTokenTTL=SECRET),
             [("response-body-invalid", "response", "/token/accessTokenTTL", 4)]),
    Exchange("PUT", SOFTWAREONE % "TKN-1", {"name": "ci"}, 200,
             softwareone_token(account={"id": "ACC-1", "type": "Partner"}),
             [("undocumented-enum-value", "response", "/account/type", 9)]),
    Exchange("PUT", CLOUDFLARE % UUID, {"name": "ci"}, 200, cloudflare_token(result=[1]),
             [("response-body-invalid", "response", "/result", 5)]),
    Exchange("PUT", CLOUDFLARE % UUID, {"name": "ci"}, 200,
             {"success": False, "errors": [{"code": 7003, "message": "No"}], "messages": [], "result": None},
             [("status-contradiction", "response", "/success", 2)]),
    Exchange("PATCH", INFISICAL % UUID, NAME, 200, '{\n  "token": {\n    "id": "5d0c',
             [("body-not-json", "response", None, 3)]),
    Exchange("PATCH", INFISICAL % UUID, NAME, 200, "",
             [("missing-response-body", "response", None, None)]),
    Exchange("PATCH", INFISICAL % UUID, NAME, 404, '{\n  "reqId": "a",\n  "statusCode": 404,\n  "message": "m",\n'
             '  "error": "E",\n  "reqId": "b"\n}',
             [("duplicate-names", "response", "/reqId", 6)]),
    # The vendor has moved on.
    Exchange("PATCH", INFISICAL % UUID, NAME, 418, infisical_token(),
             [("undocumented-status", "response", None, None)]),
    Exchange("PATCH", DEEPSET % UUID, {"name": "x"}, 200, {"id": 1},
             [("undocumented-status", "response", None, None)]),
    Exchange("PATCH", INFISICAL % UUID, NAME, 200, "<html><body>Sign in</body></html>",
             [("undocumented-media-type", "response", None, None)], media="text/html"),
    Exchange("DELETE", INFISICAL % UUID, None, 200, infisical_token(),
             [("undocumented-method", "request", None, None)]),
    Exchange("PATCH", "/api/v1/auth/token-auth/tokenz/" + UUID, NAME, 200, infisical_token(),
             [("undocumented-path", "request", None, None)]),
    Exchange("PATCH", INFISICAL % UUID, "name=deploy", 200, infisical_token(),
             [("undocumented-media-type", "request", None, None)], request_media="application/x-www-form-urlencoded"),
]
