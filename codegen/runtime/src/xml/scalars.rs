//! Values of simple types. White space around them is ignored, except in strings.

use std::borrow::Cow;

use super::super::big_number::{BigDecimal, BigInteger};
use super::super::blob::Blob;
use super::super::json::integer::digits;
use super::super::{base64_text, decimal, text};
use super::{Error, FromText, FromXml, Reader, ToXml, Writer};

/// Implements reading of a simple type. The function takes its text, without white space around it.
macro_rules! readers {
    ($($type:ty: $read:expr;)*) => {$(
        impl FromText for $type {
            #[inline]
            fn from_text(text: Cow<'_, str>) -> Result<Self, &'static str> {
                $read(text.trim())
            }
        }

        impl FromXml for $type {
            #[inline]
            fn from_xml(xml: &mut Reader<'_>) -> Result<Self, Error> {
                xml.scalar()
            }
        }
    )*};
}

/// Implements writing of a simple type. The function returns its text, in which nothing is special.
macro_rules! writers {
    ($($type:ty: $write:expr;)*) => {$(
        impl ToXml for $type {
            #[inline]
            fn to_xml(&self, xml: &mut Writer) {
                xml.raw($write(self));
            }
        }
    )*};
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        readers! {
            $type: integer;
        }

        impl ToXml for $type {
            #[inline]
            fn to_xml(&self, xml: &mut Writer) {
                xml.raw(digits(i64::from(*self), &mut [b'0'; 20]));
            }
        }
    )*};
}

integers!(i8 i16 i32 i64);

readers! {
    bool: boolean;
    f32: |text| float(text, Self::is_finite);
    f64: |text| float(text, Self::is_finite);
    BigInteger: |text: &str| text.parse().map_err(|_| "expected an integer");
    BigDecimal: |text: &str| text.parse().map_err(|_| "expected a number");
    Blob: |text| base64_text::decode_bytes(text).map(Self::new).ok_or("expected base64");
}

writers! {
    bool: |value: &bool| if *value { "true" } else { "false" };
    f32: |value: &f32| text::float(*value);
    f64: |value: &f64| text::float(*value);
    BigInteger: Self::to_string;
    BigDecimal: Self::to_string;
    Blob: base64_text::encode;
}

fn boolean(text: &str) -> Result<bool, &'static str> {
    match text {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err("expected a boolean"),
    }
}

/// Returns the value of a number that is an integer, however it is spelled: `1`, `1.0` or `1e0`.
#[inline]
fn integer<T: std::str::FromStr + TryFrom<i64>>(text: &str) -> Result<T, &'static str> {
    text.parse().or_else(|_| rare_integer(text))
}

#[cold]
fn rare_integer<T: TryFrom<i64>>(text: &str) -> Result<T, &'static str> {
    if text.is_empty() || decimal::length(text.as_bytes()) != text.len() {
        return Err("expected an integer");
    }
    match decimal::scaled(text, 0) {
        Some(number) if !number.exact => Err("expected an integer"),
        number => number
            .and_then(|number| i64::try_from(number.value).ok())
            .and_then(|value| T::try_from(value).ok())
            .ok_or("expected a smaller integer"),
    }
}

fn float<T: std::str::FromStr + Copy>(text: &str, is_finite: impl Fn(T) -> bool) -> Result<T, &'static str> {
    let is_special = matches!(text, "NaN" | "Infinity" | "-Infinity");
    if !is_special && (text.is_empty() || decimal::length(text.as_bytes()) != text.len()) {
        return Err("expected a number");
    }
    match text.parse() {
        Ok(value) if is_special || is_finite(value) => Ok(value),
        _ => Err("expected a smaller number"),
    }
}

impl FromText for String {
    #[inline]
    fn from_text(text: Cow<'_, str>) -> Result<Self, &'static str> {
        Ok(text.into_owned())
    }
}

impl FromXml for String {
    #[inline]
    fn from_xml(xml: &mut Reader<'_>) -> Result<Self, Error> {
        xml.string()
    }
}

impl ToXml for String {
    #[inline]
    fn to_xml(&self, xml: &mut Writer) {
        xml.text(self);
    }
}

impl ToXml for str {
    #[inline]
    fn to_xml(&self, xml: &mut Writer) {
        xml.text(self);
    }
}
