//! Constraints on the values of a request, as data that is ready to be printed.

/// The constraints on a value and its contents. Values without constraints have none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Check {
    /// The length in characters, bytes, items or entries, depending on the type.
    pub length: Option<Length>,
    pub range: Option<Range>,
    /// The name of the pattern, in [`Service::patterns`](super::Service::patterns).
    pub pattern: Option<String>,
    /// Whether items must be unique.
    pub unique: bool,
    pub inside: Inside,
}

/// A number of characters, bytes, items or entries. At least one of the two limits is present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    pub min: Option<u64>,
    pub max: Option<u64>,
}

/// The minimum and maximum, in the text form of the model, and within the type. At least one is present.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub min: Option<String>,
    pub max: Option<String>,
}

/// The constraints on the contents of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Inside {
    #[default]
    Nothing,
    /// Those of the value's own type: a structure, a union, an enum.
    Type,
    /// Each item of a list.
    Items(Box<Check>),
    /// Each entry of a map.
    Entries {
        key: Option<Box<Check>>,
        value: Option<Box<Check>>,
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
