/// The schemas and payloads of the cases.
enum Texts {
  static let tokenSchema = """
    {"type":"object","required":["token"],"additionalProperties":false,"properties":{"token":{"type":"object",
    "required":["id","identityId","createdAt","updatedAt","authMethod"],"additionalProperties":false,"properties":{
    "id":{"type":"string"},"accessTokenTTL":{"type":"number"},"accessTokenMaxTTL":{"type":"number"},
    "accessTokenNumUses":{"type":"number"},"accessTokenLastUsedAt":{"type":["string","null"],"format":"date-time"},
    "isAccessTokenRevoked":{"type":"boolean"},"identityUAClientSecretId":{"type":["string","null"]},
    "identityId":{"type":"string","format":"uuid"},"createdAt":{"type":"string","format":"date-time"},
    "updatedAt":{"type":"string","format":"date-time"},"name":{"type":["string","null"]},
    "authMethod":{"type":"string"}}}}}
    """

  /// The same without a word about other members.
  static let openTokenSchema = tokenSchema.replacing(#""additionalProperties":false,"#, with: "")

  static let token = """
    {"token":{"id":"7c0ff8a5-4f6b-4d43-8a76-1d8f4b9d2c11","accessTokenTTL":2592000,"accessTokenMaxTTL":2592000,\
    "accessTokenNumUses":0,"accessTokenLastUsedAt":"2025-11-07T05:31:56Z","isAccessTokenRevoked":false,\
    "identityUAClientSecretId":null,"identityId":"3c90c3cc-0d44-4b50-8888-8dd25736052a",\
    "createdAt":"2025-11-07T05:31:56Z","updatedAt":"2025-11-07T05:31:56Z","name":"deploy pipeline",\
    "authMethod":"token-auth"}}
    """

  /// An OpenAPI document with one operation that takes a token and gives it back.
  static let tokenDocument = """
    {"openapi":"3.1.0","info":{"title":"Tokens","version":"1"},"servers":[{"url":"https://api.tokens.dev/v1"}],
    "paths":{"/tokens/{id}":{"patch":{"parameters":[{"name":"id","in":"path","required":true,
    "schema":{"type":"string","format":"uuid"}}],"security":[{"bearer":[]}],"responses":{"200":{"description":"d",
    "content":{"application/json":{"schema":\(tokenSchema)}}}},"requestBody":{"required":true,
    "content":{"application/json":{"schema":{"type":"object","required":["name"],
    "properties":{"name":{"type":"string"},"accessTokenTTL":{"type":"integer"}}}}}}}}},
    "components":{"securitySchemes":{"bearer":{"type":"http","scheme":"bearer"}}}}
    """

  private static func url(_ number: Int) -> String {
    "https://api.tokens.dev/v1/tokens/3c90c3cc-0d44-4b50-8888-8dd257360" + String(100 + number)
  }

  private static let sent = #"{"name":"deploy","accessTokenTTL":0}"#

  /// An exchange on a line: 960 bytes.
  static func line(_ number: Int) -> String {
    #"{"request":{"method":"PATCH","url":"\#(url(number))","headers":{"content-type":"application/json","#
      + #""authorization":"Bearer x","user-agent":"client/1.0"},"body":\#(sent)},"response":{"status":200,"#
      + #""headers":{"content-type":"application/json","date":"Mon, 02 Mar 2026 08:15:00 GMT"},"body":\#(token)}}"#
  }

  /// The same as an entry of an HTTP Archive.
  static func entry(_ number: Int) -> String {
    func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\\\"") + "\"" }
    func fields(_ others: String) -> String {
      #"[{"name":"content-type","value":"application/json"},\#(others)]"#
    }
    return
      #"{"startedDateTime":"2026-03-02T08:15:00.000Z","time":12.5,"request":{"method":"PATCH","url":"\#(url(number))","#
      + #""httpVersion":"HTTP/2","cookies":[],"headers":"#
      + fields(#"{"name":"authorization","value":"Bearer x"},{"name":"user-agent","value":"client/1.0"}"#)
      + #","queryString":[],"postData":{"mimeType":"application/json","text":\#(quoted(sent))},"headersSize":-1,"#
      + #""bodySize":-1},"response":{"status":200,"statusText":"","httpVersion":"HTTP/2","cookies":[],"headers":"#
      + fields(#"{"name":"date","value":"Mon, 02 Mar 2026 08:15:00 GMT"}"#)
      + #","content":{"size":\#(token.utf8.count),"mimeType":"application/json","text":\#(quoted(token))},"#
      + #""redirectURL":"","headersSize":-1,"bodySize":-1},"cache":{},"timings":{"send":1,"wait":10,"receive":1.5}}"#
  }

  static let unicode = """
    {"greeting": "Grüße aus Köln, \\u00e4 und \\ud83d\\ude00", "words": ["naïve", "東京", "tab\\tand\\nline", "😀"],
     "plain": "nothing of note in this one, only letters and spaces", "deep": [[[["x"]]], {"y": [true, false, null]}]}
    """

  static let numbers =
    "[" + (0..<100).map { "\($0 * 37 % 1_000)" + ($0 % 4 == 0 ? ".25e1" : "") }.joined(separator: ",") + "]"

  static let arraySchema = #"{"type":"array","minItems":1,"items":{"type":"number","minimum":0,"maximum":100000}}"#

  static let unionSchema = """
    {"$ref":"#/$defs/expression","$defs":{"expression":{"oneOf":[{"$ref":"#/$defs/logic"},{"$ref":"#/$defs/not"},
    {"$ref":"#/$defs/compare"},{"type":"boolean"}]},
    "logic":{"type":"object","required":["op","args"],"properties":{"op":{"enum":["and","or"]},
    "args":{"type":"array","minItems":2,"items":{"$ref":"#/$defs/expression"}}}},
    "not":{"type":"object","required":["op","args"],"properties":{"op":{"const":"not"},
    "args":{"type":"array","minItems":1,"maxItems":1,"items":{"$ref":"#/$defs/expression"}}}},
    "compare":{"type":"object","required":["op","args"],"properties":{"op":{"enum":["=","<",">"]},
    "args":{"type":"array","minItems":2,"maxItems":2,"items":{"anyOf":[{"type":"string"},{"type":"number"},
    {"type":"object","required":["property"],"properties":{"property":{"type":"string"}}}]}}}}}}
    """

  static let union = """
    {"op":"and","args":[{"op":"=","args":[{"property":"city"},"Toronto"]},{"op":"not","args":[{"op":"<","args":[
    {"property":"depth"},100]}]},{"op":"or","args":[true,{"op":">","args":[4,{"property":"x"}]}]}]}
    """

  static let patternSchema = """
    {"type":"object","patternProperties":{"^x-":true,"^[a-z][a-z0-9_]*$":{"type":"string","pattern":"^[A-Z]{2}-[0-9]+$"}},
    "additionalProperties":false}
    """

  static let patterns = #"{"first":"AB-1","second_one":"CD-20","x-note":5,"third3":"EF-333","fourth":"GH-4444"}"#

  static let formatSchema = """
    {"type":"object","properties":{"id":{"format":"uuid"},"at":{"format":"date-time"},"on":{"format":"date"},
    "mail":{"format":"email"},"address":{"format":"ipv4"},"link":{"format":"uri"},"host":{"format":"hostname"},
    "kind":{"enum":["alpha","beta","gamma","delta","epsilon"]},"size":{"type":"integer","multipleOf":5}}}
    """

  static let formats = """
    {"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","at":"2025-11-07T05:31:56.123+01:00","on":"2024-02-29",
    "mail":"someone@example.com","address":"192.0.2.17","link":"https://example.com/a?b=c#d","host":"api.example.com",
    "kind":"delta","size":125}
    """

  static let unevaluatedSchema = """
    {"type":"object","allOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"b":{"type":"integer"}}}],
    "properties":{"c":true},"unevaluatedProperties":false}
    """

  static let unevaluated = #"{"a":"text","b":5,"c":[1,2,3]}"#
}
