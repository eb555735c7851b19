//! The options of every command as given: plain data. `settings` determines defaults.

/// The options of the tool.
#[derive(Default)]
pub struct Options {
    /// The parts of identities, by their options. `-` is standard input.
    pub identities: Vec<(&'static str, String)>,
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
    /// `file://` and `fileb://` are plain texts.
    pub no_file_params: bool,
    pub auto_prompt: Option<bool>,
    pub show_secrets: bool,
    pub print_request: bool,
    pub validate: bool,
    /// The output that replaces a call.
    pub skeleton: Option<String>,
    pub starting_token: Option<String>,
    pub page_size: Option<u64>,
    pub max_items: Option<u64>,
}

/// Whether a value with `file://` or `fileb://` is read from that file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Files {
    /// It is, with a warning if it may be typed text.
    #[default]
    Warned,
    /// It is: a setting requests it.
    Read,
    /// It is sent unchanged.
    Ignored,
}
