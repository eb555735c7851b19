//! Text bodies.

use super::super::error::Malformed;
use super::RawResponse;

impl<'a> RawResponse<'a> {
    /// The body as text.
    #[inline]
    pub fn text(&self) -> Result<&'a str, Malformed> {
        std::str::from_utf8(self.body).map_err(|_| Malformed("expected UTF-8".to_owned()))
    }
}
