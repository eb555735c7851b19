//! Items of lists.

/// The item at a place, counted from the end where that is negative.
pub fn element(list: &[String], at: isize) -> Option<&str> {
    let at = if at < 0 { list.len().checked_sub(at.unsigned_abs())? } else { at.unsigned_abs() };
    list.get(at).map(String::as_str)
}
