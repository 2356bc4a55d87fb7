import Testing

@testable import MusterTraffic

/// A recording of each form that is a document, with `canary` wherever a person's data may be: path, query, header fields,
/// cookies, members of bodies, names, comments, and in base64 and hexadecimal.
struct RedactedForm: CustomTestStringConvertible, Sendable {
  let form: RecordingForm
  var variant = ""
  let text: String

  var testDescription: String { form.rawValue + (variant.isEmpty ? "" : " " + variant) }

  /// The body `{"kind":"person","mail":"canary@canary.example"}` in base64.
  private static let base64 = "eyJraW5kIjoicGVyc29uIiwibWFpbCI6ImNhbmFyeUBjYW5hcnkuZXhhbXBsZSJ9"
  /// The same in hexadecimal.
  private static let hexadecimal =
    "7b226b696e64223a22706572736f6e222c226d61696c223a2263616e6172794063616e6172792e6578616d706c65227d"

  static let all: [RedactedForm] = yaml + json + clients

  private static let yaml = [
    RedactedForm(
      form: .vcr,
      text: #"""
        # canary wrote this
        ---
        http_interactions: # canary's
        - request:
            method: post
            uri: https://canary:canary@api.secrets.dev/people/canary?sort=age&token=canary%2Bcanary
            body: {encoding: UTF-8, string: 'name=canary&secret=canary%20canary'}
            headers:
              Content-Type: [application/x-www-form-urlencoded]
              Authorization: ['Bearer canary']
              Cookie: [sid=canary]
          response:
            status: {code: 200, message: OK}
            headers:
              Content-Type: [application/json]
              Set-Cookie: ["sid=canary; Path=/"]
            body:
              encoding: UTF-8
              string: "{\"kind\": \"person\", \"mail\": \"canary@canary.example\", \"x\": \"\u0063anary \x63anary\
                \ canary \U00000063anary\", \"pin\": 4711}"
          recorded_at: Mon, 30 Nov 2026 10:00:00 GMT
        - request: {method: post, uri: 'https://api.secrets.dev/people/1', body: {string: ''}, headers: {X-Api-Key: [canary]}}
          response:
            status: {code: 200, message: OK}
            headers: {Content-Type: [application/json]}
            body: {encoding: ASCII-8BIT, base64_string: \#(base64)}
        - request: &request {method: post, uri: 'https://api.secrets.dev/people/2?token=canary', body: {string: ''}, headers: {}}
          response:
            status: {code: 200, message: OK}
            headers: {Content-Type: [application/json]}
            body:
              string: !binary |-
                \#(base64)
        - request: *request
          response:
            status: {code: 200, message: OK}
            headers: {Content-Type: [application/json]}
            body:
              string: |2-  # canary
                {"kind": "nobody",
                  "mail": "canary's"}
              # canary
        recorded_with: VCR 6.3.1
        """#),
    RedactedForm(
      form: .vcrpy,
      text: #"""
        interactions:
        - request:
            body: '{"name": "canary", "list": ["canary", "it''s canary"]}'
            headers:
              Content-Type: [application/json]
              X-Api-Key:
              - canary
            method: POST
            uri: https://api.secrets.dev/people/canary?token=canary
          response:
            body:
              string: '{"kind": "person",

                "mail": "canary@canary.example", "born":
                "2024-02-30"}'
            headers:
              Content-Type: [application/json]
              Set-Cookie: [canary=canary]
            status: {code: 200, message: OK}
        - request: {body: null, headers: {}, method: POST, uri: 'https://api.secrets.dev/people/canary'}
          response:
            body:
              string: !!binary |
                \#(base64)
            headers: {Content-Type: [application/json]}
            status: {code: 200, message: OK}
        - request: {body: null, headers: {}, method: POST, uri: 'https://api.secrets.dev/people/canary'}
          response: {status: {code: canary}, body: {string: canary}}
        version: 1
        """#),
    RedactedForm(
      form: .goVCR,
      text: #"""
        ---
        version: 2
        interactions:
            - id: 0
              request:
                proto: HTTP/1.1
                host: api.secrets.dev
                remote_addr: canary
                body: name=canary
                form: {name: [canary], canary4711canary0815: [canary]}
                headers:
                  Authorization:
                  - Bearer canary
                  Content-Type: [application/x-www-form-urlencoded]
                url: https://api.secrets.dev/people/canary?token=canary
                method: POST
              response:
                body: >-
                  {"kind": "person",
                  "mail": "canary@canary.example",
                    "x": "canary"}
                headers: {Content-Type: [application/json], Set-Cookie: [sid=canary]}
                status: 200 OK
                code: 200
                duration: 56ms
        """#),
    RedactedForm(
      form: .harYAML,
      text: #"""
        log:
          version: '1.2'
          creator: {name: test, version: '1'}
          comment: canary
          pages:
          - {id: page_canary, title: Canary's page about
              canary}
          entries:
          - startedDateTime: 2024-01-01T00:00:00Z
            comment: "canary"
            serverIPAddress: 10.20.30.40
            request:
              method: POST
              url: https://api.secrets.dev/people/canary?token=canary
              headers: [{name: Authorization, value: canary}, {name: Content-Type, value: application/json}]
              queryString: [{name: token, value: canary}]
              cookies: [{name: sid, value: canary}]
              postData: {mimeType: application/json, text: '{"a":"canary"}'}
            response:
              status: 200
              headers: [{name: Content-Type, value: application/json}]
              content: {mimeType: application/json, encoding: base64, text: \#(base64)}
        """#),
    RedactedForm(
      form: .list,
      text: #"""
        -
            request:
                method: POST
                url: 'https://api.secrets.dev/people/canary?token=canary'
                headers: {Host: api.secrets.dev, Cookie: sid=canary}
            response:
                status: {http_version: '1.1', code: '200', message: OK}
                headers: {Content-Type: application/json}
                body: '{"kind": "person", "mail": "canary@canary.example"}'
        -
            request: {method: POST, url: 'https://api.secrets.dev/people/canary'}
            response:
                status: 200
                headers: {Content-Type: application/json}
                body: !!binary \#(base64)
            comment: Canary was here
        """#),
  ]

  private static let json = [
    RedactedForm(
      form: .list, variant: "in JSON",
      text: #"""
        [{"request": {"method": "POST", "url": "https://api.secrets.dev/people/canary?token=canary",
           "headers": {"Authorization": "Bearer canary", "Cookie": ["sid=canary"]}},
          "response": {"status": 200, "headers": {"Content-Type": "application/json"},
            "body": {"kind": "person", "mail": "canary@canary.example", "status": "canary", "version": "canary"}}},
         {"request": {"method": "POST", "url": "/people/canary"}, "comment": "canary",
          "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "bodyBase64": "\#(base64)"}}]
        """#),
    RedactedForm(
      form: .vcrpy, variant: "in JSON",
      text: #"""
        {"version": 1, "interactions": [
          {"request": {"method": "POST", "uri": "https://api.secrets.dev/people/canary?token=canary",
             "body": "{\"a\": \"\u0063anary\"}", "headers": {"Content-Type": ["application/json"], "Cookie": ["sid=canary"]}},
           "response": {"status": {"code": 200, "message": "OK"}, "headers": {"Content-Type": ["application/json"]},
             "body": {"string": "{\"kind\": \"person\", \"mail\": \"canary@canary.example\"}"}}},
          {"request": {"method": "POST", "uri": "https://api.secrets.dev/people/1", "body": null, "headers": {}},
           "response": {"status": {"code": 200, "message": "OK"}, "headers": {"Content-Type": ["application/json"]},
             "body": {"base64_string": "\#(base64)"}}}]}
        """#),
    RedactedForm(
      form: .betamax,
      text: #"""
        {"http_interactions": [
          {"request": {"method": "POST", "uri": "https://api.secrets.dev/people/canary?token=canary",
             "headers": {"Authorization": ["Bearer canary"], "Content-Type": ["application/x-www-form-urlencoded"]},
             "body": {"encoding": "utf-8", "string": "name=canary"}},
           "response": {"status": {"code": 200, "message": "OK"}, "url": "https://api.secrets.dev/people/canary",
             "headers": {"Content-Type": ["application/json"], "Set-Cookie": ["sid=canary"]},
             "body": {"encoding": "utf-8", "base64_string": "\#(base64)"}},
           "recorded_at": "2026-11-30T10:00:00"}],
         "recorded_with": "betamax/0.9.0"}
        """#),
    RedactedForm(
      form: .dvr,
      text: #"""
        {"name": "canary", "interactions": [
          {"recorded_at": 1434688721.4, "request": {"method": "POST", "url": "https://api.secrets.dev/people/canary?token=canary",
             "headers": {"Cookie": "sid=canary"}},
           "response": {"status": 200, "url": "https://api.secrets.dev/people/canary", "headers": {"Content-Type": "application/json"},
             "body": {"kind": "person", "mail": "canary@canary.example"}}},
          {"recorded_at": 1434688721.4, "request": {"method": "POST", "url": "https://api.secrets.dev/people/1"},
           "response": {"status": 200, "headers": {"Content-Type": "application/problem+json"}, "body": "\#(base64)"}}]}
        """#),
    RedactedForm(
      form: .nock,
      text: #"""
        [{"scope": "https://api.secrets.dev:443", "method": "POST", "path": "/people/canary?token=canary",
          "body": {"a": "canary"}, "status": 200, "response": {"kind": "person", "mail": "canary@canary.example"},
          "reqheaders": {"authorization": "Bearer canary"},
          "rawHeaders": ["Content-Type", "application/json", "Set-Cookie", "sid=canary"]},
         {"scope": "https://api.secrets.dev:443", "method": "POST", "path": "/people/canary", "body": "", "status": 200,
          "response": "\#(hexadecimal)", "responseIsBinary": true, "rawHeaders": ["Content-Type", "application/json"]},
         {"scope": "https://api.secrets.dev:443", "method": "POST", "path": "/people/1", "status": 200,
          "response": ["\#(hexadecimal)"], "responseIsBinary": true, "rawHeaders": {"Content-Type": "application/json"}},
         {"scope": "https://api.secrets.dev:443", "path": "/people/canary", "body": {"version": "canary"}}]
        """#),
    RedactedForm(
      form: .wireMock,
      text: #"""
        {"mappings": [
          {"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "name": "people_canary",
           "request": {"url": "/people/canary?token=canary", "method": "POST", "headers": {"Authorization": {"equalTo": "canary"}},
             "bodyPatterns": [{"equalToJson": "{\"a\": \"canary\"}"}]},
           "response": {"status": 200, "headers": {"Content-Type": "application/json", "Set-Cookie": "sid=canary"},
             "jsonBody": {"kind": "person", "mail": "canary@canary.example"}}},
          {"id": "canary", "request": {"urlPath": "/people/canary", "method": "POST",
             "queryParameters": {"token": {"equalTo": "canary"}}, "bodyPatterns": [{"binaryEqualTo": "\#(base64)"}]},
           "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "base64Body": "\#(base64)"}},
          {"request": {"urlPattern": "/people/canary.*", "method": "ANY"}, "response": {"status": 200, "body": "canary"}},
          {"request": {"url": "/people/1", "method": "POST"}, "response": {"status": 200, "transformers": ["response-template"],
             "headers": {"Content-Type": "application/json"}, "body": "{\"kind\": \"{{request.path}}\", \"x\": \"canary\"}"}}]}
        """#),
    RedactedForm(
      form: .hoverfly,
      text: #"""
        {"data": {"pairs": [
          {"labels": ["canary"], "request": {"method": [{"matcher": "exact", "value": "POST"}], "scheme": [{"matcher": "exact", "value": "https"}],
             "path": [{"matcher": "exact", "value": "/people/canary"}],
             "destination": [{"matcher": "exact", "value": "api.secrets.dev"}],
             "query": {"token": [{"matcher": "exact", "value": "canary"}]},
             "headers": {"Authorization": [{"matcher": "exact", "value": "Bearer canary"}], "Content-Type": ["application/json"]},
             "body": [{"matcher": "json", "value": "{\"a\": \"canary\"}"}]},
           "response": {"status": 200, "headers": {"Content-Type": ["application/json"], "Set-Cookie": ["sid=canary"]},
             "encodedBody": true, "body": "\#(base64)"}},
          {"request": {"method": [{"matcher": "exact", "value": "POST"}], "path": [{"matcher": "glob", "value": "/people/canary*"}]},
           "response": {"status": 200, "body": "canary"}}]},
         "meta": {"schemaVersion": "v5.3", "hoverflyVersion": "v1.10.3", "timeExported": "2026-11-30T10:00:00Z"}}
        """#),
  ]

  private static let clients = [
    RedactedForm(
      form: .postman,
      text: #"""
        {"info": {"name": "Canary", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
         "variable": [{"key": "person", "value": "canary"}, {"key": "baseUrl", "value": "https://api.secrets.dev"}],
         "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "canary", "type": "string"}]},
         "item": [{"name": "Canary", "description": "canary", "request": {"method": "POST", "url": "{{baseUrl}}/people/canary"},
           "response": [
             {"name": "canary", "originalRequest": {"method": "POST", "header": [{"key": "X-Api-Key", "value": "canary"}],
                "url": {"raw": "{{baseUrl}}/people/canary?token=canary", "host": ["{{baseUrl}}"], "path": ["people", "canary"],
                  "query": [{"key": "token", "value": "canary"}]},
                "body": {"mode": "raw", "raw": "{\"a\": \"canary\"}", "options": {"raw": {"language": "json"}}}},
              "status": "OK", "code": 200, "_postman_previewlanguage": "json", "cookie": [{"name": "sid", "value": "canary"}],
              "header": [{"key": "Content-Type", "value": "application/json"}],
              "body": "{\n  \"kind\": \"person\",\n  \"mail\": \"canary@canary.example\"\n}"},
             {"name": "b", "originalRequest": {"method": "POST", "url": "{{baseUrl}}/people/{{person}}",
                "body": {"mode": "urlencoded", "urlencoded": [{"key": "name", "value": "canary"}]}}, "code": 200,
              "_postman_previewlanguage": "json", "header": null, "body": "{\"kind\": \"nobody\", \"x\": \"canary\"}"}]},
           {"name": "Four", "request": {"method": "POST", "url": "https://api.secrets.dev/people/canary",
              "body": {"mode": "raw", "raw": "{{canary"}}, "response": []}]}
        """#),
    RedactedForm(
      form: .insomnia,
      text: #"""
        {"_type": "export", "__export_format": 4, "resources": [
          {"_id": "req_3fa85f645717", "_type": "request", "method": "POST", "name": "canary",
           "url": "https://api.secrets.dev/people/canary?token=canary",
           "headers": [{"name": "Authorization", "value": "Bearer canary"}],
           "body": {"mimeType": "application/json", "text": "{\"a\": \"canary\"}"}},
          {"_id": "res_1", "_type": "response", "parentId": "req_3fa85f645717", "statusCode": 200, "contentType": "application/json",
           "headers": [{"name": "Set-Cookie", "value": "sid=canary"}], "body": "{\"kind\": \"person\", \"mail\": \"canary@canary.example\"}"},
          {"_id": "mock_1", "_type": "mock_route", "name": "/people/canary", "method": "POST", "statusCode": 200,
           "mimeType": "application/json", "headers": [{"name": "Content-Type", "value": "application/json"}],
           "body": "{\"kind\": \"nobody\", \"x\": \"canary\"}"}]}
        """#),
    RedactedForm(
      form: .bruno,
      text: #"""
        {"name": "Canary", "version": "1", "items": [{"type": "folder", "name": "canary", "items": [
          {"type": "http", "name": "canary", "request": {"method": "POST", "url": "https://api.secrets.dev/people/canary"},
           "examples": [
             {"name": "canary", "request": {"method": "POST", "url": "https://api.secrets.dev/people/canary?token=canary",
                "headers": [{"name": "Authorization", "value": "Bearer canary", "enabled": true}],
                "body": {"mode": "json", "json": "{\"a\": \"canary\"}"}},
              "response": {"status": "200", "statusText": "OK",
                "headers": [{"name": "content-type", "value": "application/json"}, {"name": "set-cookie", "value": "sid=canary"}],
                "body": {"type": "json", "content": "{\"kind\": \"person\", \"mail\": \"canary@canary.example\"}"}}}]}]},
          {"type": "http", "name": "Four", "request": {"method": "POST", "url": "https://api.secrets.dev/people/canary"}}]}
        """#),
  ]
}
