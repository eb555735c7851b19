//! The hot loop of reading and writing: the length of a run of plain bytes in a string.

/// One byte in each position of a word.
const ONES: u64 = 0x0101_0101_0101_0101;

/// Returns the end of the run of plain bytes at `at`: the first `"`, `\` or control character, or the end.
///
/// It checks eight bytes at a time, because most of a response consists of strings.
#[inline]
pub fn plain_run(bytes: &[u8], mut at: usize) -> usize {
    while let Some(Ok(word)) = bytes.get(at..at + 8).map(<[u8; 8]>::try_from) {
        let special = special(u64::from_le_bytes(word));
        if special != 0 {
            return at + (special.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    // Of a text of at least eight bytes, the last eight are read. The shift removes those before `at`, and puts zeros after the
    // text, which are special.
    let last = bytes.len().checked_sub(8).and_then(|last| bytes.get(last..));
    if let Some(Ok(word)) = last.map(<[u8; 8]>::try_from) {
        let left = bytes.len().saturating_sub(at);
        let word = u64::from_le_bytes(word).checked_shr(64 - 8 * left as u32).unwrap_or(0);
        return at + (special(word).trailing_zeros() / 8) as usize;
    }
    while let Some(byte) = bytes.get(at) {
        if matches!(byte, 0..=0x1f | b'"' | b'\\') {
            break;
        }
        at += 1;
    }
    at
}

/// Sets the high bit of each byte of the word that is special, and of no byte below the first such one.
///
/// Subtracting borrows from the high bit of a byte that is smaller than what is subtracted; a borrow that runs
/// on can only mark bytes above. `^ 0x02` moves `"` (0x22) to 0x20, next to the control characters, and keeps
/// those where they are; `^ 0x5c` moves `\` to 0.
#[inline]
fn special(word: u64) -> u64 {
    let control_or_quote = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
    let backslash = (word ^ (ONES * 0x5c)).wrapping_sub(ONES);
    (control_or_quote | backslash) & !word & (ONES * 0x80)
}

#[cfg(test)]
mod tests {
    use super::plain_run;

    #[test]
    fn a_run_ends_at_the_first_special_byte() {
        for (length, special) in
            (0..=20).flat_map(|length| (0..=length).map(move |special| (length, special)))
        {
            for byte in [0, 0x1f, b'"', b'\\'] {
                let mut text = vec![b'a'; length];
                text.iter_mut().skip(special).step_by(3).for_each(|at| *at = byte);
                for start in 0..=length {
                    let end = (start..length).find(|at| text[*at] == byte).unwrap_or(length);
                    assert_eq!(plain_run(&text, start), end, "{text:?} from {start}");
                }
            }
        }
    }

    #[test]
    fn other_bytes_are_plain() {
        let text: Vec<u8> = (0x20..=0xff).filter(|byte| !matches!(byte, b'"' | b'\\')).collect();
        (0..=text.len()).for_each(|end| assert_eq!(plain_run(&text[..end], 0), end));
    }
}
