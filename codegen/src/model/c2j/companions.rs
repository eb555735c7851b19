//! The companion files: paginators, examples, endpoint rules and their tests. Waiters have a separate module.

use serde_json::{Map, Value, json};

use super::read::Node;
use super::{Converter, Files, set};

impl<'a> Converter<'a> {
    /// Adds the contents of the companion files to their shapes.
    pub(super) fn add_companions(&self, files: &Files<'a>, shapes: &mut Map<String, Value>) {
        let file = |value: Option<&'a Value>, name: &str| value.map(|value| self.root.sibling(value, name));
        if let Some(file) = file(files.paginators, "paginators") {
            for (name, paginator) in file.entries("pagination", |name| self.names.id(name)) {
                let value = paginated(&paginator);
                self.add_to_operation(shapes, name, &paginator, "smithy.api#paginated", value);
            }
        }
        if let Some(file) = file(files.waiters, "waiters") {
            self.add_waiters(&file, shapes);
        }
        if let Some(file) = file(files.examples, "examples") {
            self.add_examples(&file, shapes);
        }
        if let Some(file) = file(files.endpoint_rule_set, "endpoint rule set")
            && let Some(rule_set) = files.endpoint_rule_set
        {
            self.add_to_service(shapes, "smithy.rules#endpointRuleSet", endpoint_rules(&file, rule_set));
        }
        if let (Some(tests), Some(_)) = (files.endpoint_tests, file(files.endpoint_tests, "endpoint tests")) {
            self.add_to_service(shapes, "smithy.rules#endpointTests", tests.clone());
        }
    }

    fn add_examples(&self, file: &Node<'a>, shapes: &mut Map<String, Value>) {
        let Some(all) = file.object("examples") else { return };
        for name in all.keys() {
            let examples: Vec<_> = all.nodes(name).iter().map(example).collect();
            if !examples.is_empty() {
                self.add_to_operation(shapes, name, file, "smithy.api#examples", Some(examples.into()));
            }
        }
    }

    fn add_to_service(&self, shapes: &mut Map<String, Value>, id: &str, value: Value) {
        if let Some(service) = shapes.get_mut(&self.names.id(self.names.service())) {
            service["traits"][id] = value;
        }
    }

    /// Adds a trait to an operation, or reports for `source` that the operation does not exist.
    pub(super) fn add_to_operation(
        &self,
        shapes: &mut Map<String, Value>,
        name: &str,
        source: &Node<'a>,
        id: &str,
        value: Option<Value>,
    ) {
        let known = self.operations.iter().any(|(operation, _)| *operation == name);
        let Some(operation) = shapes.get_mut(&self.names.id(name)).filter(|_| known) else {
            return source.report(format!("the operation `{name}` does not exist"));
        };
        if let Some(value) = value {
            operation["traits"][id] = value;
        }
    }
}

/// Reads single tokens that are paths; Smithy supports no others. Of several results, the items are the first.
fn paginated(paginator: &Node<'_>) -> Option<Value> {
    let path = |key| -> Option<&str> { paginator.text_of_first(key).filter(|text| is_path(text)) };
    let single = |key| paginator.value(key).is_some_and(Value::is_string);
    let mut value = Map::new();
    if !single("input_token") || !single("output_token") {
        return None;
    }
    set(&mut value, "inputToken", path("input_token")?);
    set(&mut value, "outputToken", path("output_token")?);
    for (key, name) in [("result_key", "items"), ("limit_key", "pageSize")] {
        if let Some(text) = path(key) {
            set(&mut value, name, text);
        }
    }
    Some(Value::Object(value))
}

/// Names with dots between them.
fn is_path(text: &str) -> bool {
    text.split('.').all(crate::model::is_identifier)
}

fn example(example: &Node<'_>) -> Value {
    let mut value = Map::new();
    let title = example.text("title").filter(|title| !title.is_empty()).or_else(|| example.text("id"));
    set(&mut value, "title", title.unwrap_or_default());
    if let Some(description) = example.text("description").filter(|text| !text.is_empty()) {
        set(&mut value, "documentation", description);
    }
    for key in ["input", "output"] {
        if example.object(key).is_some() {
            set(&mut value, key, example.value(key).cloned().unwrap_or_default());
        }
    }
    Value::Object(value)
}

/// Returns the rule set, with the types of its parameters spelled as in Smithy.
fn endpoint_rules(file: &Node<'_>, rule_set: &Value) -> Value {
    let mut rule_set = rule_set.clone();
    for (name, parameter) in file.entries("parameters", |name| format!("endpoint rule set: {name}")) {
        let kind = match parameter.required_text("type") {
            None => continue,
            Some("string" | "String") => "String",
            Some("boolean" | "Boolean") => "Boolean",
            Some("stringArray" | "StringArray") => "StringArray",
            Some(other) => {
                parameter.report(format!("the type `{other}` is unknown"));
                continue;
            }
        };
        rule_set["parameters"][name]["type"] = json!(kind);
    }
    rule_set
}
