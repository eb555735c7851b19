//! Describes the difference of two texts, in few lines.

/// Lines shown before the first difference.
const BEFORE: usize = 3;
/// Lines shown of each text.
const MOST: usize = 14;

/// Returns the part in which two texts differ: `-` is expected, `+` is actual.
pub(crate) fn diff(expected: &str, found: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let shorter = old.len().min(new.len()) - same;
    let tail =
        old.iter().rev().zip(new.iter().rev()).take(shorter).take_while(|(old, new)| old == new).count();
    let mut lines = vec![format!("  @ line {}", same + 1)];
    lines.extend(old[same.saturating_sub(BEFORE)..same].iter().map(|line| format!("    {line}")));
    side("  - ", &old[same..old.len() - tail], &mut lines);
    side("  + ", &new[same..new.len() - tail], &mut lines);
    lines.join("\n")
}

fn side(mark: &str, text: &[&str], lines: &mut Vec<String>) {
    lines.extend(text.iter().take(MOST).map(|line| format!("{mark}{line}")));
    if text.len() > MOST {
        lines.push(format!("{mark}... {} more lines", text.len() - MOST));
    }
}

#[test]
fn only_the_part_that_differs_is_shown() {
    assert_eq!(diff("a\nb\nc\nd\n", "a\nb\nX\nY\nd\n"), "  @ line 3\n    a\n    b\n  - c\n  + X\n  + Y");
    assert_eq!(diff("a\na\n", "a\n"), "  @ line 2\n    a\n  - a");
    assert_eq!(diff("", "a\n"), "  @ line 1\n  + a");
    let long = "x\n".repeat(20);
    assert!(diff("", &long).ends_with("  + ... 6 more lines"));
}
