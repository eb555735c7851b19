//! `upload`: files from disk to the store of the server in this process.

use connectparticipant::test_util::{Fault, Server};
use serde_json::json;

use super::support::Tool;

const TEXT: &str = "what is in the file\n";

/// A server with the token `a token`, and the tool with two files next to it.
fn scene() -> (Server, Tool) {
    let server = Server::builder().credential("connection", "a token").start().unwrap();
    let tool = Tool::against(&server)
        .variable("CONNECTPARTICIPANT_CONNECTION_TOKEN", "a token")
        .variable("AWS_MAX_ATTEMPTS", "1")
        .file("notes.txt", TEXT)
        .file("folder/picture.PNG", [0_u8, 159, 146, 150].repeat(100_000));
    (server, tool)
}

/// The requests to the server: operations by their names, files as `PUT`.
fn asked(server: &Server) -> Vec<String> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let requests = server.requests();
    let asked = requests.iter().map(|request| match request.method.as_str() {
        "PUT" => "PUT".to_owned(),
        _ => name(&request.path),
    });
    asked.collect()
}

const ALL: [&str; 3] = ["start-attachment-upload", "PUT", "complete-attachment-upload"];

#[test]
fn a_file_is_announced_sent_and_completed() {
    let (server, tool) = scene();
    let response = tool.line("upload notes.txt").json();
    let id = response["AttachmentId"].as_str().unwrap();
    assert_eq!(response, json!({ "AttachmentId": id }));
    assert_eq!(asked(&server), ALL);
    let requests = server.requests();
    assert_eq!(requests[0].header("x-amz-bearer"), Some("a token"));
    let start: serde_json::Value = serde_json::from_slice(&requests[0].body).unwrap();
    assert_eq!(start["AttachmentName"], "notes.txt");
    assert_eq!(start["ContentType"], "text/plain");
    assert_eq!(start["AttachmentSizeInBytes"], TEXT.len());
    assert_eq!(requests[1].body, TEXT.as_bytes());
    assert_eq!(requests[1].header("x-amz-bearer"), None);
    let complete: serde_json::Value = serde_json::from_slice(&requests[2].body).unwrap();
    assert_eq!(complete["AttachmentIds"], json!([id]));
}

#[test]
fn name_type_and_token_can_be_given() {
    let (server, tool) = scene();
    let tool = tool.input("another token\n").file("data", TEXT);
    let refused =
        tool.line("upload data --content-type text/csv --name table --connection-token -").failure(254);
    assert!(
        refused.contains("(AccessDeniedException) when calling the StartAttachmentUpload operation"),
        "{refused}"
    );
    let requests = server.requests();
    assert_eq!(requests[0].header("x-amz-bearer"), Some("another token"));
    let start: serde_json::Value = serde_json::from_slice(&requests[0].body).unwrap();
    assert_eq!((&start["AttachmentName"], &start["ContentType"]), (&json!("table"), &json!("text/csv")));
}

#[test]
fn output_and_query_are_those_of_any_command() {
    let (_server, tool) = scene();
    let id = tool.line("upload notes.txt --query AttachmentId --output text").success();
    assert_eq!(id.lines().count(), 1);
    assert!(!id.contains(['"', '{']), "{id}");
    let yaml = tool.line("upload notes.txt --output yaml").success();
    assert!(yaml.starts_with("AttachmentId: "), "{yaml}");
}

#[test]
fn several_files_give_a_list_in_their_order() {
    let (server, tool) = scene();
    let response = tool.line("upload folder/picture.PNG notes.txt").json();
    let ids: Vec<_> =
        response.as_array().unwrap().iter().map(|one| one["AttachmentId"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(asked(&server), [ALL, ALL].concat());
    let sizes: Vec<_> = server.requests().iter().map(|request| request.body.len()).collect();
    assert_eq!((sizes[1], sizes[4]), (400_000, TEXT.len()));
}

#[test]
fn invalid_uploads_fail_before_sending() {
    let (server, tool) = scene();
    let tool = tool.file("thing.xyz", "x").file("bare", "x");
    for (arguments, part) in [
        ("upload", "the following arguments are required: file"),
        ("upload gone.txt", "\"gone.txt\" cannot be read: No such file or directory"),
        ("upload notes.txt gone.txt", "\"gone.txt\" cannot be read"),
        ("upload folder", "\"folder\" is a directory"),
        ("upload /dev/zero --name zero.txt", "\"/dev/zero\" is not a regular file; copy it into one"),
        (
            "upload thing.xyz",
            "\"thing.xyz\" has no file extension that the service documents; set its MIME type with --content-type",
        ),
        ("upload bare", "set its MIME type with --content-type"),
        ("upload notes.txt --name notes", "set its MIME type with --content-type"),
        ("upload notes.txt notes.txt --name a.txt", "--name is for a single file"),
        ("upload notes.txt --connection-token", "argument --connection-token: expected one argument"),
        ("upload notes.txt --content-type=", "argument --content-type: invalid value \"\": it is empty"),
        ("upload notes.txt --name= --content-type a", "argument --name: invalid value \"\": it is empty"),
        ("upload notes.txt --connection-token=", "Invalid length for parameter ConnectionToken"),
        ("upload notes.txt --colour x", "Unknown options: --colour"),
    ] {
        let said = tool.line(arguments).failure(252);
        assert!(said.contains(part), "{arguments}: {said}");
    }
    let without_token = Tool::against(&server).file("notes.txt", TEXT);
    let said = without_token.line("upload notes.txt").failure(252);
    assert!(said.contains("the following arguments are required: --connection-token"), "{said}");
    let hint = "\nhint: set CONNECTPARTICIPANT_CONNECTION_TOKEN, or give --connection-token - to read it";
    assert!(said.contains(hint), "{said}");
    assert!(server.requests().is_empty());
    // File extensions determine the content types.
    assert!(tool.line("upload bare").failure(252).contains(".csv, .doc, "));
}

#[test]
fn an_empty_file_is_refused_without_the_service() {
    let (server, tool) = scene();
    let said = tool.file("empty.txt", "").line("upload empty.txt").failure(252);
    assert!(said.contains("\"empty.txt\" is empty"), "{said}");
    assert!(server.requests().is_empty());
}

#[test]
fn a_service_error_names_the_step_and_the_remainder() {
    for (operation, code, calls, parts) in [
        (
            "StartAttachmentUpload",
            "ServiceQuotaExceededException",
            1,
            [
                "(ServiceQuotaExceededException) when calling the StartAttachmentUpload operation",
                "no bytes were sent",
            ],
        ),
        (
            "CompleteAttachmentUpload",
            "ConflictException",
            3,
            [
                "(ConflictException) when calling the CompleteAttachmentUpload operation",
                "the bytes are uploaded, but no one can see them yet: run `connectparticipant complete-attachment-upload` (AttachmentId ",
            ],
        ),
    ] {
        let (server, tool) = scene();
        server.fail_next(operation, code).unwrap();
        let said = tool.line("upload notes.txt").failure(254);
        for part in parts {
            assert!(said.contains(part), "{said}");
        }
        assert!(said.contains("\"notes.txt\""), "{said}");
        assert_eq!(server.requests().len(), calls);
    }
}

#[test]
fn an_error_of_the_store_is_a_service_error() {
    let (server, tool) = scene();
    server.inject_into("upload", Fault::status(403), 1).unwrap();
    let said = tool.line("upload notes.txt").failure(254);
    assert!(
        said.contains(
            "the file store rejected the bytes (HTTP 403): the upload URL may have expired, or the store"
        ),
        "{said}"
    );
    assert!(said.contains("the upload can be started again (AttachmentId "), "{said}");
    assert!(!said.contains("X-Amz-Signature"), "{said}");
    assert_eq!(asked(&server), ["start-attachment-upload", "PUT"]);
}

#[test]
fn a_lost_connection_is_no_client_or_server_fault() {
    let (server, tool) = scene();
    server.inject_into("upload", Fault::Hangup, 9).unwrap();
    let said = tool.line("upload notes.txt").failure(255);
    assert!(said.contains("the bytes could not be sent"), "{said}");
    server.refuse_connections();
    let said = tool.line("upload notes.txt").failure(255);
    assert!(said.contains("Could not connect to the endpoint URL"), "{said}");
}

#[test]
fn an_unreachable_store_is_not_blamed_on_the_region() {
    let (server, tool) = scene();
    let response = json!({"AttachmentId": "1", "UploadMetadata": {"Url": "http://127.0.0.1:1/file?hush"}});
    let response = http::Response::builder().status(200).body(response.to_string().into_bytes()).unwrap();
    server.inject(Fault::Response(response), 1);
    let said = tool.line("upload notes.txt").failure(255);
    assert!(said.starts_with("no connection to 127.0.0.1: "), "{said}");
    assert!(!said.contains("region") && !said.contains("hush"), "{said}");
}

#[test]
fn the_ids_of_the_files_before_a_failure_are_printed() {
    let (server, tool) = scene();
    let tool = tool.file("empty.txt", "");
    let ran = tool.line("upload notes.txt empty.txt notes.txt");
    assert_eq!(ran.status, Some(252), "{}", ran.err);
    assert!(ran.err.contains("\"empty.txt\" is empty"), "{}", ran.err);
    let ids: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(ids.as_array().map(Vec::len), Some(1), "{}", ran.out);
    assert_eq!(asked(&server), ALL);
}

#[test]
fn no_request_is_printed_in_place_of_three() {
    let (server, tool) = scene();
    let said = tool.line("upload notes.txt --print-request").failure(252);
    assert!(
        said.contains("an upload is three requests, and the later ones depend on the responses"),
        "{said}"
    );
    assert!(server.requests().is_empty());
}
