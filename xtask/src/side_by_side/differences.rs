//! The differences that are meant, each with its reason. One that no set meets any more has to go.

use serde_json::Value;

use super::Version;
use super::compare::{self, Aspect, Exit, Finding};
use super::sets::Set;
use super::tools::Outcome;

/// What is looked at when a difference is asked whether it explains a finding.
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

    /// Whether only the AWS CLI went on; or only ours.
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

    /// Whether an answer lacks a member that the model requires.
    fn answer_lacks(&self) -> bool {
        self.set.answers.iter().any(|answer| {
            let output = serde_json::from_slice::<Value>(&answer.body).unwrap_or_default();
            self.set.required.iter().any(|name| output.get(name).is_none_or(Value::is_null))
        })
    }
}

enum Who {
    Ours,
    Theirs,
}

/// One of them.
pub(super) struct Difference {
    pub(super) name: &'static str,
    pub(super) reason: &'static str,
    pub(super) explains: fn(&Case<'_>, &Finding) -> bool,
    /// The version that it is about; none for both.
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

/// All of them. The first that explains a finding counts.
pub(super) const DIFFERENCES: &[Difference] = &[
    // What is said.
    difference(
        "retries in a message",
        "the AWS CLI says how often it tried again, here never",
        |_, finding| {
            finding.aspect == Aspect::Message
                && finding.theirs.replace(" (reached max retries: 0)", "") == finding.ours
        },
    ),
    difference(
        "secrets in a message",
        "a token of the wrong type is shown by nobody of ours",
        |_, finding| finding.aspect == Aspect::Message && finding.ours.contains("value: [redacted]"),
    ),
    difference(
        "settings that are wrong",
        "253 says that it is a setting; version 1 has 255 for all",
        |case, finding| finding.aspect == Aspect::Exit && case.exits() == (Exit::Configuration, Exit::Other),
    ),
    difference(
        "texts that are no number, or no address",
        "252 says that a parameter is wrong; version 1 has 255 for all",
        |case, _| {
            case.exits() == (Exit::Parameter, Exit::Other)
                && (case.they_say("invalid literal for int()")
                    || case.they_say("Attempted to set read timeout")
                    || case.we_say("Bad value for --endpoint-url: "))
        },
    ),
    difference("errors of Python", "the AWS CLI stumbles over its own program there", |case, _| {
        case.they_say("object has no attribute")
    }),
    difference(
        "a page instead of a message",
        "the text of the page is shown, without its markup",
        |case, finding| finding.aspect == Aspect::Message && case.is_named(&["error: a page with 403"]),
    ),
    difference("a message that is null", "there is none; in Python it is the word None", |case, finding| {
        finding.aspect == Aspect::Message && case.is_named(&["error: a message of null"])
    }),
    difference(
        "two messages in one error",
        "the one that the model names counts; the AWS CLI takes `message` before `Message`",
        |case, finding| finding.aspect == Aspect::Message && case.is_named(&["error: two messages"]),
    ),
    difference(
        "control characters in a message",
        "they would make two lines of it, or drive the terminal",
        |case, finding| {
            finding.aspect == Aspect::Message
                && case.is_named(&["error: a message of lines", "error: a message that drives terminals"])
        },
    ),
    difference(
        "a region that is missing",
        "there is no `configure` here, and a hint says what to do",
        |case, finding| {
            finding.aspect == Aspect::Message
                && case.they_say("by running")
                && case.we_say("You must specify a region.")
        },
    )
    .of(Version::Two),
    difference(
        "errors that are no value",
        "with a format of values, those of the connection are values too, and say why",
        |case, finding| finding.aspect == Aspect::Message && case.is_named(&["error format: nobody there"]),
    )
    .of(Version::Two),
    // What is taken.
    difference("NaN", "it is no JSON; Python reads it", |case, finding| {
        finding.aspect == Aspect::Message && case.is_named(&["json: NaN"])
    }),
    difference("an unknown format of output", "it is found before anything is sent", |case, _| {
        case.we_say("Unknown output type: ") && case.ours.requests.is_empty()
    }),
    difference(
        "calls of functions that cannot be made",
        "they are found before anything is sent",
        |case, _| {
            case.we_say("Bad value for --query ")
                && (case.we_say(": Unknown function: ") || case.we_say(" for function "))
                && case.ours.requests.is_empty()
        },
    ),
    difference(
        "starting tokens that are none",
        "an empty one, or one that says nothing: the service is asked as it is",
        |case, _| case.is_named(&["--starting-token  as ", "--starting-token e30= as "]),
    ),
    difference(
        "numbers as Python reads them",
        "underscores and digits of other scripts are no number here",
        |case, _| case.only(Who::Theirs) && case.is_named(&[": 1_000", ": １２"]),
    ),
    difference(
        "numbers too large for their type",
        "the model says 32 or 64 bits; the AWS CLI sends what it gets",
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
    difference("booleans as numbers", "True is a number in Python, and in no model", |case, _| {
        case.only(Who::Theirs) && case.is_named(&["json with a boolean for a number", "is a boolean"])
    }),
    difference(
        "numbers in files",
        "the AWS CLI reads files for some types of numbers and not for others",
        |case, _| case.only(Who::Ours) && case.is_named(&["file://number.txt"]),
    ),
    difference("bytes for a text", "a file of fileb:// that is text is taken for a text", |case, _| {
        case.is_named(&["binary file"])
    }),
    difference(
        "a file for a list",
        "the AWS CLI takes the letters of the file for the items",
        |case, finding| finding.aspect == Aspect::Body && case.is_named(&[": a file of words"]),
    ),
    difference(
        "values that begin with a dash",
        "tokens may; an option that is known is an option here too",
        |case, _| case.only(Who::Ours) && case.they_say(": expected one argument"),
    ),
    difference(
        "an empty word",
        "the AWS CLI takes it for the place of `help`, and passes over it",
        |case, _| case.only(Who::Theirs) && case.is_named(&["with an empty word"]),
    ),
    difference("half of a surrogate pair", "it is no text; Python has a string for it", |case, _| {
        case.only(Who::Theirs) && case.is_named(&["json: half of a pair"])
    }),
    difference(
        "samples of outputs without an input",
        "without any option, ours needs no token to show a sample",
        |case, _| case.only(Who::Ours) && case.is_named(&["skeleton: of output without what is needed"]),
    ),
    difference("no region, but an endpoint", "the region has no use then", |case, _| {
        case.is_named(&["place: an endpoint without a region"])
    }),
    difference(
        "an endpoint that everybody can read",
        "http:// is for this machine only: a token would travel in the open",
        |case, _| case.we_say("is refused: with http://"),
    ),
    difference("a negative --max-items", "it means nothing; version 1 warns", |case, _| {
        case.is_named(&["--max-items -1"])
    }),
    // What is sent.
    difference(
        "headers that are no ASCII",
        "what servers make of them is not known; nothing is sent",
        |case, _| case.we_say("has a control or non-ASCII character"),
    ),
    difference(
        "dots as part of a path",
        "proxies take them out, and another operation would be called",
        |case, _| case.only(Who::Theirs) && case.we_say("is a dot segment"),
    ),
    difference(
        "an empty idempotency token",
        "it protects from nothing, so one is made up",
        |case, finding| finding.aspect == Aspect::Body && case.is_named(&["ClientToken is an empty text"]),
    ),
    difference(
        "paging members in a document",
        "they turn paging off, as in version 2; version 1 looks at options only",
        |case, _| {
            case.is_named(&["get-transcript page: "])
                && case.set.args.iter().any(|arg| arg == "--cli-input-json")
        },
    )
    .of(Version::One),
    // What is printed.
    difference(
        "samples of items",
        "the AWS CLI shows the name of the shape, here the name of the member",
        |case, finding| {
            finding.aspect == Aspect::Stdout && case.is_named(&["describe-view skeleton: of output"])
        },
    ),
    difference(
        "samples that are refused",
        "the AWS CLI makes an empty key up for a map, and then finds it too short",
        |case, _| {
            case.only(Who::Ours)
                && case.they_say("HeadersToInclude.KeyName")
                && case.is_named(&["skeleton: of output"])
        },
    ),
    difference(
        "required members that do not come",
        "the crate's types have them: an empty value",
        |case, finding| finding.aspect == Aspect::Stdout && case.answer_lacks(),
    ),
    difference("the order of maps", "the crate's types sort them", |case, finding| {
        finding.aspect == Aspect::Stdout && case.is_named(&["answer: a map from last to first"])
    }),
    difference(
        "what pages have besides items",
        "botocore has a list of it, and prints what is missing as null",
        |case, finding| {
            finding.aspect == Aspect::Stdout
                && case.is_named(&[
                    "get-transcript answer: empty ",
                    "get-transcript answer: nulls ",
                    "answer: an empty body",
                ])
        },
    ),
    difference(
        "the order of merged members as text",
        "botocore puts the items behind its list of other members there",
        |case, finding| finding.aspect == Aspect::Stdout && case.is_named(&["--query keys(@) as text"]),
    ),
    difference(
        "answers that cannot be read",
        "they are no success; the AWS CLI prints nothing, or what is not in the model",
        |case, _| case.only(Who::Theirs) && compare::message(case.ours).starts_with("the response of "),
    ),
    difference(
        "values that are not what the model says",
        "they lose their own member alone, and a body of null is one of nothing",
        |case, _| case.is_named(&["answer: null", "answer: a number for a text"]),
    ),
    difference(
        "pages that break off",
        "what was read is printed with a token to go on by",
        |case, finding| {
            finding.aspect == Aspect::Stdout
                && case.is_named(&["page: the same token again", "page: a refused second page"])
        },
    ),
];
