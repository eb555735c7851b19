//! The traits of generated error enums: one variant with a box for each modelled error, and `Unmodelled`.

/// Implements the traits of an error: `service_error!(AnyError { AccessDeniedException, ThrottlingException });`.
#[doc(hidden)]
#[macro_export]
macro_rules! service_error {
    ($name:ident { $($variant:ident),* }) => {
        impl $crate::ServiceError for $name {
            fn metadata(&self) -> &$crate::ErrorMetadata {
                match self {
                    $(Self::$variant(error) => $crate::ServiceError::metadata(error),)*
                    Self::Unmodelled(metadata) => metadata,
                }
            }

            fn message(&self) -> Option<&str> {
                match self {
                    $(Self::$variant(error) => $crate::ServiceError::message(error),)*
                    Self::Unmodelled(metadata) => metadata.message(),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $(Self::$variant(error) => ::std::fmt::Display::fmt(error, f),)*
                    Self::Unmodelled(metadata) => ::std::fmt::Display::fmt(metadata, f),
                }
            }
        }

        impl ::std::error::Error for $name {}
    };
}

/// The same for the errors of one operation or event stream, each of which is one of the service:
/// `operation_error!(SendMessageError in AnyError { AccessDeniedException });`.
#[doc(hidden)]
#[macro_export]
macro_rules! operation_error {
    ($name:ident in $any:ident { $($variant:ident),* }) => {
        $crate::service_error!($name { $($variant),* });

        impl $crate::OperationError for $name {
            type Any = $any;

            fn into_any(self) -> Self::Any {
                match self {
                    $(Self::$variant(error) => $any::$variant(error),)*
                    Self::Unmodelled(metadata) => $any::Unmodelled(metadata),
                }
            }
        }
    };
}

/// `Serialize` and `Deserialize` of an error enum: an object with one member, whose name is the variant.
#[doc(hidden)]
#[macro_export]
macro_rules! error_serde {
    ($name:ident { $($variant:ident),* }) => {
        const _: () = {
            use $crate::serde::serde;

            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    match self {
                        $(Self::$variant(error) => $crate::serde::error_enum::write(stringify!($variant), error, serializer),)*
                        Self::Unmodelled(metadata) => $crate::serde::error_enum::write_unmodelled(metadata, serializer),
                    }
                }
            }

            impl<'de> $crate::serde::error_enum::Variants<'de> for $name {
                fn read<A: serde::de::MapAccess<'de>>(name: &str, access: &mut A) -> Result<Self, A::Error> {
                    match name {
                        $(stringify!($variant) => access.next_value().map(Self::$variant),)*
                        _ => $crate::serde::error_enum::read_unmodelled(access).map(Self::Unmodelled),
                    }
                }
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    $crate::serde::error_enum::read(deserializer)
                }
            }
        };
    };
}
