extension Metaschemas {
  /// The metaschemas that are spread over several documents or look for dynamic anchors, as one document each.
  ///
  /// A schema is held to its metaschema from the metaschema's own root on: every dynamic reference leads back there, and
  /// vocabularies do nothing but ask for properties. So these say the same, compile in a fraction of the time, and every
  /// use of a schema begins with that. References of schemas to their metaschemas lead to the documents as published.
  static let single: [String: StaticString] = [
    "https://json-schema.org/draft/2019-09/schema": #"""
    {"$schema": "https://json-schema.org/draft/2019-09/schema", "$id":
    "https://json-schema.org/draft/2019-09/schema", "type": ["object", "boolean"], "properties":
    {"definitions": {"type": "object", "additionalProperties": {"$ref": "#"}, "default": {}},
    "dependencies": {"type": "object", "additionalProperties": {"anyOf": [{"$ref": "#"}, {"$ref":
    "#/$defs/stringArray"}]}}, "$id": {"type": "string", "format": "uri-reference", "pattern": "^[^#]*#?$"},
    "$schema": {"type": "string", "format": "uri"}, "$anchor": {"type": "string", "pattern":
    "^[A-Za-z][-A-Za-z0-9.:_]*$"}, "$ref": {"type": "string", "format": "uri-reference"}, "$recursiveRef":
    {"type": "string", "format": "uri-reference"}, "$recursiveAnchor": {"type": "boolean", "default":
    false}, "$vocabulary": {"type": "object", "propertyNames": {"type": "string", "format": "uri"},
    "additionalProperties": {"type": "boolean"}}, "$comment": {"type": "string"}, "$defs": {"type":
    "object", "additionalProperties": {"$ref": "#"}, "default": {}}, "additionalItems": {"$ref": "#"},
    "unevaluatedItems": {"$ref": "#"}, "items": {"anyOf": [{"$ref": "#"}, {"$ref": "#/$defs/schemaArray"}]},
    "contains": {"$ref": "#"}, "additionalProperties": {"$ref": "#"}, "unevaluatedProperties": {"$ref":
    "#"}, "properties": {"type": "object", "additionalProperties": {"$ref": "#"}, "default": {}},
    "patternProperties": {"type": "object", "additionalProperties": {"$ref": "#"}, "propertyNames":
    {"format": "regex"}, "default": {}}, "dependentSchemas": {"type": "object", "additionalProperties":
    {"$ref": "#"}}, "propertyNames": {"$ref": "#"}, "if": {"$ref": "#"}, "then": {"$ref": "#"}, "else":
    {"$ref": "#"}, "allOf": {"$ref": "#/$defs/schemaArray"}, "anyOf": {"$ref": "#/$defs/schemaArray"},
    "oneOf": {"$ref": "#/$defs/schemaArray"}, "not": {"$ref": "#"}, "multipleOf": {"type": "number",
    "exclusiveMinimum": 0}, "maximum": {"type": "number"}, "exclusiveMaximum": {"type": "number"},
    "minimum": {"type": "number"}, "exclusiveMinimum": {"type": "number"}, "maxLength": {"$ref":
    "#/$defs/nonNegativeInteger"}, "minLength": {"$ref": "#/$defs/nonNegativeIntegerDefault0"}, "pattern":
    {"type": "string", "format": "regex"}, "maxItems": {"$ref": "#/$defs/nonNegativeInteger"}, "minItems":
    {"$ref": "#/$defs/nonNegativeIntegerDefault0"}, "uniqueItems": {"type": "boolean", "default": false},
    "maxContains": {"$ref": "#/$defs/nonNegativeInteger"}, "minContains": {"$ref":
    "#/$defs/nonNegativeInteger", "default": 1}, "maxProperties": {"$ref": "#/$defs/nonNegativeInteger"},
    "minProperties": {"$ref": "#/$defs/nonNegativeIntegerDefault0"}, "required": {"$ref":
    "#/$defs/stringArray"}, "dependentRequired": {"type": "object", "additionalProperties": {"$ref":
    "#/$defs/stringArray"}}, "const": true, "enum": {"type": "array", "items": true}, "type": {"anyOf":
    [{"$ref": "#/$defs/simpleTypes"}, {"type": "array", "items": {"$ref": "#/$defs/simpleTypes"},
    "minItems": 1, "uniqueItems": true}]}, "title": {"type": "string"}, "description": {"type": "string"},
    "default": true, "deprecated": {"type": "boolean", "default": false}, "readOnly": {"type": "boolean",
    "default": false}, "writeOnly": {"type": "boolean", "default": false}, "examples": {"type": "array",
    "items": true}, "format": {"type": "string"}, "contentMediaType": {"type": "string"}, "contentEncoding":
    {"type": "string"}, "contentSchema": {"$ref": "#"}}, "$defs": {"schemaArray": {"type": "array",
    "minItems": 1, "items": {"$ref": "#"}}, "nonNegativeInteger": {"type": "integer", "minimum": 0},
    "nonNegativeIntegerDefault0": {"$ref": "#/$defs/nonNegativeInteger", "default": 0}, "simpleTypes":
    {"enum": ["array", "boolean", "integer", "null", "number", "object", "string"]}, "stringArray": {"type":
    "array", "items": {"type": "string"}, "uniqueItems": true, "default": []}}}
    """#,
    "https://json-schema.org/draft/2020-12/schema": #"""
    {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id":
    "https://json-schema.org/draft/2020-12/schema", "type": ["object", "boolean"], "properties":
    {"definitions": {"type": "object", "additionalProperties": {"$ref": "#"}, "deprecated": true, "default":
    {}}, "dependencies": {"type": "object", "additionalProperties": {"anyOf": [{"$ref": "#"}, {"$ref":
    "#/$defs/stringArray"}]}, "deprecated": true, "default": {}}, "$recursiveAnchor": {"$ref":
    "#/$defs/anchorString", "deprecated": true}, "$recursiveRef": {"$ref": "#/$defs/uriReferenceString",
    "deprecated": true}, "$id": {"$ref": "#/$defs/uriReferenceString", "pattern": "^[^#]*#?$"}, "$schema":
    {"$ref": "#/$defs/uriString"}, "$ref": {"$ref": "#/$defs/uriReferenceString"}, "$anchor": {"$ref":
    "#/$defs/anchorString"}, "$dynamicRef": {"$ref": "#/$defs/uriReferenceString"}, "$dynamicAnchor":
    {"$ref": "#/$defs/anchorString"}, "$vocabulary": {"type": "object", "propertyNames": {"$ref":
    "#/$defs/uriString"}, "additionalProperties": {"type": "boolean"}}, "$comment": {"type": "string"},
    "$defs": {"type": "object", "additionalProperties": {"$ref": "#"}}, "prefixItems": {"$ref":
    "#/$defs/schemaArray"}, "items": {"$ref": "#"}, "contains": {"$ref": "#"}, "additionalProperties":
    {"$ref": "#"}, "properties": {"type": "object", "additionalProperties": {"$ref": "#"}, "default": {}},
    "patternProperties": {"type": "object", "additionalProperties": {"$ref": "#"}, "propertyNames":
    {"format": "regex"}, "default": {}}, "dependentSchemas": {"type": "object", "additionalProperties":
    {"$ref": "#"}, "default": {}}, "propertyNames": {"$ref": "#"}, "if": {"$ref": "#"}, "then": {"$ref":
    "#"}, "else": {"$ref": "#"}, "allOf": {"$ref": "#/$defs/schemaArray"}, "anyOf": {"$ref":
    "#/$defs/schemaArray"}, "oneOf": {"$ref": "#/$defs/schemaArray"}, "not": {"$ref": "#"},
    "unevaluatedItems": {"$ref": "#"}, "unevaluatedProperties": {"$ref": "#"}, "type": {"anyOf": [{"$ref":
    "#/$defs/simpleTypes"}, {"type": "array", "items": {"$ref": "#/$defs/simpleTypes"}, "minItems": 1,
    "uniqueItems": true}]}, "const": true, "enum": {"type": "array", "items": true}, "multipleOf": {"type":
    "number", "exclusiveMinimum": 0}, "maximum": {"type": "number"}, "exclusiveMaximum": {"type": "number"},
    "minimum": {"type": "number"}, "exclusiveMinimum": {"type": "number"}, "maxLength": {"$ref":
    "#/$defs/nonNegativeInteger"}, "minLength": {"$ref": "#/$defs/nonNegativeIntegerDefault0"}, "pattern":
    {"type": "string", "format": "regex"}, "maxItems": {"$ref": "#/$defs/nonNegativeInteger"}, "minItems":
    {"$ref": "#/$defs/nonNegativeIntegerDefault0"}, "uniqueItems": {"type": "boolean", "default": false},
    "maxContains": {"$ref": "#/$defs/nonNegativeInteger"}, "minContains": {"$ref":
    "#/$defs/nonNegativeInteger", "default": 1}, "maxProperties": {"$ref": "#/$defs/nonNegativeInteger"},
    "minProperties": {"$ref": "#/$defs/nonNegativeIntegerDefault0"}, "required": {"$ref":
    "#/$defs/stringArray"}, "dependentRequired": {"type": "object", "additionalProperties": {"$ref":
    "#/$defs/stringArray"}}, "title": {"type": "string"}, "description": {"type": "string"}, "default":
    true, "deprecated": {"type": "boolean", "default": false}, "readOnly": {"type": "boolean", "default":
    false}, "writeOnly": {"type": "boolean", "default": false}, "examples": {"type": "array", "items":
    true}, "format": {"type": "string"}, "contentEncoding": {"type": "string"}, "contentMediaType": {"type":
    "string"}, "contentSchema": {"$ref": "#"}}, "$defs": {"anchorString": {"type": "string", "pattern":
    "^[A-Za-z_][-A-Za-z0-9._]*$"}, "uriString": {"type": "string", "format": "uri"}, "uriReferenceString":
    {"type": "string", "format": "uri-reference"}, "schemaArray": {"type": "array", "minItems": 1, "items":
    {"$ref": "#"}}, "nonNegativeInteger": {"type": "integer", "minimum": 0}, "nonNegativeIntegerDefault0":
    {"$ref": "#/$defs/nonNegativeInteger", "default": 0}, "simpleTypes": {"enum": ["array", "boolean",
    "integer", "null", "number", "object", "string"]}, "stringArray": {"type": "array", "items": {"type":
    "string"}, "uniqueItems": true, "default": []}}}
    """#,
    "https://json-schema.org/v1": #"""
    {"$schema": "https://json-schema.org/v1", "$id": "https://json-schema.org/v1", "type": ["object",
    "boolean"], "properties": {"$id": {"$ref": "#/$defs/uriReferenceString", "pattern": "^[^#]*#?$"},
    "$schema": {"$ref": "#/$defs/uriString"}, "$ref": {"$ref": "#/$defs/uriReferenceString"}, "$anchor":
    {"$ref": "#/$defs/anchorString"}, "$dynamicRef": {"$ref": "#/$defs/uriReferenceString"},
    "$dynamicAnchor": {"$ref": "#/$defs/anchorString"}, "$vocabulary": {"type": "object", "propertyNames":
    {"$ref": "#/$defs/uriString"}, "additionalProperties": {"type": "boolean"}}, "$comment": {"type":
    "string"}, "$defs": {"type": "object", "additionalProperties": {"$ref": "#"}}, "prefixItems": {"$ref":
    "#/$defs/schemaArray"}, "items": {"$ref": "#"}, "contains": {"$ref": "#"}, "additionalProperties":
    {"$ref": "#"}, "properties": {"type": "object", "additionalProperties": {"$ref": "#"}, "default": {}},
    "patternProperties": {"type": "object", "additionalProperties": {"$ref": "#"}, "propertyNames":
    {"format": "regex"}, "default": {}}, "dependentSchemas": {"type": "object", "additionalProperties":
    {"$ref": "#"}, "default": {}}, "propertyNames": {"$ref": "#"}, "if": {"$ref": "#"}, "then": {"$ref":
    "#"}, "else": {"$ref": "#"}, "allOf": {"$ref": "#/$defs/schemaArray"}, "anyOf": {"$ref":
    "#/$defs/schemaArray"}, "oneOf": {"$ref": "#/$defs/schemaArray"}, "not": {"$ref": "#"},
    "unevaluatedItems": {"$ref": "#"}, "unevaluatedProperties": {"$ref": "#"}, "type": {"anyOf": [{"$ref":
    "#/$defs/simpleTypes"}, {"type": "array", "items": {"$ref": "#/$defs/simpleTypes"}, "minItems": 1,
    "uniqueItems": true}]}, "const": true, "enum": {"type": "array", "items": true}, "multipleOf": {"type":
    "number", "exclusiveMinimum": 0}, "maximum": {"type": "number"}, "exclusiveMaximum": {"type": "number"},
    "minimum": {"type": "number"}, "exclusiveMinimum": {"type": "number"}, "maxLength": {"$ref":
    "#/$defs/nonNegativeInteger"}, "minLength": {"$ref": "#/$defs/nonNegativeIntegerDefault0"}, "pattern":
    {"type": "string", "format": "regex"}, "maxItems": {"$ref": "#/$defs/nonNegativeInteger"}, "minItems":
    {"$ref": "#/$defs/nonNegativeIntegerDefault0"}, "uniqueItems": {"type": "boolean", "default": false},
    "maxContains": {"$ref": "#/$defs/nonNegativeInteger"}, "minContains": {"$ref":
    "#/$defs/nonNegativeInteger", "default": 1}, "maxProperties": {"$ref": "#/$defs/nonNegativeInteger"},
    "minProperties": {"$ref": "#/$defs/nonNegativeIntegerDefault0"}, "required": {"$ref":
    "#/$defs/stringArray"}, "dependentRequired": {"type": "object", "additionalProperties": {"$ref":
    "#/$defs/stringArray"}}, "title": {"type": "string"}, "description": {"type": "string"}, "default":
    true, "deprecated": {"type": "boolean", "default": false}, "readOnly": {"type": "boolean", "default":
    false}, "writeOnly": {"type": "boolean", "default": false}, "examples": {"type": "array", "items":
    true}, "format": {"type": "string"}, "contentEncoding": {"type": "string"}, "contentMediaType": {"type":
    "string"}, "contentSchema": {"$ref": "#"}}, "$defs": {"anchorString": {"type": "string", "pattern":
    "^[A-Za-z_][-A-Za-z0-9._]*$"}, "uriString": {"type": "string", "format": "uri"}, "uriReferenceString":
    {"type": "string", "format": "uri-reference"}, "schemaArray": {"type": "array", "minItems": 1, "items":
    {"$ref": "#"}}, "nonNegativeInteger": {"type": "integer", "minimum": 0}, "nonNegativeIntegerDefault0":
    {"$ref": "#/$defs/nonNegativeInteger", "default": 0}, "simpleTypes": {"enum": ["array", "boolean",
    "integer", "null", "number", "object", "string"]}, "stringArray": {"type": "array", "items": {"type":
    "string"}, "uniqueItems": true, "default": []}}}
    """#,
  ]
}
