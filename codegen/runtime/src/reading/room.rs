//! The capacity of lists of unknown length.

/// Returns the number of elements to reserve, after `length` of them and with more to come.
///
/// A long list is often the largest part of its response. After a few elements, their average size predicts
/// the number of elements to come, so that most lists are neither moved often nor left half empty.
#[inline]
pub(crate) fn room(length: usize, start: usize, remaining: usize) -> usize {
    match length {
        0 => 4,
        1..=15 => length * 3,
        _ => {
            let likely = remaining / ((start - remaining) / length).max(1);
            (likely + likely / 8 + 1).min(length * 3)
        }
    }
}
