//! The form of the output: a crate, whose features decide about its optional parts; or a module of another crate, about which the
//! caller of the generator has decided.

use crate::Parts;

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Crate,
    Module(Parts),
}

/// The features of the code that both clients share.
pub const CLIENTS: &[&str] = &["client-core", "blocking"];

impl Form {
    /// Returns the condition of a part that exists with any of these features.
    pub fn gate(self, features: &'static [&'static str]) -> Gate {
        match self {
            Self::Crate => Gate::Features(features),
            Self::Module(parts) if features.iter().any(|feature| parts.has(feature)) => Gate::Open,
            Self::Module(_) => Gate::Closed,
        }
    }

    /// Whether it is a module.
    pub fn is_module(self) -> bool {
        matches!(self, Self::Module(_))
    }
}

/// The condition of an optional part of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// It is not printed.
    Closed,
    /// It exists in a crate with any of these features.
    Features(&'static [&'static str]),
    /// It is printed without a condition.
    Open,
}

impl Gate {
    /// This condition if the part exists at all.
    pub fn when(self, exists: bool) -> Self {
        if exists { self } else { Self::Closed }
    }

    /// Whether it is printed.
    pub fn is_printed(self) -> bool {
        self != Self::Closed
    }
}
