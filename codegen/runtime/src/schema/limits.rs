//! What a value must be like, besides its type.

/// The limits of a value in the model: of a number its value, of everything else its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The least value of a number, or the least number of characters, bytes, items or entries. Only whole numbers are here.
    pub min: Option<i64>,
    /// The greatest value of a number, or the greatest number of characters, bytes, items or entries. Only whole numbers are
    /// here.
    pub max: Option<i64>,
    /// The regular expression that a text must match.
    pub pattern: Option<&'static str>,
    /// Whether no two items of a list may be the same.
    pub unique: bool,
    /// The format of a text, where the name of its shape tells more than that of its member.
    pub format: TextFormat,
}

impl Limits {
    /// No limits.
    pub const NONE: Self =
        Self { min: None, max: None, pattern: None, unique: false, format: TextFormat::Plain };

    /// Returns a least and a greatest.
    pub const fn between(min: i64, max: i64) -> Self {
        Self { min: Some(min), max: Some(max), ..Self::NONE }
    }

    /// Returns a least.
    pub const fn at_least(min: i64) -> Self {
        Self { min: Some(min), ..Self::NONE }
    }

    /// Returns a greatest.
    pub const fn at_most(max: i64) -> Self {
        Self { max: Some(max), ..Self::NONE }
    }

    /// Sets the pattern.
    #[must_use]
    pub const fn pattern(self, pattern: &'static str) -> Self {
        Self { pattern: Some(pattern), ..self }
    }

    /// Says that no two items may be the same.
    #[must_use]
    pub const fn unique(self) -> Self {
        Self { unique: true, ..self }
    }

    /// Sets the format.
    #[must_use]
    pub const fn format(self, format: TextFormat) -> Self {
        Self { format, ..self }
    }
}

/// The form of a text, as far as a name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TextFormat {
    /// Any text.
    Plain,
    /// An id, such as a UUID.
    Id,
    /// A URL.
    Url,
    /// A date and time of ISO 8601.
    Time,
    /// A token, such as one for the next page.
    Token,
    /// A media type, such as `text/plain`.
    MediaType,
    /// An Amazon resource name.
    Arn,
}

impl TextFormat {
    /// Returns the format that a member or a shape of this name has, by the word that the name ends with.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        const ENDS: &[(&str, TextFormat)] = &[
            ("contenttype", TextFormat::MediaType),
            ("url", TextFormat::Url),
            ("uri", TextFormat::Url),
            ("arn", TextFormat::Arn),
            ("token", TextFormat::Token),
            ("time", TextFormat::Time),
            ("timestamp", TextFormat::Time),
            ("expiry", TextFormat::Time),
            ("instant", TextFormat::Time),
            ("guidstring", TextFormat::Id),
            ("uuid", TextFormat::Id),
        ];
        let low = name.to_ascii_lowercase();
        match ENDS.iter().find(|(end, _)| low.ends_with(end)) {
            Some((_, format)) => *format,
            // `Id` is a word of its own; `paid` and `valid` are other words.
            None if name == "id" || name.ends_with("Id") || name.ends_with("ID") => Self::Id,
            None => Self::Plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TextFormat;

    #[test]
    fn names_tell_formats() {
        assert_eq!(TextFormat::of_name("ContactId"), TextFormat::Id);
        assert_eq!(TextFormat::of_name("Paid"), TextFormat::Plain);
        assert_eq!(TextFormat::of_name("RedirectUri"), TextFormat::Url);
    }
}
