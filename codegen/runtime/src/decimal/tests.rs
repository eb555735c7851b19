//! Numbers as text.

use super::same_value;

#[test]
fn numbers_are_the_same_whatever_their_spelling() {
    for (one, other) in [
        ("1", "1.0"),
        ("100", "1e2"),
        ("0.10", "1E-1"),
        ("-1.5e3", "-1500"),
        ("0", "-0.00"),
        ("1e400", "10e399"),
    ] {
        assert!(same_value(one, other), "{one} {other}");
    }
    for (one, other) in
        [("1", "-1"), ("1", "10"), ("0.1", "0.01"), ("12345678901234567890.5", "12345678901234567890")]
    {
        assert!(!same_value(one, other), "{one} {other}");
    }
}
