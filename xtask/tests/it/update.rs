//! `update`: every kind of source, written files, carried-over entries, rejections.

use std::io::{Cursor, Write as _};

use serde_json::Value;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::support::{MODELS, Workspace, c2j, gzip, picture, rule_set, smithy, test_case, with_cases};

const NEW_URL: &str = "https://new.example.com";
const OLD_URL: &str = "https://old.example.com";

/// A wheel like those of botocore, with two versions of the model.
pub(crate) fn wheel(service_id: &str) -> Vec<u8> {
    wheel_of("1.2.3", &c2j(service_id))
}

/// That wheel as another release, with another model.
pub(crate) fn wheel_of(version: &str, model: &Value) -> Vec<u8> {
    let dated = |day| {
        let date = zip::DateTime::from_date_and_time(2026, 3, day, 12, 0, 0).unwrap();
        SimpleFileOptions::default().last_modified_time(date)
    };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, day: u8, bytes: &[u8]| {
        zip.start_file(name, dated(day)).unwrap();
        zip.write_all(bytes).unwrap();
    };
    let data = "botocore/data/connectparticipant";
    add("botocore/__init__.py", 28, b"");
    add(&format!("{data}/2010-01-01/service-2.json"), 1, b"an old version that nobody reads");
    add(&format!("{data}/2020-01-01/service-2.json.gz"), 2, &gzip(model.to_string()));
    add(&format!("{data}/2020-01-01/endpoint-rule-set-1.json"), 5, rule_set(NEW_URL).to_string().as_bytes());
    add(&format!("{data}/2020-01-01/paginators-1.json"), 3, br#"{"pagination":{}}"#);
    add("botocore/data/other/2030-01-01/service-2.json", 9, b"another service");
    add(
        "botocore-1.2.3.dist-info/METADATA",
        9,
        format!("Metadata-Version: 2.1\nName: botocore\nVersion: {version}\n\nVersion: 9 is not said here\n")
            .as_bytes(),
    );
    zip.finish().unwrap().into_inner()
}

fn service(workspace: &Workspace) -> Value {
    let text = workspace.read(&format!("{MODELS}/service.json"));
    assert!(text.ends_with("}\n") && text.starts_with("{\n  \"smithy\": \"2.0\""), "{text}");
    let ast: Value = serde_json::from_str(&text).unwrap();
    let shapes = ast["shapes"].as_object().unwrap();
    shapes.values().find(|shape| shape["type"] == "service").unwrap().clone()
}

#[test]
fn from_a_wheel() {
    let workspace = Workspace::bare();
    workspace.write("w.whl", wheel("Tiny"));
    let said = workspace.succeed(&["update", "--from", "w.whl"]);
    let (rest, crate_) = said.err.split_once("wrote generated/: ").unwrap();
    assert_eq!(
        rest,
        "0 endpoint test cases kept, 0 dropped\nwrote models/connectparticipant/SOURCE.toml\n\
         wrote models/connectparticipant/constructors.json\nwrote models/connectparticipant/service.json\n"
    );
    assert!(crate_.ends_with(" new, 0 changed, 0 removed\n"), "{said:?}");
    assert!(
        said.out.starts_with("without documentation; fill in and paste into a file of `docs`:\n"),
        "{said:?}"
    );
    assert!(workspace.read("generated/src/lib.rs").contains("pub mod operation;"));
    let service = service(&workspace);
    assert_eq!(service["version"], "2020-01-01");
    assert_eq!(service["traits"]["aws.api#service"]["sdkId"], "Tiny");
    assert!(service["traits"]["smithy.rules#endpointRuleSet"].is_object());

    let source = workspace.read(&format!("{MODELS}/SOURCE.toml"));
    let sha256 = source.lines().find_map(|line| line.strip_prefix("sha256 = ")).unwrap();
    assert_eq!(sha256.len(), 66);
    let expected = format!(
        "# The origin of service.json; written by `cargo xtask update`.\nform = \"c2j\"\npackage = \"botocore\"\n\
         version = \"1.2.3\"\nfile = \"w.whl\"\nsha256 = {sha256}\n\
         folder = \"botocore/data/connectparticipant/2020-01-01\"\napi_version = \"2020-01-01\"\n\
         model_date = \"2026-03-05\"\n"
    );
    assert_eq!(source, expected);

    let before = picture(&workspace.path(MODELS));
    let said = workspace.succeed(&["update", "--from", "w.whl"]);
    assert!(
        said.err.ends_with("models/connectparticipant/ is up to date\ngenerated/ is up to date\n"),
        "{said:?}"
    );
    assert_eq!(picture(&workspace.path(MODELS)), before);
}

#[test]
fn any_folder_of_botocore_is_accepted() {
    let workspace = Workspace::bare();
    let folder = "botocore/data/connectparticipant/2020-01-01";
    workspace.write(&format!("{folder}/service-2.json.gz"), gzip(c2j("Tiny").to_string()));
    workspace.write(&format!("{folder}/endpoint-rule-set-1.json.gz"), gzip(rule_set(NEW_URL).to_string()));
    workspace.write("botocore/data/connectparticipant/2010-01-01/service-2.json", "old and broken");
    workspace.succeed(&["update", "--from", folder]);
    let first = picture(&workspace.path(MODELS));
    assert!(service(&workspace)["traits"]["smithy.rules#endpointRuleSet"].is_object());
    for from in ["botocore/data/connectparticipant", "botocore/data", "botocore"] {
        workspace.succeed(&["update", "--from", from]);
        assert_eq!(picture(&workspace.path(MODELS)), first, "{from}");
    }
}

#[test]
fn from_one_file() {
    let workspace = Workspace::bare();
    // Gzip is recognized by its first bytes, not by its name.
    workspace.write("model.json", gzip(smithy("Tiny", &["Alpha"]).to_string()));
    workspace.succeed(&["update", "--from", "model.json"]);
    assert!(
        workspace
            .read(&format!("{MODELS}/SOURCE.toml"))
            .contains("\nform = \"smithy\"\nfile = \"model.json\"\n")
    );
    assert_eq!(service(&workspace)["traits"]["aws.api#service"]["sdkId"], "Tiny");

    workspace.write("service-2.json", c2j("Tiny").to_string());
    let said = workspace.succeed(&["update", "--from", "service-2.json"]);
    assert!(said.err.contains("note: the model has no endpoint rules; "), "{said:?}");
    assert!(workspace.read(&format!("{MODELS}/SOURCE.toml")).contains("\nform = \"c2j\"\n"));
}

#[test]
fn endpoint_tests_are_carried_over_when_the_rules_agree() {
    let workspace = Workspace::bare();
    let present = with_cases(smithy("Tiny", &[]), &[test_case(NEW_URL), test_case(OLD_URL)]);
    workspace.write(&format!("{MODELS}/service.json"), present.to_string());
    workspace.write("w.whl", wheel("Tiny"));
    let said = workspace.succeed(&["update", "--from", "w.whl"]);
    assert!(said.err.starts_with("1 endpoint test case kept, 1 dropped\n"), "{said:?}");
    let cases = &service(&workspace)["traits"]["smithy.rules#endpointTests"]["testCases"];
    assert_eq!(cases.as_array().unwrap().len(), 1);
    assert_eq!(cases[0]["expect"]["endpoint"]["url"], NEW_URL);

    // The cases of another model: one that is known, one that is new and wrong.
    let more = with_cases(smithy("Tiny", &[]), &[test_case(NEW_URL), test_case("https://x.example.com")]);
    workspace.write("more.json", more.to_string());
    let said = workspace.succeed(&["update", "--from", "w.whl", "--endpoint-tests", "more.json"]);
    assert!(said.err.starts_with("1 endpoint test case kept, 1 dropped\n"), "{said:?}");
    assert_eq!(
        service(&workspace)["traits"]["smithy.rules#endpointTests"]["testCases"].as_array().unwrap().len(),
        1
    );
}

#[test]
fn what_is_refused() {
    let workspace = Workspace::new(&[]);
    let update = |from: &str, message: &str| {
        let error = format!("error: {message}\n1 problem; models/connectparticipant/ is unchanged\n");
        workspace.fail(&["update", "--from", from], &error);
    };
    update("none.whl", "none.whl: no such file or folder");
    workspace.write("other.json", smithy("Other", &[]).to_string());
    update(
        "other.json",
        "other.json: is a model of `Other`, but models/connectparticipant/service.json is one of `Tiny Service`",
    );
    workspace.write("junk.whl", "junk");
    let junk = workspace.run(&["update", "--from", "junk.whl"]);
    assert!(junk.code == 1 && junk.err.starts_with("error: junk.whl: broken wheel: "), "{junk:?}");
    let mut cut = wheel("Tiny Service");
    cut.truncate(cut.len() / 2);
    workspace.write("cut.whl", cut);
    let cut = workspace.run(&["update", "--from", "cut.whl"]);
    assert!(cut.code == 1 && cut.err.starts_with("error: cut.whl: broken wheel: "), "{cut:?}");
    workspace.write("array.json", "[]");
    update("array.json", "array.json: is neither a Smithy JSON AST nor a C2J model (service-2.json)");
    workspace.write("text.json", "{\n  x");
    update("text.json", "text.json:2:3: is not JSON: key must be a string");
    std::fs::create_dir(workspace.path("empty")).unwrap();
    update(
        "empty",
        "empty: has no model of `connectparticipant`: no service-2.json, no connectparticipant/<date>/service-2.json, and no \
         Smithy JSON AST of it",
    );
    workspace.write("w.whl", wheel("Tiny Service"));
    let said = workspace.run(&["update", "--from", "w.whl", "--service", "absent"]);
    let error = "error: w.whl: has no model of `absent`: no data/absent/<date>/service-2.json in it\n";
    assert!(said.code == 1 && said.err.starts_with(error), "{said:?}");
    workspace.succeed(&["update", "--from", "w.whl"]);
}

#[test]
fn a_flipped_bit_in_a_wheel_is_noticed() {
    let workspace = Workspace::bare();
    let mut bytes = wheel("Tiny");
    let at = bytes.windows(17).position(|part| part == b"service-2.json.gz").unwrap() + 60;
    bytes[at] ^= 0x10;
    workspace.write("w.whl", bytes);
    let said = workspace.run(&["update", "--from", "w.whl"]);
    assert!(said.code == 1 && said.err.contains("error: w.whl"), "{said:?}");
    assert!(!workspace.path(MODELS).join("service.json").exists());
}
