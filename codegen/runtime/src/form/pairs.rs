//! Reads forms: the fake server, and the log of the command line.

use percent_encoding::percent_decode_str;

/// Returns the decoded pairs of a form, in order.
pub(crate) fn pairs(body: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(body);
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

/// A plus sign is a space. Invalid escapes are kept.
fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn pairs_are_decoded() {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let expected =
            [("Action", "A"), ("a b", "c d+%"), ("empty", ""), ("none", ""), ("x", "%zz=1")].map(owned);
        assert_eq!(pairs(b"Action=A&a%20b=c+d%2B%25&empty=&&none&x=%zz=1"), expected);
    }
}
