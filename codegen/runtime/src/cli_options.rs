//! The options of the command-line tool that no operation defines: names, values and descriptions. The parser and the help
//! pages are built from these tables, so every option has a description. The generator reserves these names, so they do not
//! need the feature `cli`.
//!
//! Services of AWS have the options of the AWS CLI. The tools of other services have no region and no profile, and their variables
//! begin with the name of the tool, for which descriptions have `<TOOL>`.

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
    /// Its description in the tools of services that are not AWS's.
    pub elsewhere: Elsewhere,
}

/// An option in the tools of services that are not AWS's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// The option has the same description.
    Same,
    /// The option has this description.
    Text(&'static str),
    /// There is no such option.
    Absent,
}

/// An identity that a tool reads from options, standard input or variables. The credentials of AWS have no options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    ApiKey,
    BearerToken,
    Login,
}

impl Identity {
    /// The options for its parts.
    pub fn options(self) -> &'static [GlobalOption] {
        match self {
            Self::ApiKey => API_KEY,
            Self::BearerToken => BEARER_TOKEN,
            Self::Login => LOGIN,
        }
    }
}

/// The options of every command of a tool.
pub fn global(aws: bool, identities: &[Identity]) -> impl Iterator<Item = &'static GlobalOption> + '_ {
    let general = GLOBAL.iter().filter(move |option| aws || option.elsewhere != Elsewhere::Absent);
    identities.iter().flat_map(|identity| identity.options()).chain(general)
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
    GlobalOption { name, takes, help, elsewhere: Elsewhere::Same }
}

impl GlobalOption {
    const fn elsewhere(self, text: &'static str) -> Self {
        Self { elsewhere: Elsewhere::Text(text), ..self }
    }

    const fn only_of_aws(self) -> Self {
        Self { elsewhere: Elsewhere::Absent, ..self }
    }
}

static API_KEY: &[GlobalOption] = &[option(
    "api-key",
    Takes::Text("key"),
    "The API key. `-` reads it from standard input. The default is `<TOOL>_API_KEY`, which does not show in the list of processes.",
)];

static BEARER_TOKEN: &[GlobalOption] = &[option(
    "bearer-token",
    Takes::Text("token"),
    "The bearer token. `-` reads it from standard input. The default is `<TOOL>_BEARER_TOKEN`, which does not show in the list of \
    processes.",
)];

static LOGIN: &[GlobalOption] = &[
    option(
        "username",
        Takes::Text("name"),
        "The user name. `-` reads it from standard input. The default is `<TOOL>_USERNAME`.",
    ),
    option(
        "password",
        Takes::Text("password"),
        "The password. `-` reads it from standard input. The default is `<TOOL>_PASSWORD`, which does not show in the list of \
        processes.",
    ),
];

/// Options of every command, before or after its name: see [`global`].
static GLOBAL: &[GlobalOption] = &[
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
    )
    .elsewhere(
        "Send requests to this URL. It starts with `https://`, or with `http://` for a server on this machine. The default is \
        `<TOOL>_ENDPOINT_URL`.",
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
    )
    .elsewhere("The output format. The default is `<TOOL>_DEFAULT_OUTPUT`, then `json`."),
    option(
        "query",
        Takes::Text("expression"),
        "Print the result of this JMESPath expression instead of the output. See <https://jmespath.org>.",
    ),
    option(
        "profile",
        Takes::Text("name"),
        "Use the settings of this profile of the config file. The default is `AWS_PROFILE`, then `default`.",
    )
    .only_of_aws(),
    option(
        "region",
        Takes::Text("region"),
        "The region of the service. The default is `AWS_REGION`, `AWS_DEFAULT_REGION`, then `region` of the profile.",
    )
    .only_of_aws(),
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
    )
    .only_of_aws(),
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
    )
    .elsewhere("Prompt for missing values on a terminal, like `<TOOL>_CLI_AUTO_PROMPT=on`."),
    option(
        "no-cli-auto-prompt",
        Takes::Nothing,
        "Never prompt, whatever the environment and the profile say.",
    )
    .elsewhere("Never prompt, whatever the environment says."),
    option(
        "cli-error-format",
        Takes::OneOf(ERROR_FORMATS),
        "The format of errors: `enhanced`, the default, has the message and the other members of the error; `legacy` only the \
        message; `json`, `yaml`, `text` and `table` contain everything as a value, for programs. The default is \
        `AWS_CLI_ERROR_FORMAT`, then `cli_error_format` of the profile.",
    )
    .elsewhere(
        "The format of errors: `enhanced`, the default, has the message and the other members of the error; `legacy` only the \
        message; `json`, `yaml`, `text` and `table` contain everything as a value, for programs. The default is \
        `<TOOL>_CLI_ERROR_FORMAT`.",
    ),
    option(
        "no-cli-file-params",
        Takes::Nothing,
        "Send a value that starts with `file://` or `fileb://` unchanged. By default, unless `AWS_CLI_FILE_PARAMS=false` or \
        `cli_file_params = false` in the profile is set, the value is read from the file, with a warning if it is a text; `true` \
        turns off the warning. Use it for values from others, such as the text of a chat.",
    )
    .elsewhere(
        "Send a value that starts with `file://` or `fileb://` unchanged. By default, unless `<TOOL>_CLI_FILE_PARAMS=false` is set, \
        the value is read from the file, with a warning if it is a text; `true` turns off the warning. Use it for values from \
        others, such as the text of a chat.",
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
        "Print a sample, and send nothing; no settings and no network are needed. `input`, the default value: the JSON for \
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
