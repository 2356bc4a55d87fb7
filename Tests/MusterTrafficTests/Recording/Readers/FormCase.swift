import Muster
import Testing

@testable import MusterTraffic

/// A recording of the same exchanges in each form that is read as a document: one that is right, one with a status that
/// the contract does not list, one with a name that is too long in a body in base64 or the like, and one without a response.
struct FormCase: CustomTestStringConvertible, Sendable {
  let form: RecordingForm
  /// What tells this recording of a form from the others.
  var variant = ""
  /// How the recording writes the wrong value of the second exchange.
  let wrong: String
  /// How the recording writes the body of the third; `nil` if the form cannot have such a body.
  var packed: String?
  /// Whether the fourth exchange is one whose response is missing, rather than something that cannot be read.
  var isUnanswered = true
  let text: String

  var testDescription: String { form.rawValue + (variant.isEmpty ? "" : " " + variant) }

  static let all: [FormCase] = streams + cassettes + mocks + clients

  private static let streams: [FormCase] = [
    FormCase(
      form: .harYAML, wrong: #"\"gone\""#, packed: #"eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9"#,
      text: #"""
        log:
          entries:
          - request: {method: GET, url: 'https://api.items.dev/v2/items/1'}
            response:
              status: 200
              headers: [{name: Content-Type, value: application/json}]
              content: {mimeType: application/json, text: '{"id": 1, "status": "active"}'}
          - request: {method: GET, url: 'https://api.items.dev/v2/items/2'}
            response:
              status: 200
              headers: [{name: Content-Type, value: application/json}]
              content:
                mimeType: application/json
                text: "{\"id\": 2,\
                  \ \"status\": \"gone\"}"
          - request: {method: GET, url: 'https://api.items.dev/v2/items/3'}
            response:
              status: 200
              headers: [{name: Content-Type, value: application/json}]
              content: {mimeType: application/json, encoding: base64, text: eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9}
          - request: {method: GET, url: 'https://api.items.dev/v2/items/4'}
            response: {status: 0, content: {}}
        """#),
    FormCase(
      form: .list, wrong: #""gone""#, packed: #""eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9"#,
      text: #"""
        [
          {"request": {"method": "GET", "url": "https://api.items.dev/v2/items/1"},
           "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"id": 1, "status": "active"}}},
          {"request": {"method": "GET", "url": "https://api.items.dev/v2/items/2"},
           "response": {"status": 200, "headers": {"Content-Type": "application/json"},
            "body": {"id": 2, "status": "gone"}}},
          {"request": {"method": "GET", "url": "https://api.items.dev/v2/items/3"},
           "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "bodyBase64": "eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9"}},
          {"request": {"method": "GET", "url": "https://api.items.dev/v2/items/4"}, "response": null}
        ]
        """#),
    FormCase(
      form: .list, variant: "of PHP-VCR", wrong: #""gone""#,
      packed: #"eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9"#,
      text: #"""
        -
            request:
                method: GET
                url: 'https://api.items.dev/v2/items/1'
                headers: {Host: api.items.dev}
            response:
                status: {http_version: '1.1', code: '200', message: OK}
                headers: {Content-Type: application/json}
                body: '{"id": 1, "status": "active"}'
        -
            request: {method: GET, url: 'https://api.items.dev/v2/items/2'}
            response:
                status: {http_version: '1.1', code: '200', message: OK}
                headers: {Content-Type: application/json}
                body: '{"id": 2, "status": "gone"}'
        -
            request: {method: GET, url: 'https://api.items.dev/v2/items/3'}
            response:
                status: 200
                headers: {Content-Type: application/json}
                body: !!binary eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9
        -
            request: {method: GET, url: 'https://api.items.dev/v2/items/4'}
        """#),
  ]

  private static let cassettes: [FormCase] = [
    FormCase(
      form: .vcrpy, wrong: #""gone""#, packed: "|\n",
      text: #"""
        interactions:
        - request:
            body: null
            headers:
              Accept: ['*/*']
            method: GET
            uri: https://api.items.dev/v2/items/1
          response:
            body: {string: '{"id": 1, "status": "active"}'}
            headers:
              Content-Encoding: [gzip]
              Content-Type: [application/json]
            status: {code: 200, message: OK}
        - request:
            body: null
            headers: {}
            method: GET
            uri: https://api.items.dev/v2/items/2
          response:
            body:
              string: '{"id": 2,

                "status": "gone"}'
            headers:
              Content-Type:
              - application/json
            status: {code: 200, message: OK}
        - request:
            body: null
            headers: {}
            method: GET
            uri: https://api.items.dev/v2/items/3
          response:
            body:
              string: !!binary |
                eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9
            headers:
              Content-Type: [application/json]
            status: {code: 200, message: OK}
        - request: {body: null, headers: {}, method: GET, uri: 'https://api.items.dev/v2/items/4'}
          response: null
        version: 1
        """#),
    FormCase(
      form: .vcrpy, variant: "in JSON", wrong: #"\"gone\""#,
      packed: #""eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9"#,
      text: #"""
        {"version": 1, "interactions": [
          {"request": {"method": "GET", "uri": "https://api.items.dev/v2/items/1", "body": null, "headers": {}},
           "response": {"status": {"code": 200, "message": "OK"}, "headers": {"Content-Type": ["application/json"]},
                        "body": {"string": "{\"id\": 1, \"status\": \"active\"}"}}},
          {"request": {"method": "GET", "uri": "https://api.items.dev/v2/items/2", "body": null, "headers": {}},
           "response": {"status": {"code": 200, "message": "OK"}, "headers": {"Content-Type": ["application/json"]},
                        "body": {"string": "{\"id\": 2, \"status\": \"gone\"}"}}},
          {"request": {"method": "GET", "uri": "https://api.items.dev/v2/items/3", "body": null, "headers": {}},
           "response": {"status": {"code": 200, "message": "OK"}, "headers": {"Content-Type": ["application/json"]},
                        "body": {"base64_string": "eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9"}}},
          {"request": {"method": "GET", "uri": "https://api.items.dev/v2/items/4", "body": null, "headers": {}}, "response": {}}]}
        """#),
    FormCase(
      form: .vcr, wrong: #""gone""#, packed: #"eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9"#,
      text: #"""
        ---
        http_interactions:
        - request:
            method: get
            uri: https://api.items.dev/v2/items/1
            body:
              encoding: US-ASCII
              string: ''
            headers:
              Accept:
              - "*/*"
          response:
            status:
              code: 200
              message: OK
            headers:
              Content-Type:
              - application/json
            body:
              encoding: UTF-8
              string: '{"id": 1, "status": "active"}'
            http_version:
          recorded_at: Tue, 01 Nov 2011 04:58:44 GMT
        - request: {method: get, uri: 'https://api.items.dev/v2/items/2', body: {encoding: US-ASCII, string: ''}, headers: {}}
          response:
            status: {code: 200, message: OK}
            headers: {Content-Type: [application/json]}
            body:
              encoding: UTF-8
              string: |-
                {
                  "id": 2,
                  "status": "gone"
                }
        - request: {method: get, uri: 'https://api.items.dev/v2/items/3', body: {encoding: US-ASCII, string: ''}, headers: {}}
          response:
            status: {code: 200, message: OK}
            headers: {Content-Type: [application/json]}
            body:
              encoding: ASCII-8BIT
              base64_string: eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9
        - request: {method: get, uri: 'https://api.items.dev/v2/items/4', body: {encoding: US-ASCII, string: ''}, headers: {}}
        recorded_with: VCR 6.3.1
        """#),
    FormCase(
      form: .betamax, wrong: #"\"gone\""#,
      packed: #""eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9"#,
      text: #"""
        {"http_interactions": [
         {"request": {"body": {"encoding": "utf-8", "string": ""}, "headers": {}, "method": "GET", "uri": "https://api.items.dev/v2/items/1"}, "response": {"body": {"encoding": "utf-8", "string": "{\"id\": 1, \"status\": \"active\"}"}, "headers": {"Content-Type": ["application/json"]}, "status": {"code": 200, "message": "OK"}, "url": "https://api.items.dev/v2/items/1"}, "recorded_at": "2026-01-01T00:00:00"},
         {"request": {"body": "", "headers": {}, "method": "GET", "uri": "https://api.items.dev/v2/items/2"}, "response": {"body": {"encoding": "utf-8", "string": "{\"id\": 2, \"status\": \"gone\"}"}, "headers": {"Content-Type": ["application/json"]}, "status": {"code": 200, "message": "OK"}}},
         {"request": {"body": "", "headers": {}, "method": "GET", "uri": "https://api.items.dev/v2/items/3"}, "response": {"body": {"encoding": "utf-8", "base64_string": "eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9"}, "headers": {"Content-Type": ["application/json"]}, "status": {"code": 200, "message": "OK"}}},
         {"request": {"body": "", "headers": {}, "method": "GET", "uri": "https://api.items.dev/v2/items/4"}, "response": null}],
         "recorded_with": "betamax/0.9.0"}
        """#),
    FormCase(
      form: .goVCR, variant: "1", wrong: #""gone""#,
      packed: #"eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9"#,
      text: #"""
        ---
        version: 1
        rwmutex: {}
        interactions:
        - request:
            body: ""
            form: {}
            headers: {}
            url: https://api.items.dev/v2/items/1
            method: GET
          response:
            body: '{"id": 1, "status": "active"}'
            headers:
              Content-Type:
              - application/json
            status: 200 OK
            code: 200
        - request: {body: "", form: {}, headers: {}, url: 'https://api.items.dev/v2/items/2', method: GET}
          response:
            body: |
              {"id": 2, "status": "gone"}
            headers: {Content-Type: [application/json]}
            status: 200 OK
            code: 200
        - request: {body: "", form: {}, headers: {}, url: 'https://api.items.dev/v2/items/3', method: GET}
          response:
            body: !!binary eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9
            headers: {Content-Type: [application/json]}
            status: 200 OK
            code: 200
        - request: {body: "", form: {}, headers: {}, url: 'https://api.items.dev/v2/items/4', method: GET}
          response: {body: "", headers: {}, status: "", code: 0}
        """#),
    FormCase(
      form: .goVCR, variant: "3", wrong: #"\"gone\""#, packed: "|\n",
      text: #"""
        ---
        version: 2
        interactions:
            - id: 0
              request:
                proto: HTTP/1.1
                proto_major: 1
                proto_minor: 1
                content_length: 0
                transfer_encoding: []
                trailer: {}
                host: api.items.dev
                remote_addr: ""
                request_uri: ""
                body: ""
                form: {}
                headers: {}
                url: https://api.items.dev/v2/items/1
                method: GET
              response:
                proto: HTTP/2.0
                proto_major: 2
                content_length: -1
                uncompressed: true
                body: '{"id": 1, "status": "active"}'
                headers: {Content-Type: [application/json]}
                status: 200 OK
                code: 200
                duration: 56ms
            - id: 1
              request: {body: "", form: {}, headers: {}, url: 'https://api.items.dev/v2/items/2', method: GET}
              response:
                body: "{\"id\": 2, \"status\": \"gone\"}"
                headers: {Content-Type: [application/json]}
                status: 200 OK
                code: 200
            - id: 2
              request: {body: "", form: {}, headers: {}, url: 'https://api.items.dev/v2/items/3', method: GET}
              response:
                body: !!binary |
                  eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9
                headers: {Content-Type: [application/json]}
                status: 200 OK
                code: 200
            - id: 3
              request: {body: "", form: {}, headers: {}, url: 'https://api.items.dev/v2/items/4', method: GET}
              response: {body: "", headers: {}, status: "", code: 0}
        """#),
    FormCase(
      form: .dvr, wrong: #""gone""#, packed: #""eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9"#,
      text: #"""
        {"name": "items", "interactions": [
          {"recorded_at": 1434688721.4, "request": {"method": "GET", "url": "https://api.items.dev/v2/items/1", "headers": {}},
           "response": {"status": 200, "url": "https://api.items.dev/v2/items/1", "headers": {"Content-Type": "application/json"},
                        "body": {"id": 1, "status": "active"}}},
          {"recorded_at": 1434688721.4, "request": {"method": "GET", "url": "https://api.items.dev/v2/items/2"},
           "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"id": 2, "status": "gone"}}},
          {"recorded_at": 1434688721.4, "request": {"method": "GET", "url": "https://api.items.dev/v2/items/3"},
           "response": {"status": 200, "headers": {"Content-Type": "application/problem+json"}, "body": "eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9"}},
          {"recorded_at": 1434688721.4, "request": {"method": "GET", "url": "https://api.items.dev/v2/items/4"}}]}
        """#),
  ]

  private static let mocks: [FormCase] = [
    FormCase(
      form: .nock, wrong: #""gone""#,
      packed: #""7b226964223a332c22737461747573223a22616374697665222c226e616d65223a2266617220746f6f206c6f6e67227d"#,
      text: #"""
        [
          {"scope": "https://api.items.dev:443", "method": "GET", "path": "/v2/items/1", "body": "", "status": 200,
           "response": {"id": 1, "status": "active"}, "rawHeaders": ["Content-Type", "application/json"]},
          {"scope": "https://api.items.dev:443", "method": "GET", "path": "/v2/items/2", "body": "", "status": 200,
           "response": {"id": 2, "status": "gone"}, "rawHeaders": {"Content-Type": "application/json"}},
          {"scope": "https://api.items.dev:443", "method": "GET", "path": "/v2/items/3", "body": "", "status": 200,
           "response": "7b226964223a332c22737461747573223a22616374697665222c226e616d65223a2266617220746f6f206c6f6e67227d", "responseIsBinary": true, "rawHeaders": ["Content-Type", "application/json"]},
          {"scope": "https://api.items.dev:443", "method": "GET", "path": "/v2/items/4", "body": ""}
        ]
        """#),
    FormCase(
      form: .wireMock, wrong: #""gone""#, packed: #""eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9"#,
      text: #"""
        {"mappings": [
          {"id": "a", "request": {"url": "/v2/items/1", "method": "GET"},
           "response": {"status": 200, "headers": {"Content-Type": "application/json"},
                        "body": "{\"id\": 1, \"status\": \"active\"}"}},
          {"id": "b", "request": {"url": "/v2/items/2", "method": "GET"},
           "response": {"status": 200, "headers": {"Content-Type": "application/json"},
                        "jsonBody": {"id": 2, "status": "gone"}}},
          {"id": "c", "request": {"urlPath": "/v2/items/3", "method": "GET"},
           "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "base64Body": "eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9"}},
          {"id": "d", "request": {"url": "/v2/items/4", "method": "GET"}, "response": {"fault": "EMPTY_RESPONSE"}}]}
        """#),
    FormCase(
      form: .hoverfly, wrong: #"\"gone\""#,
      packed: #""eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9"#,
      text: #"""
        {"data": {"pairs": [
            {"request": {"method": [{"matcher": "exact", "value": "GET"}], "path": [{"matcher": "exact", "value": "/v2/items/1"}],
                         "destination": [{"matcher": "exact", "value": "api.items.dev"}], "query": {}, "headers": {}},
             "response": {"status": 200, "headers": {"Content-Type": ["application/json"]}, "encodedBody": false,
                          "body": "{\"id\": 1, \"status\": \"active\"}"}},
            {"request": {"method": [{"matcher": "exact", "value": "GET"}], "path": [{"matcher": "exact", "value": "/v2/items/2"}],
                         "destination": [{"matcher": "exact", "value": "api.items.dev"}], "query": {}, "headers": {}},
             "response": {"status": 200, "headers": {"Content-Type": ["application/json"]}, "encodedBody": false,
                          "body": "{\"id\": 2, \"status\": \"gone\"}"}},
            {"request": {"method": [{"matcher": "exact", "value": "GET"}], "path": [{"matcher": "exact", "value": "/v2/items/3"}],
                         "destination": [{"matcher": "exact", "value": "api.items.dev"}], "query": {}, "headers": {}},
             "response": {"status": 200, "headers": {"Content-Type": ["application/json"]}, "encodedBody": true, "body": "eyJpZCI6Mywic3RhdHVzIjoiYWN0aXZlIiwibmFtZSI6ImZhciB0b28gbG9uZyJ9"}},
            {"request": {"method": [{"matcher": "exact", "value": "GET"}], "path": [{"matcher": "exact", "value": "/v2/items/4"}],
                         "destination": [{"matcher": "exact", "value": "api.items.dev"}], "query": {}, "headers": {}}}]},
         "meta": {"schemaVersion": "v5.3"}}
        """#),
  ]

  private static let clients: [FormCase] = [
    FormCase(
      form: .postman, wrong: #"\"gone\""#, isUnanswered: false,
      text: #"""
        {"info": {"name": "Items", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
         "variable": [{"key": "item", "value": "2"}],
         "item": [{"name": "Folder", "item": [
           {"name": "One", "request": {"method": "GET", "url": "{{baseUrl}}/items/1"}, "response": [
             {"name": "a", "originalRequest": {"method": "GET", "header": [], "url": {"raw": "{{baseUrl}}/v2/items/1",
                "host": ["{{baseUrl}}"], "path": ["v2", "items", "1"]}}, "status": "OK", "code": 200,
              "_postman_previewlanguage": "json", "header": [{"key": "Content-Type", "value": "application/json"}],
              "body": "{\"id\": 1, \"status\": \"active\"}"},
             {"name": "b", "originalRequest": {"method": "GET", "url": "https://api.items.dev/v2/items/{{item}}"}, "code": 200,
              "_postman_previewlanguage": "json", "header": null,
              "body": "{\n  \"id\": 2,\n  \"status\": \"gone\"\n}"}]}]},
          {"name": "Four", "request": {"method": "GET", "url": "https://api.items.dev/v2/items/4"}, "response": []}]}
        """#),
    FormCase(
      form: .insomnia, wrong: #"\"gone\""#, isUnanswered: false,
      text: #"""
        {"_type": "export", "__export_format": 4, "resources": [
          {"_id": "a", "_type": "mock_route", "name": "/v2/items/1", "method": "GET", "statusCode": 200, "mimeType": "application/json",
           "headers": [{"name": "Content-Type", "value": "application/json"}], "body": "{\"id\": 1, \"status\": \"active\"}"},
          {"_id": "b", "_type": "request", "method": "GET", "url": "{{ _.base_url }}/v2/items/2", "headers": []},
          {"_id": "c", "_type": "response", "parentId": "b", "statusCode": 200, "contentType": "application/json",
           "headers": [], "body": "{\"id\": 2, \"status\": \"gone\"}"},
          {"_id": "d", "_type": "request", "method": "GET", "url": "https://api.items.dev/v2/items/4", "headers": []}]}
        """#),
    FormCase(
      form: .bruno, wrong: #"\"gone\""#, isUnanswered: false,
      text: #"""
        {"name": "Items", "version": "1", "items": [{"type": "folder", "name": "f", "items": [
          {"type": "http", "name": "One", "request": {"method": "GET", "url": "https://api.items.dev/v2/items/1"}, "examples": [
            {"name": "a", "request": {"method": "GET", "url": "https://api.items.dev/v2/items/1", "headers": [], "body": {"mode": "none"}},
             "response": {"status": "200", "statusText": "OK", "headers": [{"name": "content-type", "value": "application/json", "enabled": true}],
                          "body": {"type": "json", "content": "{\"id\": 1, \"status\": \"active\"}"}}},
            {"name": "b", "request": {"method": "get", "url": "{{host}}/v2/items/2"},
             "response": {"status": 200, "headers": [], "body": {"type": "json", "content": "{\"id\": 2, \"status\": \"gone\"}"}}}]}]},
          {"type": "http", "name": "Four", "request": {"method": "GET", "url": "https://api.items.dev/v2/items/4"}}]}
        """#),
  ]
}
