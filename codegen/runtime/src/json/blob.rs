//! Binary data in JSON: base64, in the usual alphabet, padded. Padding is optional when reading.

use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::DecodePaddingMode;
use base64::Engine as _;

use super::super::blob::Blob;
use super::{Error, FromJson, Reader, ToJson, Writer};

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

impl FromJson for Blob {
    #[inline]
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        let start = json.position();
        let text = json.text()?;
        BASE64.decode(&*text).map(Self::new).map_err(|_| Error::new("expected base64", start))
    }
}

impl ToJson for Blob {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        // No character of the alphabet needs an escape.
        json.raw("\"");
        json.raw(BASE64.encode(self));
        json.raw("\"");
    }
}
