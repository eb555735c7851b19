//! Limits of values, as data that is ready to be printed: in the schema, and in `validate` for the values of requests.

use super::schema::TextFormat;

/// The limits of a value and its contents. A limit that contradicts another one, or that every value of the type keeps, is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// The length in characters, bytes, items or entries, depending on the type.
    pub length: Option<Length>,
    pub range: Option<Range>,
    pub pattern: Option<PatternUse>,
    /// Whether items must be unique.
    pub unique: bool,
    /// The format of a text, where the name of its shape says more than that of its member. Only the schema has it.
    pub format: TextFormat,
    pub inside: Inside,
}

/// The pattern of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternUse {
    /// The pattern of the model.
    pub text: String,
    /// The name of the compiled pattern; `None` if only the service can check it, or if no request has it.
    pub program: Option<String>,
}

/// A number of characters, bytes, items or entries. At least one of the two limits is present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    pub min: Option<u64>,
    pub max: Option<u64>,
}

/// The minimum and maximum as decimal numbers within the type. A whole number of 64 bits has only digits. At least one is present.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub min: Option<String>,
    pub max: Option<String>,
}

/// The limits of the contents of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Inside {
    #[default]
    Nothing,
    /// Those of the value's own type: a structure, a union, an enum.
    Type,
    /// Each item of a list.
    Items(Box<Limits>),
    /// Each entry of a map.
    Entries {
        key: Option<Box<Limits>>,
        value: Option<Box<Limits>>,
        /// Whether keys must be hidden.
        secret: bool,
    },
}

/// A compiled pattern: see `codegen/runtime/src/pattern.rs`, which runs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The constant's name.
    pub ident: String,
    /// The pattern of the model.
    pub text: String,
    /// Whether some invalid texts match: a Unicode property matches every character outside ASCII.
    pub lenient: bool,
    pub steps: Vec<PatternStep>,
}

/// One step of a pattern's program; unless stated otherwise, the next one follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternStep {
    /// One character of these ranges, which are sorted.
    One(Vec<(char, char)>),
    /// This many characters of these ranges.
    Many(Vec<(char, char)>, u32, Option<u32>),
    /// Two alternatives.
    Split(usize, usize),
    Jump(usize),
    /// The start of the text.
    Start,
    /// The end of the text.
    End,
    Match,
}
