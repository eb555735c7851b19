//! The options of the command-line tool that no operation defines: names, values and descriptions. The parser and the help
//! pages are built from these tables, so every option has a description. The generator reserves these names, so they do not
//! need the feature `cli`.

/// The values of `--cli-error-format`.
pub const ERROR_FORMATS: &[&str] = &["legacy", "json", "yaml", "text", "table", "enhanced"];

/// An option of the tool.
#[derive(Debug)]
pub struct GlobalOption {
    /// Without dashes.
    pub name: &'static str,
    pub takes: Takes,
    /// Markdown; the first sentence is the short form.
    pub help: &'static str,
}

/// The value of an option. Help pages show the text in place of the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    Nothing,
    Text(&'static str),
    /// A non-negative integer.
    Number(&'static str),
    Path(&'static str),
    /// One of these.
    OneOf(&'static [&'static str]),
    /// One of these, by default the first.
    MaybeOneOf(&'static [&'static str]),
}

const fn option(name: &'static str, takes: Takes, help: &'static str) -> GlobalOption {
    GlobalOption { name, takes, help }
}

/// Options of every command, before or after its name.
pub static GLOBAL: &[GlobalOption] = &[
    option(
        "debug",
        Takes::Nothing,
        "Turn on debug logging, to standard error: settings, retries, and each request and response with its headers and its \
        body. Secrets show as `[redacted]`, and values that the model does not define as `[not shown]`.",
    ),
    option(
        "endpoint-url",
        Takes::Text("url"),
        "Send requests to this URL instead of that of the region. It starts with `https://`, or with `http://` for a server of \
        your own.",
    ),
    option(
        "no-verify-ssl",
        Takes::Nothing,
        "Do not check the certificate of the service. Others can then read everything, including tokens: only for tests.",
    ),
    option(
        "no-paginate",
        Takes::Nothing,
        "Make a single call instead of one call for each page. The output then contains the token of the next page.",
    ),
    option(
        "output",
        Takes::OneOf(&["json", "yaml", "yaml-stream", "text", "table", "off"]),
        "The output format. The default is `AWS_DEFAULT_OUTPUT`, then `output` of the profile, then `json`.",
    ),
    option(
        "query",
        Takes::Text("expression"),
        "Print the result of this JMESPath expression instead of the output. See <https://jmespath.org>.",
    ),
    option(
        "profile",
        Takes::Text("name"),
        "Use the settings of this profile of the config file. The default is `AWS_PROFILE`, then `default`.",
    ),
    option(
        "region",
        Takes::Text("region"),
        "The region of the service. The default is `AWS_REGION`, `AWS_DEFAULT_REGION`, then `region` of the profile.",
    ),
    option("version", Takes::Nothing, "Print the version of this program."),
    option(
        "color",
        Takes::OneOf(&["on", "off", "auto"]),
        "Whether to colour the output; `auto`, the default, colours only on a terminal.",
    ),
    option(
        "no-sign-request",
        Takes::Nothing,
        "Do not sign requests or load credentials. Services without signed requests accept the option; it has no effect there.",
    ),
    option(
        "ca-bundle",
        Takes::Path("file"),
        "Trust the certificates of this PEM file instead of the default ones.",
    ),
    option(
        "cli-read-timeout",
        Takes::Number("seconds"),
        "Seconds to wait for a response. The default is 60; 0 is no limit.",
    ),
    option(
        "cli-connect-timeout",
        Takes::Number("seconds"),
        "Seconds to wait for a connection. The default is 60; 0 is no limit.",
    ),
    option(
        "cli-binary-format",
        Takes::OneOf(&["base64", "raw-in-base64-out"]),
        "The format of binary values: `base64`, the default, or `raw-in-base64-out`, which uses the text as it is. Files of \
        `fileb://` are used as they are with both; output is base64.",
    ),
    option(
        "no-cli-pager",
        Takes::Nothing,
        "Accepted without effect: this program never starts a pager.",
    ),
    option(
        "cli-auto-prompt",
        Takes::Nothing,
        "Prompt for missing values on a terminal, like `AWS_CLI_AUTO_PROMPT=on`.",
    ),
    option(
        "no-cli-auto-prompt",
        Takes::Nothing,
        "Never prompt, whatever the environment and the profile say.",
    ),
    option(
        "cli-error-format",
        Takes::OneOf(ERROR_FORMATS),
        "The format of errors: `enhanced`, the default, has the message and the other members of the error; `legacy` only the \
        message; `json`, `yaml`, `text` and `table` contain everything as a value, for programs. The default is \
        `AWS_CLI_ERROR_FORMAT`, then `cli_error_format` of the profile.",
    ),
    option(
        "no-cli-file-params",
        Takes::Nothing,
        "Send a value that starts with `file://` or `fileb://` unchanged. By default, unless `AWS_CLI_FILE_PARAMS=false` or \
        `cli_file_params = false` in the profile is set, the value is read from the file, with a warning if it is a text; `true` \
        turns off the warning. Use it for values from others, such as the text of a chat.",
    ),
    option(
        "show-secrets",
        Takes::Nothing,
        "Print secret values. By default they show as `[redacted]` on a terminal and in the output of `--print-request`; output \
        to pipes and files is always complete.",
    ),
    option(
        "print-request",
        Takes::Nothing,
        "Print the request as a call of `curl`, and send nothing. Secrets are omitted without `--show-secrets`.",
    ),
    option(
        "validate",
        Takes::Nothing,
        "Reject, before anything is sent, all input that the model does not allow, including lengths, patterns and unknown \
        values. By default the service decides, which may have newer limits.",
    ),
    option("help", Takes::Nothing, "Print this help, like the command `help`."),
];

/// Options of every operation command.
pub static OPERATION: &[GlobalOption] = &[
    option(
        "cli-input-json",
        Takes::Text("json"),
        "Read the arguments from this JSON, or from a file: `file://arguments.json`. The format is that of \
        `--generate-cli-skeleton`. Options override its members. Excludes `--cli-input-yaml`.",
    ),
    option(
        "cli-input-yaml",
        Takes::Text("yaml"),
        "Read the arguments from this YAML, or from a file: `file://arguments.yaml`. The format is that of \
        `--generate-cli-skeleton yaml-input`. Options override its members. Excludes `--cli-input-json`.",
    ),
    option(
        "generate-cli-skeleton",
        Takes::MaybeOneOf(&["input", "yaml-input", "output"]),
        "Print a sample, and send nothing; no region, token or network is needed. `input`, the default value: the JSON for \
        `--cli-input-json`. `yaml-input`: the YAML for `--cli-input-yaml`, with comments. `output`: checks the given arguments \
        and prints a sample response as JSON.",
    ),
];

/// Additional options of commands with paging.
pub static PAGING: &[GlobalOption] = &[
    option(
        "starting-token",
        Takes::Text("token"),
        "Continue here: the `NextToken` of an earlier output that `--max-items` truncated.",
    ),
    option(
        "page-size",
        Takes::Number("number"),
        "Items to request in each call. It affects only the number of calls, not the output.",
    ),
    option(
        "max-items",
        Takes::Number("number"),
        "The maximum number of items to print. If there are more, the output has a `NextToken` for `--starting-token`.",
    ),
];
