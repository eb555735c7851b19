//! The checksum that some operations require.

use base64::engine::general_purpose::STANDARD;
use base64::Engine as _;
use http::header::{HeaderName, HeaderValue};
use md5::{Digest as _, Md5};

/// Sets `Content-MD5`, unless a member has set it.
pub fn set(request: &mut http::Request<Vec<u8>>) {
    let name = HeaderName::from_static("content-md5");
    if request.headers().contains_key(&name) {
        return;
    }
    let checksum = STANDARD.encode(Md5::digest(request.body()));
    if let Ok(value) = HeaderValue::from_str(&checksum) {
        request.headers_mut().insert(name, value);
    }
}
