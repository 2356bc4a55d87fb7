/// A schema of the keywords that the token's does without, and a payload that goes through all of them: what a verdict
/// allocates is counted for both.
enum RarePayload {
  static let schema = ##"""
    {"$schema":"https://json-schema.org/draft/2020-12/schema","$dynamicAnchor":"node","type":"object",
    "properties":{
    "objects":{"type":"array","uniqueItems":true,"contains":{"required":["id"]},"maxContains":9,"items":{"type":"object"}},
    "texts":{"type":"array","uniqueItems":true,"prefixItems":[{"pattern":"^[a-z]+(-[a-z]+)*$"}]},
    "constant":{"const":{"a":[1,{"b":null}]}},"listed":{"enum":[{"x":[1]},[1,2,{"y":2}]]},
    "number":{"multipleOf":0.01},"mail":{"format":"email"},"look":{"pattern":"^(?=.*[0-9])(?!.*x)(a|b)\\w*$"},
    "nested":{"$dynamicRef":"#node"},
    "open":{"allOf":[{"properties":{"a":true}}],"anyOf":[{"properties":{"b":{"type":"null"}}},{"properties":{"c":true}}],
    "unevaluatedProperties":false}},
    "patternProperties":{"^x-":{"type":"string"}},"propertyNames":{"maxLength":20},"dependentRequired":{"texts":["objects"]},
    "dependentSchemas":{"number":{"required":["mail"]}},"minProperties":2,
    "if":{"required":["listed"]},"then":{"properties":{"constant":{"type":"object"}}},"not":{"required":["absent"]},
    "unevaluatedProperties":false}
    """##

  static let valid = #"""
    {"objects":[{"id":1,"tags":["a","b"]},{"id":2},{"tags":["b","a"],"\u0069d":1}],
    "texts":["first-text","zwei\n","trois","\u00e9"],"constant":{"a":[1.0,{"b":null}]},"listed":[1,2,{"y":2}],
    "number":12.34,"mail":"someone@example.com","look":"a7","nested":{"x-note":"\u0041","x-other":"B"},
    "open":{"a":1,"b":null},"x-\u0061":"text"}
    """#
}
