//! Data shapes: their types, and the traits that shapes and members share.

use serde_json::{Map, Value, json};

use super::read::Node;
use super::{Converter, enums, mark, set, with_traits};

/// The simple types with the same name in both formats.
const SIMPLE: [&str; 11] = [
    "blob",
    "boolean",
    "byte",
    "short",
    "integer",
    "long",
    "float",
    "double",
    "bigInteger",
    "bigDecimal",
    "timestamp",
];

impl<'a> Converter<'a> {
    /// Returns the shape by its Smithy name; and, if only some members want its text to be JSON, a second one for those.
    pub(super) fn data_shapes(&self, name: &str, shape: &Node<'a>) -> Vec<(String, Value)> {
        let uses = self.usage.uses(name);
        let plain = (self.names.shape(name).to_owned(), self.data_shape(name, shape));
        if uses.json == 0 {
            return vec![plain];
        }
        let mut json = plain.clone();
        json.0 = self.names.shape(self.json_string(name).as_str()).to_owned();
        let bytes_or_text = json.1["type"] == "string" || json.1["type"] == "blob";
        if bytes_or_text {
            json.1["traits"]["smithy.api#mediaType"] = "application/json".into();
        } else {
            shape.report("members require JSON text, but it is neither a string nor a blob");
        }
        if uses.json == uses.all || !bytes_or_text { vec![json] } else { vec![plain, json] }
    }

    /// Returns the C2J name of the shape that a member with `jsonvalue` points to.
    pub(super) fn json_string(&self, name: &str) -> String {
        let uses = self.usage.uses(name);
        if uses.json == uses.all { name.to_owned() } else { self.names.synthesized("SynthesizedJson", name) }
    }

    fn data_shape(&self, name: &str, shape: &Node<'a>) -> Value {
        let mut traits = Map::new();
        let kind = shape.required_text("type").unwrap_or("structure");
        self.add_common(shape, kind, &mut traits);
        let properties = match kind {
            "string" | "character" => string(shape),
            "structure" => self.aggregate(name, shape, &mut traits),
            "list" => {
                if shape.flag("sparse") {
                    mark(&mut traits, "smithy.api#sparse");
                }
                json!({ "type": "list", "member": self.element(shape, "member") })
            }
            "map" => {
                if shape.flag("sparse") {
                    mark(&mut traits, "smithy.api#sparse");
                }
                json!({
                    "type": "map",
                    "key": self.element(shape, "key"),
                    "value": self.element(shape, "value"),
                })
            }
            simple if SIMPLE.contains(&simple) => {
                if simple == "blob" {
                    self.add_streaming(name, shape, &mut traits);
                }
                json!({ "type": simple })
            }
            other => {
                shape.report(format!("the type `{other}` is unknown"));
                json!({ "type": "string" })
            }
        };
        with_traits(properties, traits)
    }

    fn add_streaming(&self, name: &str, shape: &Node<'a>, traits: &mut Map<String, Value>) {
        if shape.flag("streaming") || self.usage.uses(name).streaming {
            mark(traits, "smithy.api#streaming");
        }
        if shape.flag("requiresLength") {
            mark(traits, "smithy.api#requiresLength");
        }
    }

    /// Converts a C2J structure to a Smithy structure, union or document.
    fn aggregate(&self, name: &str, shape: &Node<'a>, traits: &mut Map<String, Value>) -> Value {
        if shape.flag("document") {
            return json!({ "type": "document" });
        }
        if shape.flag("eventstream") {
            mark(traits, "smithy.api#streaming");
        }
        let union = shape.flag("union") || shape.flag("eventstream");
        if !union {
            self.add_error(name, shape, traits);
            self.add_message_role(name, shape, traits);
        }
        let members = self.structure_members(shape, union);
        json!({ "type": if union { "union" } else { "structure" }, "members": members })
    }

    /// Returns whether it is the input or output of one operation and nothing else.
    fn add_message_role(&self, name: &str, shape: &Node<'a>, traits: &mut Map<String, Value>) {
        let uses = self.usage.uses(name);
        match (uses.inputs, uses.outputs, uses.all) {
            (1, 0, 1) => mark(traits, "smithy.api#input"),
            (0, 1, 1) => mark(traits, "smithy.api#output"),
            _ => {}
        }
        if !self.protocols.xml() {
            return;
        }
        let root = self.usage.as_sole_input(name);
        let wire_name = shape.text("locationName").or_else(|| root?.text("locationName"));
        if let Some(wire_name) = wire_name.filter(|wire_name| *wire_name != name) {
            set(traits, "smithy.api#xmlName", wire_name);
        }
        if let Some(root) = root {
            self.add_xml_namespace(root, traits);
        }
    }

    fn add_error(&self, name: &str, shape: &Node<'a>, traits: &mut Map<String, Value>) {
        let error = shape.object("error");
        if error.is_none() && !shape.flag("exception") && !shape.flag("fault") {
            return;
        }
        let flag = |key| error.as_ref().is_some_and(|error| error.flag(key));
        let status = error.as_ref().and_then(|error| error.integer("httpStatusCode"));
        let fault = shape.flag("fault") || flag("fault");
        let server = fault || !flag("senderFault") && status.is_some_and(|status| status >= 500);
        set(traits, "smithy.api#error", if server { "server" } else { "client" });
        if let Some(status) = status {
            set(traits, "smithy.api#httpError", status);
        }
        if let Some(retryable) = shape.object("retryable") {
            let throttling = retryable.flag("throttling");
            let value = if throttling { json!({ "throttling": true }) } else { json!({}) };
            set(traits, "smithy.api#retryable", value);
        }
        let code = error.as_ref().and_then(|error| error.text("code"));
        if self.protocols.query_errors() && (code.is_some() || self.names.shape(name) != name) {
            let status = status.unwrap_or(if server { 500 } else { 400 });
            let value = json!({ "code": code.unwrap_or(name), "httpResponseCode": status });
            set(traits, "aws.protocols#awsQueryError", value);
        }
    }

    /// Returns the traits that shapes and references to shapes of a type share.
    pub(super) fn add_common(&self, of: &Node<'a>, kind: &str, traits: &mut Map<String, Value>) {
        self.add_documentation(of, traits);
        self.add_deprecation(of, traits);
        self.add_xml_namespace(of, traits);
        if of.flag("sensitive") {
            mark(traits, "smithy.api#sensitive");
        }
        if let Some(pattern) = of.text("pattern") {
            set(traits, "smithy.api#pattern", pattern);
        }
        let bounds = match kind {
            "string" | "character" | "blob" | "list" | "map" => "smithy.api#length",
            "byte" | "short" | "integer" | "long" | "float" | "double" | "bigInteger" | "bigDecimal" => {
                "smithy.api#range"
            }
            _ => "",
        };
        let limits =
            ["min", "max"].into_iter().filter_map(|key| Some((key.to_owned(), of.number(key)?.clone())));
        let limits: Map<_, _> = limits.collect();
        if !limits.is_empty() && !bounds.is_empty() {
            set(traits, bounds, limits);
        }
        if let Some(format) = of.text("timestampFormat") {
            add_timestamp_format(of, format, traits);
        }
    }

    pub(super) fn add_documentation(&self, of: &Node<'a>, traits: &mut Map<String, Value>) {
        if let Some(documentation) = of.text("documentation").filter(|text| !text.is_empty()) {
            set(traits, "smithy.api#documentation", documentation);
        }
    }

    pub(super) fn add_deprecation(&self, of: &Node<'a>, traits: &mut Map<String, Value>) {
        if !of.flag("deprecated") {
            return;
        }
        let mut value = Map::new();
        for (key, name) in [("deprecatedMessage", "message"), ("deprecatedSince", "since")] {
            if let Some(text) = of.text(key) {
                set(&mut value, name, text);
            }
        }
        set(traits, "smithy.api#deprecated", value);
    }

    pub(super) fn add_xml_namespace(&self, of: &Node<'a>, traits: &mut Map<String, Value>) {
        if let Some(namespace) = of.object("xmlNamespace") {
            let mut value = Map::new();
            for key in ["uri", "prefix"] {
                if let Some(text) = namespace.text(key) {
                    set(&mut value, key, text);
                }
            }
            set(traits, "smithy.api#xmlNamespace", value);
        }
    }
}

fn string(shape: &Node<'_>) -> Value {
    let values = shape.texts("enum");
    if values.is_empty() {
        return json!({ "type": "string" });
    }
    json!({ "type": "enum", "members": enums::members(&values) })
}

fn add_timestamp_format(of: &Node<'_>, format: &str, traits: &mut Map<String, Value>) {
    let name = match format {
        "iso8601" => "date-time",
        "unixTimestamp" => "epoch-seconds",
        "rfc822" => "http-date",
        other => return of.report(format!("the timestamp format `{other}` is unknown")),
    };
    set(traits, "smithy.api#timestampFormat", name);
}
