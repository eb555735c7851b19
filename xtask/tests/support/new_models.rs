//! New models of the service, as wheels of botocore: the facts of this repository as C2J, with a change. And a copy of the parts of the
//! repository that `update` refreshes.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Map, Value, json};
use tempfile::TempDir;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The namespace of the model.
const NAMESPACE: &str = "com.amazonaws.connectparticipant#";

/// The parts of the repository that `update` reads or writes.
const PARTS: [&str; 6] = [
    "CHANGELOG.md",
    "README.md",
    "generated",
    "models",
    "xtask/tests/documented_shapes",
    "xtask/tests/history",
];

/// The release of the wheels: newer than the present one.
pub(crate) fn release() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/connectparticipant/SOURCE.toml");
    let source = fs::read_to_string(root).unwrap();
    let version = source.split("\nversion = \"").nth(1).unwrap();
    let major: u32 = version.split('.').next().unwrap().parse().unwrap();
    format!("{}.1.0", major + 1)
}

/// A change of the service, with the name of its test.
pub(crate) type Change = (&'static str, fn(&mut Value));

/// The changes that a new model usually has.
pub(crate) const CHANGES: [Change; 4] =
    [("documentation", |_| {}), ("member", new_member), ("value", new_value), ("operation", new_operation)];

/// All of these changes in one model.
pub(crate) fn all_changes(model: &mut Value) {
    CHANGES.iter().for_each(|(_, change)| change(model));
}

/// Returns a name that is new to a model: this one, or one with a number. The present model may have been updated by these tests.
fn fresh(model: &Value, name: &str) -> String {
    let text = model.to_string();
    let is_new = |name: &String| !text.contains(&format!("\"{name}\""));
    std::iter::once(name.to_owned()).chain((2..).map(|n| format!("{name}{n}"))).find(is_new).unwrap()
}

fn new_member(model: &mut Value) {
    let name = fresh(model, "Language");
    let target = format!("{name}Code");
    for structure in ["SendMessageRequest", "Item"] {
        model["shapes"][structure]["members"][&name] = json!({ "shape": target });
    }
    model["shapes"][target] = json!({ "type": "string", "min": 2, "max": 10 });
}

fn new_value(model: &mut Value) {
    for (name, value) in [("ChatItemType", "REACTION"), ("ConnectionType", "WHISPER")] {
        let value = fresh(model, value);
        model["shapes"][name]["enum"].as_array_mut().unwrap().push(json!(value));
    }
}

fn new_operation(model: &mut Value) {
    let name = fresh(model, "Pin");
    // All names of the operation begin in the same way.
    let (operation, shapes) = pin_message();
    let named = |value: Value| -> Value {
        let text =
            value.to_string().replace("Pin", &name).replace("/pin", &format!("/{}", name.to_lowercase()));
        serde_json::from_str(&text).unwrap()
    };
    model["operations"][format!("{name}Message")] = named(operation);
    // As in botocore.
    model["operations"].as_object_mut().unwrap().sort_keys();
    for (name, shape) in named(shapes).as_object().unwrap() {
        model["shapes"][name] = shape.clone();
    }
}

/// An operation, and its shapes.
fn pin_message() -> (Value, Value) {
    let operation = json!({
        "name": "PinMessage",
        "http": { "method": "POST", "requestUri": "/participant/pin" },
        "input": { "shape": "PinMessageRequest" },
        "output": { "shape": "PinMessageResponse" },
        "errors": [{ "shape": "AccessDeniedException" }, { "shape": "PinLimitException" }],
    });
    let shapes = json!({
        "PinMessageRequest": { "type": "structure", "required": ["MessageId", "ConnectionToken"], "members": {
            "MessageId": { "shape": "ChatItemId" },
            "Color": { "shape": "PinColor" },
            "ClientToken": { "shape": "ClientToken", "idempotencyToken": true },
            "ConnectionToken": { "shape": "ParticipantToken", "location": "header", "locationName": "X-Amz-Bearer" },
        } },
        "PinMessageResponse": { "type": "structure", "members": { "Pin": { "shape": "Pin" } } },
        "Pin": { "type": "structure", "members": { "Id": { "shape": "ChatItemId" }, "Color": { "shape": "PinColor" } } },
        "PinColor": { "type": "string", "enum": ["RED", "BLUE"] },
        "PinLimitException": { "type": "structure", "exception": true, "error": { "httpStatusCode": 402 },
            "required": ["Message"], "members": { "Message": { "shape": "Message" } } },
    });
    (operation, shapes)
}

/// A copy of the repository that has taken a new model.
pub(crate) struct Updated {
    folder: TempDir,
    said: String,
}

impl Updated {
    /// Copies the repository, and runs `cargo xtask update` with a wheel.
    pub(crate) fn new(change: fn(&mut Value)) -> Self {
        let mut copy = Self::copied();
        copy.write_wheel(change);
        let output = copy.run(&["update", "--from", "new.whl"]);
        copy.said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{}", copy.said);
        copy
    }

    /// Copies the repository, and runs `cargo xtask update` with a Smithy AST: the model of this repository, with another value of an enum.
    #[allow(dead_code, reason = "one of two programs uses it")]
    pub(crate) fn of_ast() -> Self {
        let mut copy = Self::copied();
        let file = copy.root().join("models/connectparticipant/service.json");
        let mut ast: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        let value = fresh(&ast, "REACTION");
        let member = json!({ "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": value } });
        ast["shapes"][format!("{NAMESPACE}ChatItemType")]["members"][value] = member;
        fs::write(copy.root().join("new.json"), ast.to_string()).unwrap();
        let output = copy.run(&["update", "--from", "new.json"]);
        copy.said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{}", copy.said);
        copy
    }

    /// Copies the repository.
    pub(crate) fn copied() -> Self {
        let copy = Self { folder: TempDir::new().unwrap(), said: String::new() };
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        PARTS.iter().for_each(|part| copy_all(&root.join(part), &copy.root().join(part)));
        copy
    }

    /// Writes the wheel of a change, `new.whl`.
    pub(crate) fn write_wheel(&self, change: fn(&mut Value)) {
        fs::write(self.root().join("new.whl"), wheel(change)).unwrap();
    }

    /// The messages of `update`.
    pub(crate) fn said(&self) -> &str {
        &self.said
    }

    /// Its folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// Runs a command of `cargo xtask`.
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(args).arg("--root").arg(self.root()).current_dir(self.root()).output().unwrap()
    }
}

fn copy_all(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy_all(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }
}

/// Returns a wheel of botocore with the model of this repository and a change.
pub(crate) fn wheel(change: fn(&mut Value)) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/connectparticipant/service.json");
    let ast: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let (mut model, rules) = c2j(&ast);
    change(&mut model);
    let date = zip::DateTime::from_date_and_time(2099, 1, 2, 12, 0, 0).unwrap();
    let options = SimpleFileOptions::default().last_modified_time(date);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let folder = "botocore/data/connectparticipant/2018-09-07";
    let release = release();
    let metadata = format!("Metadata-Version: 2.1\nName: botocore\nVersion: {release}\n");
    for (name, text) in [
        (format!("{folder}/service-2.json"), model.to_string()),
        (format!("{folder}/endpoint-rule-set-1.json"), rules.to_string()),
        (format!("botocore-{release}.dist-info/METADATA"), metadata),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Returns a model as C2J, and its endpoint rules.
fn c2j(ast: &Value) -> (Value, Value) {
    let (mut operations, mut shapes, mut rules, mut metadata) =
        (Map::new(), Map::new(), Value::Null, Value::Null);
    for (id, shape) in ast["shapes"].as_object().unwrap() {
        let traits = &shape["traits"];
        match shape["type"].as_str().unwrap() {
            "service" => {
                rules = traits["smithy.rules#endpointRuleSet"].clone();
                let service = &traits["aws.api#service"];
                metadata = json!({
                    "apiVersion": shape["version"], "protocol": "rest-json", "signatureVersion": "v4",
                    "serviceId": service["sdkId"], "endpointPrefix": service["endpointPrefix"],
                    "serviceFullName": traits["smithy.api#title"], "signingName": traits["aws.auth#sigv4"]["name"],
                });
            }
            "operation" => {
                operations.insert(name(id).to_owned(), operation(name(id), shape));
            }
            kind => {
                shapes.insert(name(id).to_owned(), simple_or_compound(kind, shape));
            }
        }
    }
    // Used shapes of the prelude are shapes of the model in C2J.
    let prelude = [("String", "string"), ("Boolean", "boolean"), ("Integer", "integer"), ("Long", "long")];
    let text = ast.to_string();
    for (name, kind) in
        prelude.into_iter().filter(|(name, _)| text.contains(&format!("\"smithy.api#{name}\"")))
    {
        shapes.entry(name).or_insert_with(|| json!({ "type": kind, "box": true }));
    }
    (json!({ "version": "2.0", "metadata": metadata, "operations": operations, "shapes": shapes }), rules)
}

fn name(id: &str) -> &str {
    id.strip_prefix(NAMESPACE).or_else(|| id.strip_prefix("smithy.api#")).unwrap()
}

fn target(value: &Value) -> Value {
    json!({ "shape": name(value["target"].as_str().unwrap()) })
}

fn operation(name: &str, shape: &Value) -> Value {
    let http = &shape["traits"]["smithy.api#http"];
    let mut operation = json!({
        "name": name,
        "http": { "method": http["method"], "requestUri": http["uri"] },
        "input": target(&shape["input"]),
        "output": target(&shape["output"]),
    });
    if http["code"].is_u64() {
        operation["http"]["responseCode"] = http["code"].clone();
    }
    if let Some(errors) = shape["errors"].as_array() {
        operation["errors"] = errors.iter().map(target).collect();
    }
    operation
}

fn simple_or_compound(kind: &str, shape: &Value) -> Value {
    let traits = &shape["traits"];
    let mut out = json!({ "type": if kind == "enum" { "string" } else { kind } });
    for limits in ["length", "range"].map(|id| &traits[&format!("smithy.api#{id}")]) {
        for key in ["min", "max"].into_iter().filter(|key| !limits[*key].is_null()) {
            out[key] = limits[key].clone();
        }
    }
    if traits["smithy.api#pattern"].is_string() {
        out["pattern"] = traits["smithy.api#pattern"].clone();
    }
    if traits["smithy.api#sensitive"].is_object() {
        out["sensitive"] = json!(true);
    }
    match kind {
        "enum" => {
            let values = shape["members"].as_object().unwrap().values();
            out["enum"] = values.map(|member| member["traits"]["smithy.api#enumValue"].clone()).collect();
        }
        "list" => out["member"] = target(&shape["member"]),
        "map" => {
            out["key"] = target(&shape["key"]);
            out["value"] = target(&shape["value"]);
        }
        "structure" => structure(shape, &mut out),
        "boolean" | "integer" | "long" => out["box"] = json!(true),
        _ => {}
    }
    out
}

fn structure(shape: &Value, out: &mut Value) {
    let members = shape["members"].as_object().unwrap();
    let has = |member: &Value, id: &str| !member["traits"][&format!("smithy.api#{id}")].is_null();
    let required: Vec<&String> =
        members.iter().filter(|(_, member)| has(member, "required")).map(|(name, _)| name).collect();
    if !required.is_empty() {
        out["required"] = json!(required);
    }
    out["members"] = json!({});
    for (name, member) in members {
        let mut found = target(member);
        if has(member, "idempotencyToken") {
            found["idempotencyToken"] = json!(true);
        }
        if has(member, "httpHeader") {
            found["location"] = json!("header");
            found["locationName"] = member["traits"]["smithy.api#httpHeader"].clone();
        }
        if has(member, "httpLabel") {
            found["location"] = json!("uri");
            found["locationName"] = json!(name);
        }
        out["members"][name] = found;
    }
    let traits = &shape["traits"];
    if let Some(fault) = traits["smithy.api#error"].as_str() {
        out["exception"] = json!(true);
        out["error"] = json!({ "httpStatusCode": traits["smithy.api#httpError"] });
        if fault == "server" {
            out["fault"] = json!(true);
        }
    }
}
