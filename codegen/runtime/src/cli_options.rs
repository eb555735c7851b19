//! The options of the command-line tool that no operation names: what they are called, what they take, what they do. The parser
//! and the help pages are made of these tables, so that no option is without its text. The generator gives these names to no
//! member, so they are here without the feature `cli` too.

/// What `--cli-error-format` takes.
pub const ERROR_FORMATS: &[&str] = &["legacy", "json", "yaml", "text", "table", "enhanced"];

/// An option of the tool itself.
#[derive(Debug)]
pub struct GlobalOption {
    /// Without its dashes.
    pub name: &'static str,
    pub takes: Takes,
    /// Markdown; its first sentence is the short form.
    pub help: &'static str,
}

/// What stands behind an option. Texts are what pages show in place of the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    Nothing,
    Text(&'static str),
    /// A whole number, not negative.
    Number(&'static str),
    Path(&'static str),
    /// One of these.
    OneOf(&'static [&'static str]),
    /// One of these, the first if there is none.
    MaybeOneOf(&'static [&'static str]),
}

const fn option(name: &'static str, takes: Takes, help: &'static str) -> GlobalOption {
    GlobalOption { name, takes, help }
}

/// Of every command, before or behind its name.
pub static GLOBAL: &[GlobalOption] = &[
    option(
        "debug",
        Takes::Nothing,
        "Turn on debug logging, to standard error: settings, retries, and each request and response with its headers and its \
         body. Secrets show as `[redacted]`, and values that the model does not know as `[not shown]`.",
    ),
    option(
        "endpoint-url",
        Takes::Text("url"),
        "Send requests to this address, in place of the one of the region. It begins with `https://`, or with `http://` for a \
         server of your own.",
    ),
    option(
        "no-verify-ssl",
        Takes::Nothing,
        "Do not check the certificate of the service. Whoever is in between can then read everything, tokens too: for tests only.",
    ),
    option(
        "no-paginate",
        Takes::Nothing,
        "Make one call, in place of one call for each page. What comes next is then in the output, as a token.",
    ),
    option(
        "output",
        Takes::OneOf(&["json", "yaml", "yaml-stream", "text", "table", "off"]),
        "The form of what is printed. Without it: `AWS_DEFAULT_OUTPUT`, then `output` of the profile, then `json`.",
    ),
    option(
        "query",
        Takes::Text("expression"),
        "Print what this JMESPath expression finds in the output. See <https://jmespath.org>.",
    ),
    option(
        "profile",
        Takes::Text("name"),
        "Use the settings of this profile of the config file. Without it: `AWS_PROFILE`, then `default`.",
    ),
    option(
        "region",
        Takes::Text("region"),
        "The region whose service is called. Without it: `AWS_REGION`, `AWS_DEFAULT_REGION`, then `region` of the profile.",
    ),
    option("version", Takes::Nothing, "Print the version of this program."),
    option(
        "color",
        Takes::OneOf(&["on", "off", "auto"]),
        "Whether output is coloured; `auto`, the default, colours on a terminal only.",
    ),
    option(
        "no-sign-request",
        Takes::Nothing,
        "Sign no request and look for no credentials. A service that signs nothing takes it and is the same without it.",
    ),
    option(
        "ca-bundle",
        Takes::Path("file"),
        "Trust the certificates of this file of PEM, in place of the usual ones.",
    ),
    option(
        "cli-read-timeout",
        Takes::Number("seconds"),
        "Seconds to wait for an answer. 60 without it; 0 is no limit.",
    ),
    option(
        "cli-connect-timeout",
        Takes::Number("seconds"),
        "Seconds to wait for a connection. 60 without it; 0 is no limit.",
    ),
    option(
        "cli-binary-format",
        Takes::OneOf(&["base64", "raw-in-base64-out"]),
        "How binary values are given: `base64`, the default, or `raw-in-base64-out`, which takes the text as it is. Files of \
         `fileb://` are taken as they are in both; output is base64.",
    ),
    option(
        "no-cli-pager",
        Takes::Nothing,
        "Accepted, and without effect: this program never starts a pager.",
    ),
    option(
        "cli-auto-prompt",
        Takes::Nothing,
        "Ask for what is missing, on a terminal. `AWS_CLI_AUTO_PROMPT=on` is the same.",
    ),
    option(
        "no-cli-auto-prompt",
        Takes::Nothing,
        "Ask for nothing, whatever the environment and the profile say.",
    ),
    option(
        "cli-error-format",
        Takes::OneOf(ERROR_FORMATS),
        "The form of errors: `enhanced`, the default, has the message and the other members of the error; `legacy` the message \
         alone; `json`, `yaml`, `text` and `table` have all of it as a value, for programs. Without it: `AWS_CLI_ERROR_FORMAT`, then \
         `cli_error_format` of the profile.",
    ),
    option(
        "no-cli-file-params",
        Takes::Nothing,
        "Send a value that begins with `file://` or `fileb://` as it is. Without it, and without `AWS_CLI_FILE_PARAMS=false` or \
         `cli_file_params = false` in the profile, such a value is read from the file, with a warning where it is a text; \
         `true` there turns the warning off. It is for values that come from somebody else, such as the text of a chat.",
    ),
    option(
        "show-secrets",
        Takes::Nothing,
        "Print secret values in full. Without it they show as `[redacted]` on a terminal and in the form of `--print-request`; \
         in pipes and files, output is always whole.",
    ),
    option(
        "print-request",
        Takes::Nothing,
        "Print the request as a call of `curl`, and send nothing. Secrets are left out without `--show-secrets`.",
    ),
    option(
        "validate",
        Takes::Nothing,
        "Refuse, before anything is sent, all that the model does not allow: lengths, patterns and unknown values too. Without \
         it, that is left to the service, which may know newer limits.",
    ),
    option("help", Takes::Nothing, "Print this help. The command `help` is the same."),
];

/// Of each command that is an operation.
pub static OPERATION: &[GlobalOption] = &[
    option(
        "cli-input-json",
        Takes::Text("json"),
        "Read the arguments from this JSON, or from a file: `file://arguments.json`. It has the form that \
         `--generate-cli-skeleton` prints. Options beside it win over its members. Not together with `--cli-input-yaml`.",
    ),
    option(
        "cli-input-yaml",
        Takes::Text("yaml"),
        "Read the arguments from this YAML, or from a file: `file://arguments.yaml`. It has the form that \
         `--generate-cli-skeleton yaml-input` prints. Options beside it win over its members. Not together with `--cli-input-json`.",
    ),
    option(
        "generate-cli-skeleton",
        Takes::MaybeOneOf(&["input", "yaml-input", "output"]),
        "Print a sample, and send nothing; neither region nor token nor network is needed. `input`, also if no value is given: \
         the JSON that `--cli-input-json` takes. `yaml-input`: the YAML that `--cli-input-yaml` takes, with comments. \
         `output`: the arguments that are given are checked, and the JSON of an answer is printed.",
    ),
];

/// Of commands that page, besides.
pub static PAGING: &[GlobalOption] = &[
    option(
        "starting-token",
        Takes::Text("token"),
        "Go on from here: the `NextToken` of an earlier output that `--max-items` cut.",
    ),
    option(
        "page-size",
        Takes::Number("number"),
        "Items to ask for in each call. It does not change what is printed, only in how many calls it comes.",
    ),
    option(
        "max-items",
        Takes::Number("number"),
        "Items to print at most. If there are more, the output has a `NextToken`, for `--starting-token`.",
    ),
];
