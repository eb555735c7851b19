//! What requests are signed with: nothing, whatever stands in the files of AWS's tools.

use super::super::blocking::Builder;
use super::settings::{Keys, Settings};

/// The client as it is.
pub(super) fn with_keys(builder: Builder, _keys: Option<&Keys>) -> Builder {
    builder
}

/// What tells curl to sign: nothing.
pub(super) fn curl_options(_request: &http::Request<Vec<u8>>, _settings: &Settings) -> Vec<String> {
    Vec::new()
}
