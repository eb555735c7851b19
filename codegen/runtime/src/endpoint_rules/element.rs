//! Items of lists.

/// Returns the item at an index; a negative index counts from the end.
pub fn element(list: &[String], at: isize) -> Option<&str> {
    let at = if at < 0 { list.len().checked_sub(at.unsigned_abs())? } else { at.unsigned_abs() };
    list.get(at).map(String::as_str)
}
