//! What a value of a request must be like, as data: what the model says of it, decided and ready to be printed.

/// What must hold of one value, and of what is in it. What has nothing to be checked has none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Check {
    /// How long it may be: characters, bytes, items or entries, by its type.
    pub length: Option<Length>,
    pub range: Option<Range>,
    /// The name of the pattern that the text matches, in [`Service::patterns`](super::Service::patterns).
    pub pattern: Option<String>,
    /// Whether no two items may be the same.
    pub unique: bool,
    pub inside: Inside,
}

/// A number of characters, bytes, items or entries. At least one of the two bounds is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    pub min: Option<u64>,
    pub max: Option<u64>,
}

/// The least and the largest number, in the text form of the model, and within the type. One of the two is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub min: Option<String>,
    pub max: Option<String>,
}

/// What is checked of what a value contains.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Inside {
    #[default]
    Nothing,
    /// The value's own type knows: a structure, a union, an enum.
    Type,
    /// Each item of a list.
    Items(Box<Check>),
    /// Each entry of a map.
    Entries {
        key: Option<Box<Check>>,
        value: Option<Box<Check>>,
        /// Whether keys may not be shown.
        secret: bool,
    },
}

/// A pattern that texts must match, as a small program: see `codegen/runtime/src/pattern.rs`, which runs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The constant's name.
    pub ident: String,
    /// The pattern as the model has it.
    pub text: String,
    /// Whether some refused texts pass: a property of Unicode is taken to hold for all beyond ASCII.
    pub lenient: bool,
    pub steps: Vec<PatternStep>,
}

/// One step of a pattern's program; the next one follows, if nothing else is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternStep {
    /// One character out of these ranges, which are sorted.
    One(Vec<(char, char)>),
    /// That many characters out of these ranges.
    Many(Vec<(char, char)>, u32, Option<u32>),
    /// Here, or there.
    Split(usize, usize),
    Jump(usize),
    /// The start of the text.
    Start,
    /// The end of the text.
    End,
    Match,
}
