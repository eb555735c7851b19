//! Values that name files: read with a warning, read without one, or not read.

use connectparticipant::test_util::Server;

use super::support::Tool;

const LINE: &str =
    "send-message --content-type text/plain --content file://words.txt --connection-token token";

/// Returns the sent text, and the warning.
fn sent(tool: impl FnOnce(Tool) -> Tool, line: &str) -> (String, String) {
    let server = Server::builder().credential("connection", "token").start().unwrap();
    let tool =
        tool(Tool::against(&server).variable("AWS_REGION", "us-west-2").file("words.txt", "private words"));
    let ran = tool.line(line);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let body: serde_json::Value = serde_json::from_slice(&server.requests()[0].body).unwrap();
    (body["Content"].as_str().unwrap().to_owned(), ran.err)
}

#[test]
fn text_from_a_file_is_reported() {
    let (content, said) = sent(|tool| tool, LINE);
    assert_eq!(content, "private words");
    assert!(
        said.starts_with("warning: --content: the text is read from the file that file://words.txt names"),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(!said.contains("private"), "{said}");
    let (_, said) = sent(|tool| tool, &LINE.replace("file://words.txt", "words"));
    assert_eq!(said, "", "a text that names none");
}

#[test]
fn reading_files_can_be_disabled() {
    let text = "file://words.txt";
    let of_config = |value: &'static str| {
        move |tool: Tool| tool.config(&format!("[default]\ncli_file_params = {value}\n"))
    };
    assert_eq!(sent(|tool| tool, &format!("{LINE} --no-cli-file-params")), (text.to_owned(), String::new()));
    assert_eq!(sent(of_config("false"), LINE), (text.to_owned(), String::new()));
    let of_variable = |tool: Tool| tool.variable("AWS_CLI_FILE_PARAMS", "false");
    assert_eq!(sent(of_variable, LINE), (text.to_owned(), String::new()));
    assert_eq!(
        sent(of_config("true"), LINE),
        ("private words".to_owned(), String::new()),
        "meant, so no word about it"
    );
    let both = format!("{LINE} --no-cli-file-params");
    assert_eq!(sent(of_config("true"), &both), (text.to_owned(), String::new()), "the option counts");
}

#[test]
fn a_document_of_arguments_is_read_too() {
    let input = r#"{"ContentType":"text/plain","Content":"file://words.txt","ConnectionToken":"token"}"#;
    let with_file = |tool: Tool| tool.file("arguments.json", input);
    let line = "send-message --cli-input-json file://arguments.json --no-cli-file-params";
    assert_eq!(sent(with_file, line), ("file://words.txt".to_owned(), String::new()));
}
