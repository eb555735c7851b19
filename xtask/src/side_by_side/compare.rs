//! Where two outcomes of one set differ.

use serde_json::Value;

use super::sets::Set;
use super::tools::Outcome;
use super::wire::Request;
use super::{SERVICE, Version};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Aspect {
    /// How many requests were sent.
    Requests,
    Method,
    Path,
    Query,
    Headers,
    Body,
    Stdout,
    /// Success, or the kind of failure.
    Exit,
    /// What is said of a failure.
    Message,
}

/// A difference, with both sides of it.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) aspect: Aspect,
    pub(super) ours: String,
    pub(super) theirs: String,
}

/// Why a tool has ended, in the words of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Success,
    Parameter,
    Configuration,
    Service,
    Other,
    /// A status that is none of these.
    Strange,
}

impl Exit {
    /// Version 2's statuses, which are ours.
    pub(super) fn of_ours(outcome: &Outcome) -> Self {
        match outcome.status {
            0 => Self::Success,
            252 => Self::Parameter,
            253 => Self::Configuration,
            254 => Self::Service,
            255 => Self::Other,
            _ => Self::Strange,
        }
    }

    /// Version 1 has one status for nearly all; what version 2 makes of it is told by the message.
    pub(super) fn of_theirs(outcome: &Outcome, version: Version) -> Self {
        if version == Version::Two {
            return Self::of_ours(outcome);
        }
        let message = message(outcome);
        let starts = |starts: &[&str]| starts.iter().any(|start| message.starts_with(start));
        match outcome.status {
            0 => Self::Success,
            2 => Self::Parameter,
            255 if starts(PARAMETER) || message.contains("\nUnknown options: ") => Self::Parameter,
            255 if starts(CONFIGURATION) => Self::Configuration,
            255 if starts(&["An error occurred ("]) => Self::Service,
            255 => Self::Other,
            _ => Self::Strange,
        }
    }
}

/// How messages about arguments begin, which version 2 ends with 252.
const PARAMETER: &[&str] = &[
    "Parameter validation failed:",
    "Error parsing parameter ",
    "Error during pagination: Cannot specify --no-paginate",
    "Unknown options: ",
    "Bad value for --",
];

/// How messages about settings begin, which version 2 ends with 253.
const CONFIGURATION: &[&str] = &["You must specify a region.", "Unable to locate credentials"];

/// Headers that are about the client, or follow from the rest of the request.
const IGNORED: &[&str] = &["user-agent", "accept", "accept-encoding", "connection", "content-length", "host"];

/// What was said of a failure, without the lines that only one tool has, and without what all errors of a kind begin with.
pub(super) fn message(outcome: &Outcome) -> String {
    let lines = outcome.stderr.trim().lines().filter(|line| !line.starts_with("hint: "));
    let said = lines.collect::<Vec<_>>().join("\n");
    let said = match said.split_once(": [ERROR]: ") {
        Some((name, rest)) if name == "aws" || name == SERVICE => rest,
        _ => &said,
    };
    let kinds = ["ParamValidation", "Configuration", "NoRegion", "NoCredentials"];
    let mut rests =
        kinds.iter().filter_map(|kind| said.strip_prefix(&format!("An error occurred ({kind}): ")));
    rests.next().unwrap_or(said).trim().to_owned()
}

/// All differences.
pub(super) fn compare(set: &Set, ours: &Outcome, theirs: &Outcome, version: Version) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut differ = |aspect, ours: String, theirs: String| {
        if ours != theirs {
            findings.push(Finding { aspect, ours, theirs });
        }
    };
    differ(Aspect::Requests, ours.requests.len().to_string(), theirs.requests.len().to_string());
    for (ours, theirs) in ours.requests.iter().zip(&theirs.requests) {
        differ(Aspect::Method, ours.method.clone(), theirs.method.clone());
        let parts = |request: &Request| {
            let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
            (path.to_owned(), query.to_owned())
        };
        let (one, other) = (parts(ours), parts(theirs));
        differ(Aspect::Path, one.0, other.0);
        differ(Aspect::Query, one.1, other.1);
        differ(Aspect::Headers, headers(ours), headers(theirs));
        differ(Aspect::Body, body(set, ours), body(set, theirs));
    }
    differ(Aspect::Stdout, stdout(set, ours), stdout(set, theirs));
    let (one, other) = (Exit::of_ours(ours), Exit::of_theirs(theirs, version));
    differ(Aspect::Exit, format!("{one:?}"), format!("{other:?}"));
    // Others say the same in other words.
    let is_word_for_word = set.is_about_errors
        || other == Exit::Service
        || message(theirs).starts_with("Parameter validation failed:");
    if one == other && is_word_for_word {
        differ(Aspect::Message, message(ours), message(theirs));
    }
    findings
}

/// Whether the bytes of each body are the same too.
pub(super) fn same_bytes(ours: &Outcome, theirs: &Outcome) -> bool {
    ours.requests.iter().zip(&theirs.requests).all(|(ours, theirs)| ours.body == theirs.body)
}

fn headers(request: &Request) -> String {
    let of_service = request.headers.iter().filter(|(name, _)| {
        !IGNORED.contains(&name.as_str()) && !name.starts_with("amz-sdk-") && name != "x-amz-user-agent"
    });
    let mut lines: Vec<String> =
        of_service.map(|(name, value)| format!("{name}: {}", value.escape_ascii())).collect();
    lines.sort();
    lines.join("\n")
}

/// Samples of inputs have some value of an enum: the AWS CLI throws dice.
fn stdout(set: &Set, outcome: &Outcome) -> String {
    let mut text = shown(&outcome.stdout);
    if set.args.iter().any(|arg| arg == "--generate-cli-skeleton") {
        for value in &set.values {
            text = text.replace(&format!("\"{value}\""), "\"(a value)\"");
        }
    }
    text
}

/// JSON with sorted keys, and with tokens that were made up as their shape; anything else as it is.
fn body(set: &Set, request: &Request) -> String {
    let Ok(mut value) = serde_json::from_slice::<Value>(&request.body) else { return shown(&request.body) };
    for token in &set.tokens {
        let made_up = value.get_mut(token).filter(|value| value.as_str().is_some_and(is_uuid));
        if let Some(value) = made_up {
            *value = Value::from("(a uuid)");
        }
    }
    sorted(value).to_string()
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> =
                members.into_iter().map(|(name, value)| (name, sorted(value))).collect();
            members.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

/// Whether it is a random UUID by its form.
fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups
            .iter()
            .all(|group| group.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)))
        && groups.get(2).is_some_and(|group| group.starts_with('4'))
}

/// Bytes as text that loses nothing.
pub(super) fn shown(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| format!("bytes: {}", bytes.escape_ascii()), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(status: i32, stderr: &str) -> Outcome {
        Outcome { status, stderr: stderr.to_owned(), ..Outcome::default() }
    }

    #[test]
    fn messages_tell_what_version_1_does_not() {
        let service = "\nAn error occurred (AccessDeniedException) when calling the X operation: no\n";
        assert_eq!(Exit::of_theirs(&ended(255, service), Version::One), Exit::Service);
        assert_eq!(
            Exit::of_theirs(&ended(255, "\nParameter validation failed:\nx\n"), Version::One),
            Exit::Parameter
        );
        assert_eq!(
            Exit::of_theirs(&ended(255, "usage: aws\nUnknown options: --x\n"), Version::One),
            Exit::Parameter
        );
        assert_eq!(Exit::of_theirs(&ended(2, "usage: aws\n"), Version::One), Exit::Parameter);
        assert_eq!(Exit::of_theirs(&ended(1, "Traceback\n"), Version::One), Exit::Strange);
    }

    #[test]
    fn hints_are_no_part_of_a_message() {
        assert_eq!(message(&ended(254, "\na\nhint: b\n")), "a");
        assert_eq!(message(&ended(252, "\naws: [ERROR]: An error occurred (ParamValidation): a\n")), "a");
        assert_eq!(message(&ended(254, "connectparticipant: [ERROR]: a\nhint: b\n\nmore\n")), "a\n\nmore");
    }

    #[test]
    fn only_what_a_tool_makes_up_is_a_uuid() {
        assert!(is_uuid("916fe56a-d573-46a2-973d-0d4ea0def58c"));
        assert!(!is_uuid("916fe56a-d573-16a2-973d-0d4ea0def58c") && !is_uuid("token-2") && !is_uuid(""));
    }
}
