//! Floating-point numbers in JSON. Non-finite numbers are strings.

use super::{Error, FromJson, Reader, ToJson, Writer};

macro_rules! floats {
    ($($float:ident)*) => {$(
        impl FromJson for $float {
            #[inline]
            fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
                let start = json.position();
                if json.peek() == Some(b'"') {
                    let mark = json.mark();
                    match &*json.text()? {
                        "NaN" => return Ok(Self::NAN),
                        "Infinity" => return Ok(Self::INFINITY),
                        "-Infinity" => return Ok(Self::NEG_INFINITY),
                        _ => json.go_to(mark),
                    }
                }
                match json.number_text()?.parse::<Self>() {
                    Ok(value) if value.is_finite() => Ok(value),
                    _ => Err(Error::new("expected a smaller number", start)),
                }
            }
        }

        impl ToJson for $float {
            #[inline]
            fn to_json(&self, json: &mut Writer) {
                if self.is_finite() {
                    // The shortest text that parses to the same value; `Debug` has exponents, `Display` does not.
                    json.raw(&format!("{self:?}"));
                } else if self.is_nan() {
                    json.raw("\"NaN\"");
                } else {
                    json.raw(if *self > 0.0 { "\"Infinity\"" } else { "\"-Infinity\"" });
                }
            }
        }
    )*};
}

floats!(f32 f64);
