//! Floating-point numbers, alone and in lists and maps. Formats such as JSON often have no form for non-finite numbers, and
//! write `null` instead; here they have their wire form: `"NaN"`, `"Infinity"`, `"-Infinity"`.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};

use super::super::non_empty::NonEmpty;

/// A number, or a collection of numbers.
pub trait Floats: Sized {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// For `#[serde(with = "..")]`.
pub fn serialize<T: Floats, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(serializer)
}

/// For `#[serde(with = "..")]`.
pub fn deserialize<'de, T: Floats, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

struct Lent<'a, T>(&'a T);

impl<T: Floats> Serialize for Lent<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

struct Own<T>(T);

impl<'de, T: Floats> Deserialize<'de> for Own<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

/// The representation of a number with the feature `arbitrary_precision` of serde_json: a map of this name to its digits.
const DIGITS: &str = "$serde_json::private::Number";

/// A 32-bit or 64-bit number.
trait Float: Sized {
    fn nearest(value: f64) -> Self;
}

impl Float for f32 {
    fn nearest(value: f64) -> Self {
        value as f32
    }
}

impl Float for f64 {
    fn nearest(value: f64) -> Self {
        value
    }
}

struct Number<T>(PhantomData<T>);

impl<'de, T: Float> Visitor<'de> for Number<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, \"NaN\", \"Infinity\" or \"-Infinity\"")
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        Ok(T::nearest(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        Ok(T::nearest(value as f64))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        Ok(T::nearest(value as f64))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        match value {
            "NaN" => Ok(T::nearest(f64::NAN)),
            "Infinity" => Ok(T::nearest(f64::INFINITY)),
            "-Infinity" => Ok(T::nearest(f64::NEG_INFINITY)),
            // The text may be a secret.
            _ => Err(E::invalid_value(Unexpected::Other("another text"), &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<T, A::Error> {
        let digits = match access.next_entry::<String, String>()? {
            Some((name, digits)) if name == DIGITS => digits.parse().ok(),
            _ => None,
        };
        digits.map(T::nearest).ok_or_else(|| A::Error::invalid_type(Unexpected::Map, &self))
    }
}

macro_rules! floats {
    ($($float:ident: $serialize:ident, $deserialize:ident;)*) => {$(
        impl Floats for $float {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if self.is_finite() || !serializer.is_human_readable() {
                    serializer.$serialize(*self)
                } else if self.is_nan() {
                    serializer.serialize_str("NaN")
                } else {
                    serializer.serialize_str(if *self > 0.0 { "Infinity" } else { "-Infinity" })
                }
            }

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    deserializer.deserialize_any(Number(PhantomData))
                } else {
                    deserializer.$deserialize(Number(PhantomData))
                }
            }
        }
    )*};
}

floats! {
    f32: serialize_f32, deserialize_f32;
    f64: serialize_f64, deserialize_f64;
}

impl<T: Floats> Floats for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => serializer.serialize_some(&Lent(value)),
            None => serializer.serialize_none(),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Own<T>>::deserialize(deserializer)?.map(|own| own.0))
    }
}

impl<T: Floats> Floats for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Lent))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Own<T>>::deserialize(deserializer)?.into_iter().map(|own| own.0).collect())
    }
}

impl<T: Floats> Floats for NonEmpty<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Lent))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = NonEmpty::<Own<T>>::deserialize(deserializer)?.into_iter().map(|own| own.0).collect();
        Self::from_vec(items).ok_or_else(|| D::Error::invalid_length(0, &"at least one item"))
    }
}

impl<K: Ord + Serialize + for<'k> Deserialize<'k>, T: Floats> Floats for BTreeMap<K, T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, value)| (key, Lent(value))))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = BTreeMap::<K, Own<T>>::deserialize(deserializer)?;
        Ok(entries.into_iter().map(|(key, own)| (key, own.0)).collect())
    }
}
