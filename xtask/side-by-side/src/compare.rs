//! The differences between two outcomes of one set.

use serde_json::Value;

use super::sets::Set;
use super::tools::Outcome;
use super::wire::Request;
use super::{SERVICE, Version};

/// The compared aspects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Aspect {
    /// The number of requests.
    Requests,
    Method,
    Path,
    Query,
    Headers,
    Body,
    Stdout,
    /// Success, or the kind of failure.
    Exit,
    /// The error message.
    Message,
}

/// A difference, with both values.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) aspect: Aspect,
    pub(super) ours: String,
    pub(super) theirs: String,
}

/// The reason why a tool ended, in common terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Success,
    Parameter,
    Configuration,
    Service,
    Other,
    /// Any other exit code.
    Strange,
}

impl Exit {
    /// The exit codes of version 2 and of the generated tool.
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

    /// Version 1 has one exit code for nearly everything; the message determines that of version 2.
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

/// Prefixes of messages about arguments, for which version 2 has exit code 252.
const PARAMETER: &[&str] = &[
    "Parameter validation failed:",
    "Error parsing parameter ",
    "Error during pagination: Cannot specify --no-paginate",
    "Unknown options: ",
    "Bad value for --",
];

/// Prefixes of messages about settings, for which version 2 has exit code 253.
const CONFIGURATION: &[&str] = &["You must specify a region.", "Unable to locate credentials"];

/// Headers that identify the client, or follow from the rest of the request.
const IGNORED: &[&str] = &["user-agent", "accept", "accept-encoding", "connection", "content-length", "host"];

/// Returns the error message, without lines that only one tool has, and without prefixes of all errors of a kind.
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

/// Returns all differences.
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
    // Other messages differ only in wording.
    let is_word_for_word = set.is_about_errors
        || other == Exit::Service
        || message(theirs).starts_with("Parameter validation failed:");
    if one == other && is_word_for_word {
        differ(Aspect::Message, message(ours), message(theirs));
    }
    findings
}

/// Whether the bytes of each body are equal too.
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

/// Samples of inputs have some enum value: the AWS CLI chooses it at random.
fn stdout(set: &Set, outcome: &Outcome) -> String {
    let mut text = shown(&outcome.stdout);
    if set.args.iter().any(|arg| arg == "--generate-cli-skeleton") {
        for value in &set.values {
            text = text.replace(&format!("\"{value}\""), "\"(a value)\"");
        }
    }
    text
}

/// Returns JSON with sorted keys, and with generated tokens replaced; other text is unchanged.
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

/// Converts bytes to text without loss.
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
    fn messages_classify_errors_of_version_1() {
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
    fn hints_are_separate_from_the_message() {
        assert_eq!(message(&ended(254, "\na\nhint: b\n")), "a");
        assert_eq!(message(&ended(252, "\naws: [ERROR]: An error occurred (ParamValidation): a\n")), "a");
        assert_eq!(message(&ended(254, "connectparticipant: [ERROR]: a\nhint: b\n\nmore\n")), "a\n\nmore");
    }

    #[test]
    fn only_generated_tokens_are_uuids() {
        assert!(is_uuid("916fe56a-d573-46a2-973d-0d4ea0def58c"));
        assert!(!is_uuid("916fe56a-d573-16a2-973d-0d4ea0def58c") && !is_uuid("token-2") && !is_uuid(""));
    }
}
