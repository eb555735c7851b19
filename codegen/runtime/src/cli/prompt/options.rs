//! The options of every command as words of a command line.

use super::super::options::Options;
use super::super::shell::written;

/// Returns the given options, except the one that enabled the prompts.
pub(super) fn words(options: &Options) -> Vec<String> {
    let texts = [
        ("profile", &options.profile),
        ("region", &options.region),
        ("endpoint-url", &options.endpoint_url),
        ("ca-bundle", &options.ca_bundle),
        ("output", &options.output),
        ("query", &options.query),
        ("color", &options.color),
        ("cli-binary-format", &options.binary_format),
        ("starting-token", &options.starting_token),
    ];
    let numbers = [
        ("cli-read-timeout", options.read_timeout),
        ("cli-connect-timeout", options.connect_timeout),
        ("page-size", options.page_size),
        ("max-items", options.max_items),
    ];
    let switches = [
        ("debug", options.debug),
        ("no-verify-ssl", options.no_verify_ssl),
        ("no-paginate", options.no_paginate),
        ("no-sign-request", options.no_sign_request),
        ("show-secrets", options.show_secrets),
        ("print-request", options.print_request),
        ("validate", options.validate),
    ];
    // They are secrets, which another call reads again.
    let identities = options.identities.iter().map(|(name, _)| format!("--{name} -"));
    let texts = texts.iter().filter_map(|(name, text)| Some((*name, text.as_ref()?.clone())));
    let numbers = numbers.iter().filter_map(|(name, number)| Some((*name, number.as_ref()?.to_string())));
    let with_values = texts.chain(numbers).map(|(name, value)| written(&[format!("--{name}"), value]));
    let switches = switches.iter().filter(|(_, is_on)| *is_on).map(|(name, _)| format!("--{name}"));
    identities.chain(with_values).chain(switches).collect()
}
