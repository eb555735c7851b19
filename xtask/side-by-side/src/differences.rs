//! The intended differences, each with its reason. A difference that no set has any more must be removed.

use serde_json::Value;

use super::Version;
use super::compare::{Aspect, Exit, Finding};
use super::sets::Set;
use super::tools::Outcome;

/// The data for deciding whether a difference explains a finding.
pub(super) struct Case<'a> {
    pub(super) set: &'a Set,
    pub(super) ours: &'a Outcome,
    pub(super) theirs: &'a Outcome,
    pub(super) version: Version,
}

impl Case<'_> {
    fn is_named(&self, parts: &[&str]) -> bool {
        parts.iter().any(|part| self.set.name.contains(part))
    }

    fn exits(&self) -> (Exit, Exit) {
        (Exit::of_ours(self.ours), Exit::of_theirs(self.theirs, self.version))
    }

    /// Whether only the AWS CLI accepted the input; or only the generated tool.
    fn only(&self, who: Who) -> bool {
        let (ours, theirs) = self.exits();
        match who {
            Who::Ours => ours == Exit::Success && theirs != Exit::Success,
            Who::Theirs => ours != Exit::Success && theirs == Exit::Success,
        }
    }

    fn we_say(&self, part: &str) -> bool {
        self.ours.stderr.contains(part)
    }

    fn they_say(&self, part: &str) -> bool {
        self.theirs.stderr.contains(part)
    }

    /// Whether a response lacks a member that the model requires.
    fn response_lacks(&self) -> bool {
        self.set.responses.iter().any(|response| {
            let output = serde_json::from_slice::<Value>(&response.body).unwrap_or_default();
            self.set.required.iter().any(|name| output.get(name).is_none_or(Value::is_null))
        })
    }
}

enum Who {
    Ours,
    Theirs,
}

/// A difference.
pub(super) struct Difference {
    pub(super) name: &'static str,
    pub(super) reason: &'static str,
    pub(super) explains: fn(&Case<'_>, &Finding) -> bool,
    /// Its version; `None` for both.
    pub(super) of: Option<Version>,
}

impl Difference {
    const fn of(self, version: Version) -> Self {
        Self { of: Some(version), ..self }
    }
}

const fn difference(
    name: &'static str,
    reason: &'static str,
    explains: fn(&Case<'_>, &Finding) -> bool,
) -> Difference {
    Difference { name, reason, explains, of: None }
}

/// All differences. The first that explains a finding counts.
pub(super) const DIFFERENCES: &[Difference] = &[
    // Messages.
    difference("retries in a message", "the AWS CLI states the number of retries", |_, finding| {
        finding.aspect == Aspect::Message
            && finding.theirs.replace(" (reached max retries: 0)", "") == finding.ours
    }),
    difference("secrets in a message", "a token of the wrong type is not shown", |_, finding| {
        finding.aspect == Aspect::Message && finding.ours.contains("value: [redacted]")
    }),
    difference("invalid settings", "253 means a setting; version 1 always has 255", |case, finding| {
        finding.aspect == Aspect::Exit && case.exits() == (Exit::Configuration, Exit::Other)
    }),
    difference("errors of Python", "the AWS CLI has a bug there", |case, _| {
        case.they_say("object has no attribute")
    }),
    difference(
        "a page instead of a message",
        "the text of the page is shown, without its markup",
        |case, finding| finding.aspect == Aspect::Message && case.is_named(&["error: a page with 403"]),
    ),
    difference("a message that is null", "there is no message; Python prints None", |case, finding| {
        finding.aspect == Aspect::Message && case.is_named(&["error: a message of null"])
    }),
    difference(
        "two messages in one error",
        "the modelled one is used; the AWS CLI prefers `message` to `Message`",
        |case, finding| finding.aspect == Aspect::Message && case.is_named(&["error: two messages"]),
    ),
    difference(
        "control characters in a message",
        "they would break the line, or control the terminal",
        |case, finding| {
            finding.aspect == Aspect::Message
                && case.is_named(&["error: a message of lines", "error: a message that drives terminals"])
        },
    ),
    difference(
        "a region that is missing",
        "there is no `configure` command, and a hint has the next step",
        |case, finding| {
            finding.aspect == Aspect::Message
                && case.they_say("by running")
                && case.we_say("You must specify a region.")
        },
    )
    .of(Version::Two),
    difference(
        "errors that are not values",
        "with a structured format, connection errors are values too, with the reason",
        |case, finding| finding.aspect == Aspect::Message && case.is_named(&["error format: nobody there"]),
    )
    .of(Version::Two),
    // Accepted input.
    difference("NaN", "it is not JSON, but Python accepts it", |case, finding| {
        finding.aspect == Aspect::Message && case.is_named(&["json: NaN"])
    }),
    difference("an unknown format of output", "it is detected before the request", |case, _| {
        case.is_named(&["an unknown output"]) && case.ours.requests.is_empty()
    }),
    difference("invalid function calls", "they are detected before the request", |case, _| {
        case.is_named(&["--query"]) && case.exits().0 == Exit::Parameter && case.ours.requests.is_empty()
    }),
    difference(
        "invalid starting tokens",
        "an empty token, or one without content: it is ignored",
        |case, _| case.is_named(&["--starting-token  as ", "--starting-token e30= as "]),
    ),
    difference(
        "numbers as Python reads them",
        "underscores and digits of other scripts are rejected",
        |case, _| case.only(Who::Theirs) && case.is_named(&[": 1_000", ": １２"]),
    ),
    difference(
        "numbers too large for their type",
        "the model has 32 or 64 bits; the AWS CLI sends any number",
        |case, _| {
            case.is_named(&[
                "9223372036854775807",
                "9223372036854775808",
                "9223372036854775809",
                "99999999999999999999",
                "is huge",
            ])
        },
    ),
    difference("booleans as numbers", "True is a number in Python, but not in a model", |case, _| {
        case.only(Who::Theirs) && case.is_named(&["json with a boolean for a number", "is a boolean"])
    }),
    difference(
        "numbers in files",
        "the AWS CLI reads files for some types of numbers and not for others",
        |case, _| case.only(Who::Ours) && case.is_named(&["file://number.txt"]),
    ),
    difference("bytes for a text", "a fileb:// file with text is accepted as text", |case, _| {
        case.is_named(&["binary file"])
    }),
    difference("a file for a list", "the AWS CLI uses the letters of the file as items", |case, finding| {
        finding.aspect == Aspect::Body && case.is_named(&[": a file of words"])
    }),
    difference("values that begin with a dash", "tokens may; known options are still options", |case, _| {
        case.only(Who::Ours) && case.is_named(&[": dash", ": single dash", ": option"])
    }),
    difference("an empty word", "the AWS CLI reads it in place of `help`, and ignores it", |case, _| {
        case.only(Who::Theirs) && case.is_named(&["with an empty word"])
    }),
    difference("half of a surrogate pair", "it is not valid text, but Python accepts it", |case, _| {
        case.only(Who::Theirs) && case.is_named(&["json: half of a pair"])
    }),
    difference(
        "samples of outputs without an input",
        "the generated tool needs no token to show a sample",
        |case, _| case.only(Who::Ours) && case.is_named(&["skeleton: of output without what is needed"]),
    ),
    difference("no region, but an endpoint", "the region is not needed then", |case, _| {
        case.is_named(&["place: an endpoint without a region"])
    }),
    difference(
        "an unencrypted endpoint",
        "http:// is only allowed for this machine: a token would be sent unencrypted",
        |case, _| case.we_say("is refused: with http://"),
    ),
    difference("a negative --max-items", "it has no effect; version 1 warns", |case, _| {
        case.is_named(&["--max-items -1"])
    }),
    // Requests.
    difference("headers that are not ASCII", "servers treat them differently; nothing is sent", |case, _| {
        case.we_say("has a control or non-ASCII character")
    }),
    difference(
        "dots as part of a path",
        "proxies remove them, which would call another operation",
        |case, _| case.only(Who::Theirs) && case.we_say("is a dot segment"),
    ),
    difference("an empty idempotency token", "it has no effect, so one is generated", |case, finding| {
        finding.aspect == Aspect::Body && case.is_named(&["ClientToken is an empty text"])
    }),
    difference(
        "paging members in a document",
        "they turn pagination off, as in version 2; version 1 only checks options",
        |case, _| {
            case.is_named(&["get-transcript page: "])
                && case.set.args.iter().any(|arg| arg == "--cli-input-json")
        },
    )
    .of(Version::One),
    // Output.
    difference(
        "samples of items",
        "the AWS CLI shows the name of the shape instead of the member",
        |case, finding| {
            finding.aspect == Aspect::Stdout && case.is_named(&["describe-view skeleton: of output"])
        },
    ),
    difference(
        "samples that are rejected",
        "the AWS CLI generates an empty key for a map, and then rejects it as too short",
        |case, _| {
            case.only(Who::Ours)
                && case.exits().1 == Exit::Parameter
                && case.is_named(&["skeleton: of output"])
        },
    ),
    difference(
        "missing required members",
        "the types of the crate fill in an empty value",
        |case, finding| finding.aspect == Aspect::Stdout && case.response_lacks(),
    ),
    difference("the order of maps", "the crate's types sort them", |case, finding| {
        finding.aspect == Aspect::Stdout && case.is_named(&["response: a map from last to first"])
    }),
    difference(
        "other members of pages",
        "botocore has a list of them, and prints missing ones as null",
        |case, finding| {
            finding.aspect == Aspect::Stdout
                && case.is_named(&[
                    "get-transcript response: empty ",
                    "get-transcript response: nulls ",
                    "response: an empty body",
                ])
        },
    ),
    difference(
        "the order of merged members as text",
        "botocore prints the items after its list of other members",
        |case, finding| finding.aspect == Aspect::Stdout && case.is_named(&["--query keys(@) as text"]),
    ),
    difference(
        "responses that cannot be read",
        "they are errors; the AWS CLI prints nothing, or unmodelled data",
        |case, _| case.only(Who::Theirs) && case.exits().0 == Exit::Other && !case.ours.requests.is_empty(),
    ),
    difference(
        "values that contradict the model",
        "only their members are lost, and a null body is empty",
        |case, _| case.is_named(&["response: null", "response: a number for a text"]),
    ),
    difference(
        "a page of the same items",
        "it is the end of the list; the AWS CLI rejects its token",
        |case, _| case.only(Who::Ours) && case.is_named(&["page: the same items again"]),
    ),
    difference(
        "interrupted pagination",
        "the items so far are printed with a token to continue",
        |case, finding| {
            finding.aspect == Aspect::Stdout
                && case.is_named(&["page: the same token again", "page: a refused second page"])
        },
    ),
    // Others first: many arguments that version 1 rejects have this exit code.
    difference(
        "texts that are not a number or URL",
        "252 means a parameter; version 1 always has 255",
        |case, finding| finding.aspect == Aspect::Exit && case.exits() == (Exit::Parameter, Exit::Other),
    ),
];
