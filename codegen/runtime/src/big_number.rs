//! Numbers of any size and precision, as decimal text. There is no arithmetic here: parse the text with a
//! library for it.

use std::fmt;
use std::str::FromStr;

use super::decimal;

/// A text that is not a number in plain decimal notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BigNumberError;

impl fmt::Display for BigNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a decimal number such as `-12`, or for a decimal `0.5` or `1e-3`")
    }
}

impl std::error::Error for BigNumberError {}

macro_rules! big_numbers {
    ($($(#[$doc:meta])* $name:ident, $allowed:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// Returns the number, as it was spelled.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = BigNumberError;

            fn from_str(text: &str) -> Result<Self, BigNumberError> {
                let length = decimal::length(text.as_bytes());
                if length > 0 && length == text.len() && text.bytes().all($allowed) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(BigNumberError)
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::from(0)
            }
        }

        big_numbers!(@from $name: i32 i64 i128 u32 u64 u128);
    )*};
    (@from $name:ident: $($integer:ty)*) => {$(
        impl From<$integer> for $name {
            fn from(value: $integer) -> Self {
                Self(value.to_string())
            }
        }
    )*};
}

big_numbers! {
    /// An integer of any size, as its decimal text; two are equal if they are spelled alike.
    ///
    /// ```
    /// # use farrier_runtime::BigInteger;
    /// let large: BigInteger = "123456789012345678901234567890".parse().unwrap();
    /// assert_eq!(large.to_string(), "123456789012345678901234567890");
    /// assert!("1.5".parse::<BigInteger>().is_err());
    /// ```
    BigInteger, |byte| matches!(byte, b'-' | b'0'..=b'9');

    /// A decimal number of any precision, as its text; two are equal if they are spelled alike.
    ///
    /// ```
    /// # use farrier_runtime::BigDecimal;
    /// let exact: BigDecimal = "0.1000000000000000055511151231257827".parse().unwrap();
    /// assert_eq!(exact.to_string(), "0.1000000000000000055511151231257827");
    /// assert!("one".parse::<BigDecimal>().is_err());
    /// ```
    BigDecimal, |_| true;
}
