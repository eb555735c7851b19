//! A workspace in a temporary folder, small models for it, and snapshots of a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use serde_json::{Value, json};
use tempfile::TempDir;

pub(crate) const MODELS: &str = "models/connectparticipant";

/// A folder that replaces the workspace.
pub(crate) struct Workspace(TempDir);

/// A workspace with the model of this repository, and nothing generated.
pub(crate) fn repository() -> Workspace {
    let workspace = Workspace::with_readme();
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(MODELS);
    for name in ["farrier.toml", "service.json", "overlay.json", "simulation.json", "docs.json"] {
        workspace.write(&format!("{MODELS}/{name}"), fs::read(models.join(name)).unwrap());
    }
    workspace
}

/// The output of a command.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Workspace {
    /// An empty workspace.
    pub(crate) fn empty() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// The same with a file of the root, which `farrier.toml` names.
    fn with_readme() -> Self {
        let workspace = Self::empty();
        workspace.write("README.md", "");
        workspace
    }

    /// A workspace without a model, whose crate has no overlay.
    pub(crate) fn bare() -> Self {
        let workspace = Self::with_readme();
        let farrier = include_str!("../../../models/connectparticipant/farrier.toml");
        let kept = farrier.lines().filter(|line| {
            !["overlay", "simulation", "docs"].iter().any(|key| line.starts_with(&format!("{key} =")))
        });
        let kept: Vec<&str> = kept.collect();
        workspace.write(&format!("{MODELS}/farrier.toml"), kept.join("\n"));
        workspace
    }

    /// A workspace with a model of these shapes.
    pub(crate) fn new(shapes: &[&str]) -> Self {
        let workspace = Self::with_readme();
        let farrier = include_str!("../../../models/connectparticipant/farrier.toml");
        workspace.write(&format!("{MODELS}/farrier.toml"), farrier);
        workspace.model(shapes);
        workspace.write(&format!("{MODELS}/overlay.json"), r#"{"smithy":"2.0","shapes":{}}"#);
        workspace.write(&format!("{MODELS}/docs.json"), r#"{"smithy":"2.0","shapes":{}}"#);
        workspace.write(&format!("{MODELS}/simulation.json"), r#"{"smithy":"2.0","shapes":{}}"#);
        workspace
    }

    /// Replaces the model.
    pub(crate) fn model(&self, shapes: &[&str]) {
        self.write(&format!("{MODELS}/service.json"), smithy("Tiny Service", shapes).to_string());
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// The binary, in this workspace: with `--root` and in its folder.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .args(args)
            .arg("--root")
            .arg(self.0.path())
            .current_dir(self.0.path())
            .env_remove("XTASK_FAULT");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Said {
        said(self.command(args).output().unwrap())
    }

    /// Runs a command that must succeed.
    #[track_caller]
    pub(crate) fn succeed(&self, args: &[&str]) -> Said {
        let said = self.run(args);
        assert_eq!(said.code, 0, "{said:?}");
        said
    }

    /// Runs a command that must fail with exactly this on stderr, where `$` is the folder of the workspace.
    #[track_caller]
    pub(crate) fn fail(&self, args: &[&str], err: &str) {
        let before = picture(self.0.path());
        let said = self.run(args);
        assert_eq!((said.code, said.err.replace(self.0.path().to_str().unwrap(), "$").as_str()), (1, err));
        assert_eq!(picture(self.0.path()), before, "a command that fails changes nothing");
    }
}

pub(crate) fn said(output: Output) -> Said {
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Every file below a folder with its text and modification time.
pub(crate) fn picture(dir: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let mut files = BTreeMap::new();
    let mut dirs = vec![dir.to_owned()];
    while let Some(next) = dirs.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let path = entry.unwrap().path();
            let metadata = fs::symlink_metadata(&path).unwrap();
            if metadata.is_dir() {
                dirs.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
                files.insert(name, (fs::read(&path).unwrap_or_default(), metadata.modified().unwrap()));
            }
        }
    }
    files
}

/// The texts alone.
pub(crate) fn texts(dir: &Path) -> BTreeMap<String, String> {
    let files = picture(dir).into_iter();
    files.map(|(name, (bytes, _))| (name, String::from_utf8(bytes).unwrap())).collect()
}

/// A service with one operation whose input has one structure of each name.
pub(crate) fn smithy(sdk_id: &str, shapes: &[&str]) -> Value {
    let id = |name: &str| format!("com.example#{name}");
    let mut all = json!({
        "com.example#Tiny": {
            "type": "service",
            "version": "2020-01-01",
            "operations": [{ "target": "com.example#Send" }],
            "traits": {
                "aws.api#service": { "sdkId": sdk_id, "endpointPrefix": "tiny" },
                "aws.protocols#restJson1": {},
                "smithy.rules#endpointRuleSet": rule_set("https://new.example.com"),
            },
        },
        "com.example#Send": {
            "type": "operation",
            "input": { "target": "com.example#SendInput" },
            "output": { "target": "com.example#SendOutput" },
            "traits": { "smithy.api#http": { "method": "POST", "uri": "/send", "code": 200 } },
        },
        "com.example#SendInput": { "type": "structure", "members": {}, "traits": { "smithy.api#input": {} } },
        "com.example#SendOutput": { "type": "structure", "members": {}, "traits": { "smithy.api#output": {} } },
    });
    for shape in shapes {
        // `Name=what` gives a shape a member of that name.
        let (name, member) = shape.split_once('=').unwrap_or((shape, "text"));
        all[id(name)] = json!({
            "type": "structure",
            "members": { member: { "target": "smithy.api#String", "traits": { "smithy.api#jsonName": member } } },
            "traits": { "smithy.api#tags": [member] },
        });
        all[id("SendInput")]["members"][name] = json!({ "target": id(name) });
    }
    json!({ "smithy": "2.0", "shapes": all })
}

/// Rules that always return one URL.
pub(crate) fn rule_set(url: &str) -> Value {
    json!({
        "version": "1.0",
        "parameters": {},
        "rules": [{
            "conditions": [],
            "endpoint": { "url": url, "properties": {}, "headers": {} },
            "type": "endpoint",
        }],
    })
}

/// A test case that expects a URL.
pub(crate) fn test_case(url: &str) -> Value {
    json!({ "documentation": "d", "expect": { "endpoint": { "url": url } }, "params": {} })
}

/// A model with endpoint test cases.
pub(crate) fn with_cases(mut ast: Value, cases: &[Value]) -> Value {
    ast["shapes"]["com.example#Tiny"]["traits"]["smithy.rules#endpointTests"] =
        json!({ "version": "1.0", "testCases": cases });
    ast
}

/// A C2J model of one operation.
pub(crate) fn c2j(service_id: &str) -> Value {
    json!({
        "version": "2.0",
        "metadata": {
            "apiVersion": "2020-01-01",
            "endpointPrefix": "tiny",
            "protocol": "rest-json",
            "protocols": ["rest-json"],
            "serviceFullName": "Tiny Service",
            "serviceId": service_id,
            "signatureVersion": "v4",
            "signingName": "tiny",
            "uid": "tiny-2020-01-01",
        },
        "operations": {
            "Send": {
                "name": "Send",
                "http": { "method": "POST", "requestUri": "/send" },
                "input": { "shape": "SendRequest" },
                "output": { "shape": "SendResponse" },
            },
        },
        "shapes": {
            "SendRequest": { "type": "structure", "members": { "Text": { "shape": "Text" } } },
            "SendResponse": { "type": "structure", "members": {} },
            "Text": { "type": "string" },
        },
    })
}

/// A wheel of some package with these files.
pub(crate) fn wheel(files: &[(&str, String)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let metadata = ("tiny-1.dist-info/METADATA", "Name: tiny\nVersion: 1\n\n".to_owned());
    for (name, text) in files.iter().chain([&metadata]) {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(crate) fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes.as_ref()).unwrap();
    encoder.finish().unwrap()
}
