//! The texts of all tools: exit statuses, the environment, files, the options of all commands.

use super::super::globals::{GlobalOption, Takes};
use super::super::secrets::variable;
use super::super::table::{Command, Tool};
use super::page::Section;

const EXIT_STATUS: &[(&str, &str)] = &[
    ("0", "The call succeeded, or the requested text was printed."),
    ("130", "Ctrl-C or a request to end, such as that of `kill`; or a prompt that was cancelled."),
    ("252", "An option or a value is invalid. The request was not sent."),
    (
        "253",
        "A setting is invalid or missing, such as the endpoint. The request was not sent; earlier attempts may have been sent.",
    ),
    ("254", "The service returned an error. Its code and message are on standard error."),
    ("255", "Any other error: no connection, an unreadable response, a file that cannot be written."),
];

/// A row of the environment. `<PREFIX>` is `AWS` in the tools of services of AWS, otherwise the name of the tool.
struct Variables {
    names: &'static str,
    text: &'static str,
    only_of_aws: bool,
}

const fn variables(names: &'static str, text: &'static str) -> Variables {
    Variables { names, text, only_of_aws: false }
}

const fn of_aws(names: &'static str, text: &'static str) -> Variables {
    Variables { names, text, only_of_aws: true }
}

const ENVIRONMENT: &[Variables] = &[
    of_aws("AWS_REGION, AWS_DEFAULT_REGION", "The region, if `--region` is not given; the first one that is set."),
    of_aws(
        "AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL",
        "The endpoint, if `--endpoint-url` is not given; the first one that is set.",
    ),
    of_aws(
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "`true`: endpoints of the environment and of the config file are ignored.",
    ),
    of_aws("AWS_USE_FIPS_ENDPOINT", "`true`: use an endpoint that is validated for FIPS 140."),
    of_aws("AWS_USE_DUALSTACK_ENDPOINT", "`true`: use an endpoint that also has IPv6 addresses."),
    variables(
        "<PREFIX>_DISABLE_HOST_PREFIX_INJECTION",
        "`true`: operations add no prefix to the host name of the endpoint.",
    ),
    of_aws("AWS_PROFILE, AWS_DEFAULT_PROFILE", "The profile, if `--profile` is not given."),
    of_aws("AWS_CONFIG_FILE", "The config file, instead of `~/.aws/config`."),
    variables("<PREFIX>_DEFAULT_OUTPUT", "The output format, if `--output` is not given."),
    variables("<PREFIX>_CA_BUNDLE", "A file of trusted certificates, if `--ca-bundle` is not given."),
    variables(
        "HTTPS_PROXY, HTTP_PROXY, ALL_PROXY",
        "The proxies for `https://`, for `http://`, and for both; also in lower case.",
    ),
    variables("NO_PROXY", "Hosts that bypass the proxy, such as `localhost, .example.com, 10.0.0.0/8`."),
    variables("<PREFIX>_MAX_ATTEMPTS", "The maximum number of attempts of a call."),
    variables("<PREFIX>_CLI_ERROR_FORMAT", "The format of errors, if `--cli-error-format` is not given."),
    variables(
        "<PREFIX>_CLI_FILE_PARAMS",
        "`false`: values that begin with `file://` are sent unchanged. `true`: the files are read without a warning.",
    ),
    variables(
        "<PREFIX>_CLI_AUTO_PROMPT",
        "`on`: prompt for missing values, as with `--cli-auto-prompt`. `on-partial`: prompt only if a required value is missing.",
    ),
    variables("NO_COLOR", "With any value: no colours and no bold text."),
];

pub(super) fn exit_status() -> Section {
    let mut section = Section::new("EXIT STATUS");
    section
        .rows(EXIT_STATUS.iter().map(|(status, text)| ((*status).to_owned(), (*text).to_owned())).collect());
    section
}

/// The variables of the environment: those of every tool, and those of its secrets.
pub(super) fn environment(tool: &Tool) -> Section {
    let mut section = Section::new("ENVIRONMENT");
    // Several commands may share a secret.
    let mut secrets: Vec<(String, &str)> = Vec::new();
    for member in tool.commands.iter().flat_map(|command| command.input).filter(|member| member.sensitive) {
        if secrets.iter().all(|(_, flag)| *flag != member.flag) {
            secrets.push((variable(tool.package, member.flag), member.flag));
        }
    }
    for (name, flag) in secrets {
        section.term(0, &name, "");
        section.markdown(
            1,
            &format!(
                "A secret, for commands without `--{flag}`. It is not visible in the list of processes."
            ),
        );
    }
    let program = tool.program();
    for option in tool.identities.iter().flat_map(|identity| identity.options()) {
        section.term(0, &variable(tool.package, option.name), "");
        section.markdown(1, &format!("The value of `--{}`, if it is not given.", option.name));
    }
    if !tool.aws {
        let variable = program.variable("ENDPOINT_URL");
        section
            .term(0, &variable, "")
            .markdown(1, "The URL of the service, if `--endpoint-url` is not given.");
    }
    let prefix = program.prefix();
    let service = tool.service_id.replace([' ', '-'], "_").to_uppercase();
    for Variables { names, text, .. } in ENVIRONMENT.iter().filter(|row| tool.aws || !row.only_of_aws) {
        let names = names.replace("<SERVICE>", &service).replace("<PREFIX>", &prefix);
        section.term(0, &names, "").markdown(1, text);
    }
    section
}

/// The files of AWS's tools, which other tools do not read.
pub(super) fn files(tool: &Tool) -> Section {
    let mut section = Section::new("FILES");
    if !tool.aws {
        return section;
    }
    section.term(0, "~/.aws/config", "").markdown(
        1,
        "The config file that all tools of AWS share. These keys of the profile are used: `region`, `output`, `endpoint_url`, `services`, \
         `ignore_configured_endpoint_urls`, `use_fips_endpoint`, `use_dualstack_endpoint`, \
         `disable_host_prefix_injection`, `ca_bundle`, `max_attempts`, `cli_auto_prompt`, `cli_binary_format`.",
    );
    section
}

/// The end of every page except that of the tool.
pub(super) fn see_also(tool: &Tool) -> Section {
    let mut section = Section::new("SEE ALSO");
    let files = if tool.aws { " and the files" } else { "" };
    section.markdown(
        0,
        &format!("`{} help` lists the variables of the environment{files} that it reads.", tool.name),
    );
    section
}

/// The options of a table, each with its text.
pub(super) fn options<'a>(
    section: &mut Section,
    tool: &Tool,
    options: impl IntoIterator<Item = &'a GlobalOption>,
) {
    for option in options {
        section.term(0, &format!("--{}", option.name), &format!(" ({})", kind(option.takes)));
        section.markdown(1, &tool.about(option));
        if let Takes::OneOf(values) | Takes::MaybeOneOf(values) = option.takes {
            let values = values.iter().map(|value| (*value).to_owned()).collect();
            section.paragraph(1, "Where valid values are:").verbatim(2, values);
        }
    }
}

fn kind(takes: Takes) -> &'static str {
    match takes {
        Takes::Nothing => "boolean",
        Takes::Number(_) => "integer",
        Takes::Text(_) | Takes::Path(_) | Takes::OneOf(_) | Takes::MaybeOneOf(_) => "string",
    }
}

/// Returns an option in the form of the synopsis.
pub(super) fn in_synopsis(option: &GlobalOption) -> String {
    match option.takes {
        Takes::Nothing => format!("[--{}]", option.name),
        _ => format!("[--{} <value>]", option.name),
    }
}

/// Adds the paragraph about pages, if the command has them.
pub(super) fn pages(section: &mut Section, tool: &Tool, command: &Command) {
    let Some(pages) = &command.pages() else { return };
    let raw = |name: &str| {
        let member = command.input.iter().find(|member| member.name == name);
        member.map(|member| format!("`--{}`", member.flag))
    };
    let mut options: Vec<String> = raw(pages.token).into_iter().collect();
    options.extend(pages.size.and_then(raw));
    section.markdown(
        0,
        &format!(
            "The output has pages: `{}` makes a call for each page, and prints all of them as one result. `--no-paginate` makes \
             a single call, and so does each of {}.",
            tool.name,
            options.join(", ")
        ),
    );
}
