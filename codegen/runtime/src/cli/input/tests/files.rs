//! Values in files.

use std::path::Path;

use serde_json::json;

use super::super::super::samples::everything::{EVERYTHING, SECRET};
use super::super::super::samples::world::{refusal, World};
use super::super::{limited, Outside, System};

#[test]
fn a_value_is_read_from_the_file_that_it_names() {
    let world = || {
        World::default()
            .with_file("name", "a\r\nb\n")
            .with_file("/item.json", "{\"Name\": \"a\"}\n")
            .with_file("item.txt", "Name=a")
            .with_file("bytes", vec![0, 255])
            .with_file("count", "12\n")
            .with_file("list", "[\"a\", \"b\"]")
            .with_file("base64", "Zm9v\nYmFy\n")
    };
    for (flag, texts, value) in [
        ("name", &["file://name"][..], json!({"Name": "a\nb\n"})),
        ("name", &["fileb://count"], json!({"Name": "12\n"})),
        ("item", &["file:///item.json"], json!({"Item": {"Name": "a"}})),
        ("item", &["file://item.txt"], json!({"Item": {"Name": "a"}})),
        ("item", &["fileb:///item.json"], json!({"Item": {"Name": "a"}})),
        ("data", &["fileb://bytes"], json!({"Data": "AP8="})),
        ("data", &["file://base64"], json!({"Data": "Zm9vYmFy"})),
        ("count", &["file://count"], json!({"Count": 12})),
        ("texts", &["file://list"], json!({"Texts": ["a", "b"]})),
        ("texts", &["file://count"], json!({"Texts": ["12\n"]})),
        // With several values, no file is read.
        ("texts", &["file://list", "b"], json!({"Texts": ["file://list", "b"]})),
        (
            "item",
            &["Data@=fileb://bytes,Name@=file://count"],
            json!({"Item": {"Data": "AP8=", "Name": "12\n"}}),
        ),
        // Nothing is fetched.
        ("name", &["http://127.0.0.1/"], json!({"Name": "http://127.0.0.1/"})),
        ("name", &["https://127.0.0.1/"], json!({"Name": "https://127.0.0.1/"})),
    ] {
        assert_eq!(world().read(&EVERYTHING, &[(flag, texts)]).unwrap(), value, "--{flag} {texts:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let read = |text: &str| {
        refusal(World::default().with_file("b", vec![255]).read(&EVERYTHING, &[("name", &[text])]))
    };
    assert_eq!(
        read("file://y"),
        "Error parsing parameter '--name': Unable to load paramfile file://y: [Errno 2] No such file or directory: 'y'"
    );
    assert!(read("file://b").starts_with(
        "Error parsing parameter '--name': Unable to load paramfile (b), text contents could not be decoded."
    ));
    assert!(read("fileb://b").ends_with("the file is no text in UTF-8, and only a blob can be bytes"));
}

#[test]
fn home_and_variables_are_filled_in() {
    for (path, file) in [
        ("~/x", "/home/me/x"),
        ("~", "/home/me"),
        ("~you/x", "~you/x"),
        ("$A/x", "b/x"),
        ("${A}x", "bx"),
        ("$Ax$", "$Ax$"),
        ("${B}/$B/${", "${B}/$B/${"),
        ("$C", "$A"),
        ("a~/$A$A", "a~/bb"),
    ] {
        let world = World::default()
            .with_variable("HOME", "/home/me")
            .with_variable("A", "b")
            .with_variable("C", "$A")
            .with_file(file, "found");
        let read = world.read(&EVERYTHING, &[("name", &[&format!("file://{path}")])]).unwrap();
        assert_eq!(read, json!({"Name": "found"}), "{path}");
    }
}

#[test]
fn a_body_is_the_file_at_a_path() {
    for path in ["~/body", "fileb://~/body", "file://$HOME/body"] {
        let world = World::default().with_variable("HOME", "/me").with_file("/me/body", vec![0, 255]);
        assert_eq!(world.read(&SECRET, &[("body", &[path])]).unwrap(), json!({"Body": "AP8="}), "{path}");
    }
    assert_eq!(
        refusal(World::default().read(&SECRET, &[("body", &["x"])])),
        "Error parsing parameter '--body': Blob values must be a path to a file. [Errno 2] No such file or directory: 'x'"
    );
}

#[test]
fn the_real_world_has_files_and_variables() {
    let mut system = System { hidden: |_| panic!("there is no terminal") };
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    assert_eq!(system.file(&here).unwrap(), std::fs::read(&here).unwrap());
    assert!(system.file(&here.join("none")).is_err());
    assert_eq!(system.variable("PATH"), std::env::var("PATH").ok());
}

/// A device, or a pipe without end.
#[cfg(unix)]
#[test]
fn a_file_without_end_is_read_up_to_a_limit() {
    let error = System { hidden: |_| unreachable!() }.file(Path::new("/dev/zero")).unwrap_err();
    assert!(error.to_string().contains("268435456 bytes"), "{error}");
}

#[test]
fn responses_up_to_the_limit_are_read() {
    assert_eq!(limited(&b"1234"[..], 4).unwrap(), b"1234");
    assert!(limited(&b"12345"[..], 4).unwrap_err().to_string().contains("more than 4 bytes"));
}
