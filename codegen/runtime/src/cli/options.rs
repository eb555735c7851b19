//! The options that every command has, as they were given: plain data. What counts where one is missing is `settings`' business.

/// The options of the tool itself.
#[derive(Default)]
pub(crate) struct Options {
    pub(crate) debug: bool,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) no_verify_ssl: bool,
    pub(crate) no_paginate: bool,
    pub(crate) output: Option<String>,
    pub(crate) query: Option<String>,
    pub(crate) profile: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) color: Option<String>,
    pub(crate) no_sign_request: bool,
    pub(crate) ca_bundle: Option<String>,
    /// Seconds; 0 is no limit.
    pub(crate) read_timeout: Option<u64>,
    /// Seconds; 0 is no limit.
    pub(crate) connect_timeout: Option<u64>,
    pub(crate) binary_format: Option<String>,
    /// `file://` and `fileb://` are texts.
    pub(crate) no_file_params: bool,
    pub(crate) auto_prompt: Option<bool>,
    pub(crate) show_secrets: bool,
    pub(crate) print_request: bool,
    pub(crate) validate: bool,
    /// What is to be shown in place of a call.
    pub(crate) skeleton: Option<String>,
    pub(crate) starting_token: Option<String>,
    pub(crate) page_size: Option<u64>,
    pub(crate) max_items: Option<u64>,
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
