//! References: the five predefined entities, and characters by their number. No other entity can be declared.

/// The maximum number of digits of a character, with leading zeros.
const MAX_DIGITS: usize = 10;

/// Decodes the reference whose `&` is at a position. Returns the character, and the position after the `;`.
///
/// Control characters are accepted, although only XML 1.1 allows their references: keys of S3 contain them.
#[inline]
pub(super) fn reference(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let rest = bytes.get(at + 1..)?;
    let named = |name: &[u8], character| rest.starts_with(name).then_some((character, at + 1 + name.len()));
    match rest.first()? {
        b'#' => number(rest.get(1..)?).map(|(character, length)| (character, at + 2 + length)),
        b'q' => named(b"quot;", '"'),
        b'l' => named(b"lt;", '<'),
        b'g' => named(b"gt;", '>'),
        b'a' => named(b"amp;", '&').or_else(|| named(b"apos;", '\'')),
        _ => None,
    }
}

/// Decodes `38;` or `x26;`. Returns the character, and the length.
fn number(text: &[u8]) -> Option<(char, usize)> {
    let (radix, prefix) = if text.first() == Some(&b'x') { (16, 1) } else { (10, 0) };
    let mut number = 0_u32;
    for (index, byte) in text.iter().enumerate().skip(prefix) {
        if *byte == b';' && index > prefix {
            let character = char::from_u32(number).filter(|character| *character != '\0')?;
            return Some((character, index + 1));
        }
        if index - prefix == MAX_DIGITS {
            return None;
        }
        number = number.checked_mul(radix)?.checked_add(char::from(*byte).to_digit(radix)?)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::reference;

    fn read(text: &str) -> Option<(char, usize)> {
        reference(format!("..{text}").as_bytes(), 2).map(|(character, end)| (character, end - 2))
    }

    #[test]
    fn five_entities_and_numbers_are_known() {
        for (text, character) in [
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&amp;", '&'),
            ("&quot;", '"'),
            ("&apos;", '\''),
            ("&#65;", 'A'),
            ("&#0000000065;", 'A'),
            ("&#x1F600;", '😀'),
            ("&#x1f600;", '😀'),
            ("&#xD;", '\r'),
            ("&#1;", '\u{1}'),
        ] {
            assert_eq!(read(&format!("{text};x")), Some((character, text.len())), "{text}");
        }
    }

    #[test]
    fn others_are_unknown() {
        for text in [
            "&",
            "&;",
            "&lt",
            "&LT;",
            "&nbsp;",
            "&ltt;",
            "&#;",
            "&#x;",
            "&#65",
            "&#X41;",
            "&#+5;",
            "&#-5;",
            "&#xD800;",
            "&#x110000;",
            "&#0;",
            "&#00000000065;",
            "&#99999999999999999999;",
            "&# 5;",
            "&#x 5;",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
