//! The options of the tool itself, from the same tables as help.

use clap::{value_parser, Arg, ArgAction, ArgMatches};

use super::super::globals::{GlobalOption, Takes, OPERATION, PAGING};
use super::super::options::Options;
use super::super::table::{Command, Tool};
use super::members;

/// Those of every command.
pub(super) fn global(tool: &Tool) -> Vec<Arg> {
    tool.globals().map(argument).collect()
}

/// Those of an operation.
pub(super) fn of(tool: &Tool, command: &Command) -> Vec<Arg> {
    let paging: &[GlobalOption] = if command.pages().is_some() { PAGING } else { &[] };
    tool.globals().chain(OPERATION).chain(paging).map(argument).collect()
}

fn argument(option: &GlobalOption) -> Arg {
    match option.takes {
        Takes::Nothing => Arg::new(option.name).long(option.name).action(ArgAction::SetTrue),
        Takes::Text(_) | Takes::Path(_) => members::one(option.name),
        Takes::Number(_) => members::one(option.name).value_parser(value_parser!(u64)),
        Takes::OneOf(values) => members::one(option.name).value_parser(values.to_vec()),
        Takes::MaybeOneOf(values) => Arg::new(option.name)
            .long(option.name)
            .num_args(0..=1)
            .default_missing_value(values.first().copied().unwrap_or_default())
            .action(ArgAction::Set)
            .value_parser(values.to_vec()),
    }
}

/// The parsed options after the command, and before it. Those after it take precedence.
pub(super) struct Found<'m> {
    pub(super) inner: Option<&'m ArgMatches>,
    pub(super) outer: &'m ArgMatches,
}

impl Found<'_> {
    pub(super) fn switch(&self, name: &str) -> bool {
        self.places().any(|matches| matches!(matches.try_get_one::<bool>(name), Ok(Some(true))))
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.places().find_map(|matches| matches.try_get_one::<String>(name).ok().flatten().cloned())
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.places().find_map(|matches| matches.try_get_one::<u64>(name).ok().flatten().copied())
    }

    fn places(&self) -> impl Iterator<Item = &ArgMatches> {
        self.inner.into_iter().chain([self.outer])
    }

    /// The given parts of identities.
    fn identities(&self, tool: &Tool) -> Vec<(&'static str, String)> {
        let options = tool.identities.iter().flat_map(|identity| identity.options());
        options.filter_map(|option| Some((option.name, self.text(option.name)?))).collect()
    }

    /// All of them.
    pub(super) fn options(&self, tool: &Tool) -> Options {
        Options {
            identities: self.identities(tool),
            debug: self.switch("debug"),
            endpoint_url: self.text("endpoint-url"),
            no_verify_ssl: self.switch("no-verify-ssl"),
            no_paginate: self.switch("no-paginate"),
            output: self.text("output"),
            query: self.text("query"),
            profile: self.text("profile"),
            region: self.text("region"),
            color: self.text("color"),
            no_sign_request: self.switch("no-sign-request"),
            ca_bundle: self.text("ca-bundle"),
            read_timeout: self.number("cli-read-timeout"),
            connect_timeout: self.number("cli-connect-timeout"),
            binary_format: self.text("cli-binary-format"),
            no_file_params: self.switch("no-cli-file-params"),
            auto_prompt: match (self.switch("cli-auto-prompt"), self.switch("no-cli-auto-prompt")) {
                (_, true) => Some(false),
                (true, false) => Some(true),
                (false, false) => None,
            },
            show_secrets: self.switch("show-secrets"),
            print_request: self.switch("print-request"),
            validate: self.switch("validate"),
            skeleton: self.text("generate-cli-skeleton"),
            starting_token: self.text("starting-token"),
            page_size: self.number("page-size"),
            max_items: self.number("max-items"),
        }
    }
}
