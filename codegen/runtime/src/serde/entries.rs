//! Maps with known names.

/// Reads entries of a map, as a tuple of options. Others are ignored.
macro_rules! entries {
    ($deserializer:expr, $expected:literal, $($name:pat => $slot:ident: $type:ty),* $(,)?) => {{
        struct Entries;

        impl<'de> serde::de::Visitor<'de> for Entries {
            type Value = ($(Option<$type>,)*);

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($expected)
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
                $(let mut $slot: Option<$type> = None;)*
                while let Some(name) = access.next_key::<String>()? {
                    match name.as_str() {
                        $($name => $slot = access.next_value()?,)*
                        _ => {
                            access.next_value::<serde::de::IgnoredAny>()?;
                        }
                    }
                }
                Ok(($($slot,)*))
            }
        }

        $deserializer.deserialize_map(Entries)
    }};
}

pub(super) use entries;
