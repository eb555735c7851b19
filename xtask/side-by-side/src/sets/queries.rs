//! `--query`: expressions over rich responses, in each format.

use serde_json::{Value, json};

use super::responses;
use super::{Set, find};
use crate::model::Service;
use crate::wire::Response;

/// Expressions over the response of `get-transcript`.
const EXPRESSIONS: &[&str] = &[
    "InitialContactId",
    "Transcript",
    "Transcript[0]",
    "Transcript[-1].Content",
    "Transcript[].Content",
    "Transcript[*].[Id, Content]",
    "Transcript[*].{Id: Id, Text: Content, At: AbsoluteTime}",
    "Transcript[*].{b: Id, a: Content}",
    "Transcript[?Type=='MESSAGE'].Content",
    "Transcript[?Type!='MESSAGE']",
    "Transcript[?Attachments]",
    "Transcript[?!Content].Id",
    "Transcript[].Attachments[].AttachmentName",
    "Transcript[].Attachments[]",
    "Transcript[*].Attachments",
    "Transcript[*].MessageMetadata.Receipts[].ReadTimestamp",
    "length(Transcript)",
    "keys(@)",
    "values(Transcript[0])",
    "keys(Transcript[0])",
    "sort_by(Transcript, &Id)[*].Id",
    "reverse(Transcript)[*].Id",
    "max_by(Transcript, &length(Id)).Id",
    "Transcript[0:2].Id",
    "Transcript[::-1].Id",
    "join(', ', Transcript[].Id)",
    "to_string(Transcript[0].Attachments)",
    "to_string(@.InitialContactId)",
    "to_number('12')",
    "to_number('1.50')",
    "type(Transcript)",
    "not_null(Nothing, InitialContactId)",
    "Transcript[?contains(Content, 'é')]",
    "Transcript[?starts_with(Id, 'i')].Id | [0]",
    "merge(Transcript[0].Attachments[0], {Added: `1`})",
    "Nothing",
    "Transcript[99]",
    "Transcript[?Type=='NOTHING']",
    "`{\"b\": 1, \"a\": [1.0, 1e3, 12345678901234567890, true, null]}`",
    "`\"text\"`",
    "`null`",
    "'raw \\' text'",
    "`[]`",
    "`{}`",
    "`[[1, 2], [3]]`",
    "`[[[1]]]`",
    "`[true, null, 1.5]`",
    "`false`",
    "`0`",
    "`-0.0`",
    "`1e100`",
    "`3.0`",
    "avg(`[1, 2]`)",
    "sum(`[0.1, 0.2]`)",
    "ceil(`1.2`)",
    "abs(`-3`)",
    "map(&Id, Transcript)",
    "Transcript[].Id | sort(@)",
    "Transcript[?Id < 'id-2'].Id",
    "length(Transcript) > `1`",
    "Transcript[0].Id == 'id-1'",
    "@",
    "\"InitialContactId\"",
    "Transcript[*].Nothing",
    "[InitialContactId, length(Transcript)]",
    "{a: InitialContactId, b: Transcript[*].Id, c: {d: `1`}}",
    "Transcript[].[Id, Attachments[0].AttachmentName]",
    "*",
    "Transcript[].*",
];

/// Invalid expressions, or expressions that fail for some values.
const WRONG: &[&str] = &[
    "",
    " ",
    "Transcript[",
    "Transcript[?",
    "a.b.",
    "'open",
    "\"open",
    "`open",
    "`{broken`",
    "nobody(@)",
    "length()",
    "length(`1`)",
    "sort(`[1, \"a\"]`)",
    "to_number",
    "&a",
    "a b",
    "foo-bar",
    "Transcript[?Id=MESSAGE]",
    "sort_by(Transcript, &Nothing)",
    "{}",
    "[]",
    "日本",
];

const FORMATS: &[&str] = &["json", "text", "table"];

pub(super) fn add(service: &Service, sets: &mut Vec<Set>) {
    let transcript = Response::json(200, transcript());
    if let Some(operation) = find(service, "get-transcript") {
        for expression in EXPRESSIONS {
            for format in FORMATS {
                let set = Set::good(operation, &format!("--query {expression} as {format}"));
                sets.push(
                    set.with_response(transcript.clone()).and(["--query", expression, "--output", format]),
                );
            }
        }
        for expression in WRONG {
            let set = Set::good(operation, &format!("wrong --query {}", expression.escape_debug()));
            sets.push(set.with_response(transcript.clone()).and(["--query", expression]));
        }
        for format in FORMATS {
            let set = Set::good(operation, &format!("response: a transcript as {format}"));
            sets.push(set.with_response(transcript.clone()).and(["--output", format]));
        }
    }
    for operation in &service.operations {
        for (index, expression) in ["@", "keys(@)", "*", "Nothing"].into_iter().enumerate() {
            let format = FORMATS.get(index % FORMATS.len()).copied().unwrap_or("json");
            let set = Set::good(operation, &format!("any output: --query {expression} as {format}"));
            let response = Response::json(200, responses::whole(operation));
            sets.push(set.with_response(response).and(["--query", expression, "--output", format]));
        }
    }
}

/// A chat with a few items, each with different members.
fn transcript() -> Value {
    json!({
        "InitialContactId": "contact-1",
        "Transcript": [
            {
                "AbsoluteTime": "2024-05-01T10:00:00.000Z",
                "ContentType": "application/vnd.amazonaws.connect.event.participant.joined",
                "Id": "id-1",
                "Type": "PARTICIPANT_JOINED",
                "ParticipantRole": "CUSTOMER"
            },
            {
                "AbsoluteTime": "2024-05-01T10:00:01.000Z",
                "Content": "Guten Tag, é 日本語",
                "ContentType": "text/plain",
                "Id": "id-3",
                "Type": "MESSAGE",
                "DisplayName": "Ana \"A\"",
                "MessageMetadata": {
                    "MessageId": "id-3",
                    "Receipts": [
                        { "ReadTimestamp": "2024-05-01T10:00:02.000Z", "RecipientParticipantId": "p-1" },
                        { "DeliveredTimestamp": "2024-05-01T10:00:03.000Z" }
                    ]
                }
            },
            {
                "Content": "two\nlines",
                "ContentType": "text/markdown",
                "Id": "id-2",
                "Type": "MESSAGE"
            },
            {
                "AbsoluteTime": "2024-05-01T10:00:05.000Z",
                "Id": "id-10",
                "Type": "ATTACHMENT",
                "Attachments": [
                    { "ContentType": "text/plain", "AttachmentId": "a-1", "AttachmentName": "a.txt", "Status": "APPROVED" },
                    { "ContentType": "image/png", "AttachmentId": "a-2", "AttachmentName": "b.png" }
                ]
            }
        ]
    })
}
