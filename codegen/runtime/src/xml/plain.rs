//! The hot loop of reading and writing: the length of a run of plain bytes in a text.

/// One byte in each position of a word.
const ONES: u64 = 0x0101_0101_0101_0101;

/// Returns the end of the run of plain bytes at `at`: the first `<`, `>`, `&` or control character, or `"` if asked, or the end.
///
/// It checks eight bytes at a time, because most of a response consists of texts.
#[inline]
pub(super) fn plain_run<const QUOTES: bool>(bytes: &[u8], mut at: usize) -> usize {
    while let Some(Ok(word)) = bytes.get(at..at + 8).map(<[u8; 8]>::try_from) {
        let special = special::<QUOTES>(u64::from_le_bytes(word));
        if special != 0 {
            return at + (special.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while let Some(byte) = bytes.get(at) {
        if matches!(byte, 0..=0x1f | b'<' | b'>' | b'&') || QUOTES && *byte == b'"' {
            break;
        }
        at += 1;
    }
    at
}

/// Sets the high bit of each byte of the word that is special, and of no byte below the first such one.
///
/// Subtracting borrows from the high bit of a byte that is smaller than what is subtracted; a borrow that runs
/// on can only mark bytes above. `<` (0x3c) and `>` (0x3e) differ in one bit.
#[inline]
fn special<const QUOTES: bool>(word: u64) -> u64 {
    let is = |word: u64, byte: u64| (word ^ (ONES * byte)).wrapping_sub(ONES);
    let control = word.wrapping_sub(ONES * 0x20);
    let bracket = is(word | (ONES * 0x02), 0x3e);
    let quote = if QUOTES { is(word, 0x22) } else { 0 };
    (control | bracket | is(word, 0x26) | quote) & !word & (ONES * 0x80)
}

#[cfg(test)]
mod tests {
    use super::plain_run;

    #[test]
    fn a_run_ends_at_the_first_special_byte() {
        for (length, special) in
            (0..=20).flat_map(|length| (0..=length).map(move |special| (length, special)))
        {
            for byte in [0, 0x1f, b'<', b'>', b'&', b'"'] {
                let mut text = vec![b'a'; length];
                text.iter_mut().skip(special).step_by(3).for_each(|at| *at = byte);
                for start in 0..=length {
                    let end = (start..length).find(|at| text[*at] == byte).unwrap_or(length);
                    assert_eq!(plain_run::<true>(&text, start), end, "{text:?} from {start}");
                    let end = if byte == b'"' { length } else { end };
                    assert_eq!(plain_run::<false>(&text, start), end, "{text:?} from {start}");
                }
            }
        }
    }

    #[test]
    fn other_bytes_are_plain() {
        let text: Vec<u8> = (0x20..=0xff).filter(|byte| !matches!(byte, b'<' | b'>' | b'&' | b'"')).collect();
        (0..=text.len()).for_each(|end| assert_eq!(plain_run::<true>(&text[..end], 0), end));
    }
}
