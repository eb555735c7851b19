//! The options that every command has, as they were given: plain data. What counts where one is missing is `settings`' business.

/// The options of the tool itself.
#[derive(Default)]
pub struct Options {
    pub debug: bool,
    pub endpoint_url: Option<String>,
    pub no_verify_ssl: bool,
    pub no_paginate: bool,
    pub output: Option<String>,
    pub query: Option<String>,
    pub profile: Option<String>,
    pub region: Option<String>,
    pub color: Option<String>,
    pub no_sign_request: bool,
    pub ca_bundle: Option<String>,
    /// Seconds; 0 is no limit.
    pub read_timeout: Option<u64>,
    /// Seconds; 0 is no limit.
    pub connect_timeout: Option<u64>,
    pub binary_format: Option<String>,
    /// `file://` and `fileb://` are texts.
    pub no_file_params: bool,
    pub auto_prompt: Option<bool>,
    pub show_secrets: bool,
    pub print_request: bool,
    pub validate: bool,
    /// What is to be shown in place of a call.
    pub skeleton: Option<String>,
    pub starting_token: Option<String>,
    pub page_size: Option<u64>,
    pub max_items: Option<u64>,
}

/// Whether a value that begins with `file://` or `fileb://` is read from there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Files {
    /// It is, with a warning where it may be a text that somebody has typed.
    #[default]
    Warned,
    /// It is: a setting says so.
    Read,
    /// It is sent as it is.
    Ignored,
}
