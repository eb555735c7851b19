//! The style of a text in YAML: plain, single or double quoted, by the rules of YAML 1.2 for blocks; texts that would be parsed
//! as another type are quoted.

/// The style of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Single,
    Double,
}

/// The properties of a text.
pub(super) struct Analysis {
    plain: bool,
    single: bool,
    breaks: bool,
    empty: bool,
}

impl Analysis {
    pub(super) fn of(text: &str) -> Self {
        let mut indicators = text.starts_with("---") || text.starts_with("...");
        let (mut special, mut break_space, mut space_break) = (false, false, false);
        let mut before = None;
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            let blank_follows = letters.peek().map_or(true, |next| is_blank(*next));
            indicators |= match before {
                None => is_indicator(letter) || (matches!(letter, '?' | ':' | '-') && blank_follows),
                Some(before) => (letter == ':' && blank_follows) || (letter == '#' && is_blank(before)),
            };
            special |= !is_printable(letter);
            break_space |= letter == ' ' && before.map_or(false, is_break);
            space_break |= is_break(letter) && before == Some(' ');
            before = Some(letter);
        }
        let edge = |letter: Option<char>| letter.map_or(false, |letter| letter == ' ' || is_break(letter));
        let at_edge = edge(text.chars().next()) || edge(text.chars().next_back());
        let breaks = has_breaks(text);
        Self {
            plain: !indicators
                && !special
                && !break_space
                && !space_break
                && !breaks
                && !at_edge
                && is_text(text),
            single: !special && !break_space && !space_break,
            breaks,
            empty: text.is_empty(),
        }
    }

    /// As a name on one line with its value, or as anything else.
    pub(super) fn style(&self, key: bool) -> Style {
        match self {
            _ if key && self.breaks => Style::Double,
            Self { plain: true, empty: false, .. } => Style::Plain,
            Self { single: true, .. } => Style::Single,
            _ => Style::Double,
        }
    }
}

pub(super) fn has_breaks(text: &str) -> bool {
    text.contains(is_break)
}

pub(super) fn is_break(letter: char) -> bool {
    matches!(letter, '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\0') || is_break(letter)
}

fn is_indicator(letter: char) -> bool {
    "#,[]{}&*!|>'\"%@`".contains(letter)
}

/// Characters outside of the basic plane are escaped too, as the AWS CLI does; unlike there, also line and paragraph separators,
/// which are breaks only in YAML 1.1.
fn is_printable(letter: char) -> bool {
    matches!(letter, '\n' | ' '..='~' | '\u{a0}'..='\u{fffd}')
        && !matches!(letter, '\u{feff}' | '\u{2028}' | '\u{2029}')
}

/// The letter in double quotes.
pub(super) fn escaped(letter: char) -> String {
    let short = match letter {
        '\0' => '0',
        '\u{7}' => 'a',
        '\u{8}' => 'b',
        '\t' => 't',
        '\n' => 'n',
        '\u{b}' => 'v',
        '\u{c}' => 'f',
        '\r' => 'r',
        '\u{1b}' => 'e',
        '"' => '"',
        '\\' => '\\',
        '\u{85}' => 'N',
        '\u{2028}' => 'L',
        '\u{2029}' => 'P',
        _ if is_printable(letter) => return letter.to_string(),
        _ => {
            return match u32::from(letter) {
                code @ ..=0xff => format!("\\x{code:02X}"),
                code @ ..=0xffff => format!("\\u{code:04X}"),
                code => format!("\\U{code:08X}"),
            };
        }
    };
    format!("\\{short}")
}

/// Whether it is parsed as a text without quotes.
fn is_text(text: &str) -> bool {
    !matches!(
        text,
        "" | "~"
            | "null"
            | "Null"
            | "NULL"
            | "true"
            | "True"
            | "TRUE"
            | "false"
            | "False"
            | "FALSE"
            | "<<"
            | "="
    ) && !is_integer(text)
        && !is_float(text)
        && !is_timestamp(text)
}

fn is_integer(text: &str) -> bool {
    if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+')) {
        return false;
    }
    let digits = unsigned(text);
    let of = |digits: &str, allowed: fn(char) -> bool| {
        !digits.is_empty() && digits.chars().all(|digit| digit == '_' || allowed(digit))
    };
    of(digits, |digit| digit.is_ascii_digit())
        || digits.strip_prefix("0b").map_or(false, |digits| of(digits, |digit| matches!(digit, '0' | '1')))
        || digits.strip_prefix("0o").map_or(false, |digits| of(digits, |digit| matches!(digit, '0'..='7')))
        || digits.strip_prefix("0x").map_or(false, |digits| of(digits, |digit| digit.is_ascii_hexdigit()))
}

fn is_float(text: &str) -> bool {
    let number = unsigned(text);
    if matches!(number, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let (base, exponent) = match number.split_once(['e', 'E']) {
        Some((base, exponent)) => (base, Some(exponent)),
        None => (number, None),
    };
    let signed = exponent.map_or(true, |exponent| exponent.starts_with(['-', '+']));
    if exponent.map_or(false, |exponent| !is_digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))) {
        return false;
    }
    let digits = |text: &str| text.chars().all(|digit| digit == '_' || digit.is_ascii_digit());
    match base.split_once('.') {
        Some(("", fraction)) => !fraction.is_empty() && digits(fraction) && signed,
        Some((whole, fraction)) => !whole.starts_with('_') && digits(whole) && digits(fraction),
        None => exponent.is_some() && !base.is_empty() && !base.starts_with('_') && digits(base),
    }
}

/// A date, or a date and a time in one of their many forms.
fn is_timestamp(text: &str) -> bool {
    let Some((year, rest)) = text.split_once('-') else { return false };
    let Some((month, rest)) = rest.split_once('-') else { return false };
    if year.len() != 4 || !is_digits(year) || !is_one_or_two(month) {
        return false;
    }
    if month.len() == 2 && rest.len() == 2 && is_digits(rest) {
        return true;
    }
    let Some(end) = rest.find(|letter: char| !letter.is_ascii_digit()) else { return false };
    let (day, rest) = rest.split_at(end);
    let time = match rest.strip_prefix(['T', 't']) {
        Some(time) => time,
        None => rest.trim_start_matches([' ', '\t']),
    };
    is_one_or_two(day) && time.len() < rest.len() && is_time(time)
}

fn is_time(text: &str) -> bool {
    let mut parts = text.splitn(3, ':');
    let (Some(hour), Some(minute), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let seconds = rest.bytes().take(2).filter(u8::is_ascii_digit).count() == 2;
    if !is_one_or_two(hour) || minute.len() != 2 || !is_digits(minute) || !seconds {
        return false;
    }
    let rest = rest.get(2..).unwrap_or_default();
    let rest = rest
        .strip_prefix('.')
        .map_or(rest, |fraction| fraction.trim_start_matches(|digit: char| digit.is_ascii_digit()));
    let zone = rest.trim_start_matches([' ', '\t']);
    let Some(offset) = zone.strip_prefix(['-', '+']) else { return rest.is_empty() || zone == "Z" };
    match offset.split_once(':') {
        Some((hours, minutes)) => is_one_or_two(hours) && minutes.len() == 2 && is_digits(minutes),
        None => is_one_or_two(offset),
    }
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['-', '+']).unwrap_or(text)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_one_or_two(text: &str) -> bool {
    text.len() <= 2 && is_digits(text)
}
