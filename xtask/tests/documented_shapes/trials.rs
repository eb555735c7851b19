//! Tests of the checkers: each of these wrong crates differs from a correct one in one place, and must be reported.
//! A kind of row that no trial makes fail would not be checked.

use std::collections::BTreeSet;

use super::facts::{Newer, Tables};
use super::report::Report;
use super::sample::{self, Files};
use super::{check_all, source::Source};

struct Trial {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    /// The start of a line of the report.
    reported: &'static str,
}

const fn trial(file: &'static str, from: &'static str, to: &'static str, reported: &'static str) -> Trial {
    Trial { file, from, to, reported }
}

const CONNECTION: &str = "operation/create_participant_connection.rs";

/// Each text is replaced once; an empty file name means `lib.rs`.
const TRIALS: &[Trial] = &[
    trial("operation/send_event.rs", "pub struct SendEvent;", "", "[operation] SendEvent: no such structure"),
    trial(
        "operation/send_event.rs",
        "pub struct SendEvent;",
        "pub struct SendEvent {}",
        "[operation] SendEvent: not a unit",
    ),
    trial(
        "operation/send_event.rs",
        "struct SendEventRequest",
        "struct SendEventInput",
        "[shape] SendEventRequest: no such",
    ),
    trial(
        "operation/send_event.rs",
        "pub r#content: ",
        "pub r#text: ",
        "[member] SendEventRequest.Content: no such field",
    ),
    trial(
        "operation/send_event.rs",
        "pub r#content: ",
        "pub r#more: u8, pub r#content: ",
        "[unknown] SendEventRequest.More",
    ),
    trial(
        "operation/send_event.rs",
        "pub r#content_type: ChatContentType",
        "pub r#content_type: Option<ChatContentType>",
        "[member] SendEventRequest.ContentType: expected String or ChatContentType, found Option<ChatContentType>",
    ),
    trial(
        "operation/send_event.rs",
        "r#content_type: impl",
        "r#kind: impl",
        "[constructor] SendEventRequest::new",
    ),
    trial("operation/send_event.rs", "ConflictException(", "Conflict(", "[operation errors] SendEventError"),
    trial("operation/send_event.rs", "Unmodelled(", "Other(", "[operation errors] SendEventError"),
    trial(
        "operation/send_event.rs",
        "error::ConflictException)",
        "error::ThrottlingException)",
        "[operation errors] SendEventError: ConflictException holds",
    ),
    trial(
        "operation/complete_attachment_upload.rs",
        "NonEmpty<String>",
        "Vec<String>",
        "[member] CompleteAttachmentUploadRequest.AttachmentIds: expected NonEmpty<String>",
    ),
    trial(
        "operation/get_attachment.rs",
        "i64",
        "i32",
        "[member] GetAttachmentResponse.AttachmentSizeInBytes",
    ),
    trial(
        "operation/get_transcript.rs",
        "Vec<Item>",
        "Vec<View>",
        "[member] GetTranscriptResponse.Transcript",
    ),
    trial(
        "types/upload_metadata.rs",
        "BTreeMap<String",
        "HashMap<String",
        "[member] UploadMetadata.HeadersToInclude",
    ),
    trial(
        "types/receipt.rs",
        "pub r#delivered_timestamp",
        "pub r#read_timestamp",
        "[member] Receipt.DeliveredTimestamp",
    ),
    trial("types/receipt.rs", "delivered_timestamp", "x", "[member] Receipt.DeliveredTimestamp"),
    trial(
        "types/start_position.rs",
        "pub r#id: ",
        "pub r#most_recent: Option<i32>, pub r#id: ",
        "[member order] StartPosition",
    ),
    trial(
        "types/view.rs",
        "pub struct View",
        "pub struct Extra; pub struct View",
        "[unknown] Extra: types/view.rs",
    ),
    trial(
        "error/conflict_exception.rs",
        "Option<String>",
        "Box<String>",
        "[member] ConflictException.Message",
    ),
    trial("error/conflict_exception.rs", "metadata", "details", "[unknown] ConflictException.Details"),
    trial(
        "types/sort_key.rs",
        "Self::Descending => \"DESCENDING\"",
        "Self::Descending => \"DESC\"",
        "[enum value] SortKey.DESCENDING",
    ),
    trial("types/sort_key.rs", "\"DESCENDING\"", "\"DESC\"", "[unknown] SortKey.DESC"),
    trial("types/sort_key.rs", "Unknown(String)", "Unknown", "[enum unknown] SortKey::Unknown"),
    trial("types/sort_key.rs", "Unknown(String)", "Random, Unknown(String)", "[unknown] SortKey::Random"),
    trial("types/sort_key.rs", "enum SortKey", "enum SortOrder", "[enum] SortKey: no such enum"),
    trial(
        "types/scan_direction.rs",
        "Self::Forward => \"FORWARD\",\nSelf::Backward => \"BACKWARD\",",
        "Self::Backward => \"BACKWARD\",\nSelf::Forward => \"FORWARD\",",
        "[enum order] ScanDirection",
    ),
    trial("types/connection_token.rs", "(String)", "(pub String)", "[overlaid] ConnectionToken: its field"),
    trial("types/connection_token.rs", "(String)", "(Vec<u8>)", "[overlaid] ConnectionToken: expected"),
    // The five documents.
    trial(CONNECTION, "pub struct CreateParticipantConnection;", "", "[Operation] operation"),
    trial(
        CONNECTION,
        "pub r#participant_token: ParticipantToken",
        "pub r#connection_token: ConnectionToken",
        "[Token] token",
    ),
    trial(
        CONNECTION,
        "pub r#participant_token: ParticipantToken",
        "pub r#participant_token: ConnectionToken",
        "[Token] token",
    ),
    trial("", "", "const ALGORITHM: &str = \"AWS4-HMAC-SHA256\";", "[Unsigned] unsigned.code"),
    trial(CONNECTION, "pub r#connect_participant", "pub r#connected", "[Member] in.connect_participant"),
    trial(CONNECTION, "Option<NonEmpty<ConnectionType>>", "Option<NonEmpty<String>>", "[Type] in.type.type"),
    trial(
        CONNECTION,
        "Option<NonEmpty<ConnectionType>>",
        "Option<NonEmpty<SortKey>>",
        "[Element] in.type.element",
    ),
    trial(
        CONNECTION,
        "::core::option::Option<NonEmpty<ConnectionType>>",
        "NonEmpty<ConnectionType>",
        "[Required] in.type.required",
    ),
    trial(
        CONNECTION,
        "Option<NonEmpty<ConnectionType>>",
        "Option<ConnectionType>",
        "[NonEmpty] in.type.non_empty",
    ),
    trial(CONNECTION, "pub fn new(", "pub fn new(r#type: u8,", "[Constructor] in.constructor"),
    trial("types/connection_type.rs", "WEBRTC_CONNECTION", "WEB_RTC", "[EnumValue] value.webrtc_connection"),
    trial("types/connection_type.rs", "\"WEBSOCKET\"", "\"WS\"", "[EnumOrder] value.order"),
    trial(
        CONNECTION,
        "pub r#websocket: ",
        "pub r#web_rtc_connection: Option<WebRTCConnection>, pub r#websocket: ",
        "[MemberOrder] out.order",
    ),
    trial(
        "types/audio_features.rs",
        "Option<MeetingFeatureStatus>",
        "Option<String>",
        "[Nesting] nested.kinds",
    ),
    trial(CONNECTION, "ThrottlingException(", "Throttling(", "[Error] error.throttling"),
    trial(CONNECTION, "ThrottlingException(", "Throttling(", "[Errors] error.closed"),
    trial(CONNECTION, "Unmodelled(crate::error::Unmodelled)", "Unmodelled", "[Unmodelled] error.unmodelled"),
    trial(
        CONNECTION,
        "Hash)]\npub struct CreateParticipantConnectionRequest",
        ")]\npub struct CreateParticipantConnectionRequest",
        "[Derive] derive.in.hash",
    ),
    trial(
        CONNECTION,
        "pub r#participant_token: P",
        "r#participant_token: P",
        "[FieldsPublic] derive.in.generic",
    ),
    trial(
        CONNECTION,
        "struct CreateParticipantConnectionRequest",
        "struct CreateParticipantConnectionRequest<'a>",
        "[Owned] derive.in.nfdata",
    ),
    trial(CONNECTION, "100 seconds", "ten seconds", "[Phrase] know.connect_window"),
    trial(CONNECTION, "aws/subscribe", "aws/unsubscribe", "[Phrase] know.subscribe"),
];

fn run(tables: &Tables, files: &Files) -> Result<Report, String> {
    let mut source = Source::default();
    for (path, text) in files {
        source.add(path, text)?;
    }
    Ok(check_all(tables, &source))
}

fn write(tables: &Tables) -> Result<Files, String> {
    sample::write(tables).map_err(|error| error.to_string())
}

#[test]
fn a_right_crate_has_no_mismatch() -> Result<(), String> {
    let tables = Tables::read()?.without_newer();
    let report = run(&tables, &write(&tables)?)?;
    assert!(report.mismatches().is_empty(), "{report}");
    Ok(())
}

/// If the tables leave it open, both are right.
#[test]
fn a_plain_crate_has_no_mismatch_either() -> Result<(), String> {
    let tables = Tables::read()?.without_newer();
    let mut files = write(&tables)?;
    for text in files.values_mut() {
        *text = text.replace(": ParticipantToken", ": String").replace(": ConnectionToken", ": String");
        *text = text.replace("Option<ConnectionToken>", "Option<String>");
    }
    let report = run(&tables, &files)?;
    assert!(report.mismatches().is_empty(), "{report}");
    Ok(())
}

#[test]
fn every_wrong_crate_is_reported() -> Result<(), String> {
    let tables = Tables::read()?.without_newer();
    let right = write(&tables)?;
    let mut failed = BTreeSet::new();
    for trial in TRIALS {
        let mut files = right.clone();
        let path = if trial.file.is_empty() { "lib.rs" } else { trial.file };
        let text = files.get_mut(path).ok_or_else(|| format!("no file {path}"))?;
        if trial.from.is_empty() {
            text.push_str(trial.to);
        } else {
            assert!(text.contains(trial.from), "{path} has no `{}`:\n{text}", trial.from);
            *text = text.replacen(trial.from, trial.to, 1);
        }
        let report = run(&tables, &files)?;
        let found = report.mismatches().iter().any(|line| line.starts_with(trial.reported));
        assert!(found, "{path}, `{}` -> `{}`: not `{}`, but {report}", trial.from, trial.to, trial.reported);
        failed
            .insert(trial.reported.split(']').next().unwrap_or_default().trim_start_matches('[').to_owned());
    }
    let kinds = run(&tables, &right)?;
    let untried: Vec<&String> = kinds.counts().keys().filter(|kind| !failed.contains(*kind)).collect();
    assert!(untried.is_empty(), "no trial makes these fail: {untried:?}");
    Ok(())
}

#[test]
fn a_file_of_no_known_operation_is_reported() -> Result<(), String> {
    let tables = Tables::read()?.without_newer();
    let mut files = write(&tables)?;
    files.insert("operation/send_fax.rs".to_owned(), "pub struct SendFax;".to_owned());
    let report = run(&tables, &files)?;
    assert_eq!(report.mismatches().len(), 1, "{report}");
    Ok(())
}

/// Follows the instructions of the failure: its rows accept all newer items, and a row for a removed item is reported.
#[test]
fn the_printed_rows_accept_newer_items() -> Result<(), String> {
    #[derive(serde::Deserialize)]
    struct Rows {
        newer: Vec<Newer>,
    }
    let mut tables = Tables::read()?.without_newer();
    let mut files = write(&tables)?;
    let mut insert = |path: &str, before: &str, text: &str| {
        let file = files.get_mut(path).ok_or_else(|| format!("no file {path}"))?;
        let at = file.find(before).ok_or_else(|| format!("no `{before}` in {path}"))?;
        file.insert_str(at, text);
        Ok::<(), String>(())
    };
    insert("types/view.rs", "pub r#id", "pub r#owner_name: Option<String>,\n")?;
    insert("types/sort_key.rs", "Unknown(String)", "Random,\n")?;
    insert("types/sort_key.rs", "Self::Unknown", "Self::Random => \"RANDOM\",\n")?;
    let input = "operation/send_event.rs";
    insert(input, "pub r#content_type", "pub r#urgency: String,\n")?;
    insert(input, "r#content_type: impl", "r#urgency: impl Into<String>,")?;
    files.insert("types/view_style.rs".to_owned(), "pub struct ViewStyle {}".to_owned());
    let operation = "pub struct SendFax;\npub struct SendFaxRequest {}\npub struct SendFaxResponse {}";
    files.insert("operation/send_fax.rs".to_owned(), operation.to_owned());

    let report = run(&tables, &files)?;
    let way = report.way(&tables.newest);
    let rows = way.find("[[newer]]").map(|at| &way[at..]).ok_or_else(|| format!("no rows in {way}"))?;
    let rows: Rows = toml::from_str(rows).map_err(|error| format!("{error}: {rows}"))?;
    let subjects: Vec<&str> = rows.newer.iter().map(|newer| newer.subject.as_str()).collect();
    assert_eq!(
        subjects,
        ["SendEventRequest.Urgency", "SendFax", "SortKey.RANDOM", "View.OwnerName", "ViewStyle"]
    );
    tables.newer = rows.newer;
    let report = run(&tables, &files)?;
    assert!(report.mismatches().is_empty(), "{report}");

    let gone = Newer { subject: "View.Gone".to_owned(), ..tables.newer[0].clone() };
    tables.newer.push(gone);
    let report = run(&tables, &files)?;
    assert!(report.mismatches().iter().any(|line| line.starts_with("[newer] View.Gone")), "{report}");
    Ok(())
}
