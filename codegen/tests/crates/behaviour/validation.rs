//! A test of the crate that is generated from `tests/cases/validation.json`; see `behaviour.rs`.

use case_validation::operation::get_note::{GetNote, GetNoteInput};
use case_validation::operation::put_note::{PutNote, PutNoteInput};
use case_validation::types::{Choice, Color, Free, Step, Tree};
use case_validation::{BigDecimal, BigInteger, NonEmpty, Operation, Problem, UnknownMember};

/// Returns a valid input.
fn good() -> PutNoteInput {
    PutNoteInput::new("abc", NonEmpty::new("a".to_owned()))
}

/// Returns the violations, line by line.
fn wrong(input: &PutNoteInput) -> Vec<String> {
    match input.validate() {
        Ok(()) => Vec::new(),
        Err(all) => all.iter().map(ToString::to_string).collect(),
    }
}

#[track_caller]
fn fine(input: PutNoteInput) {
    assert_eq!(wrong(&input), [""; 0]);
}

#[track_caller]
fn bad(input: PutNoteInput, expected: &str) {
    assert_eq!(wrong(&input), [expected]);
}

fn big(text: &str) -> BigInteger {
    text.parse().unwrap()
}

fn exact(text: &str) -> BigDecimal {
    text.parse().unwrap()
}

#[test]
fn valid_input_is_accepted() {
    fine(good());
    fine(good().short_name("").data(*b"ab").count(1).small(-5).small(127).share(0.1).share(0.9));
    fine(good().color("red").step(Step::One).colors([Color::Red, Color::Blue]).choice(Choice::Nothing {}));
    fine(good().not_reserved("reserved").impossible("").title("Ünï 文").password("1234567x"));
    assert!(GetNoteInput::new().free(Free::new().text("?")).validate().is_ok());
    assert!(GetNote::validate(&GetNoteInput::new().id("")).is_ok());
}

#[test]
fn characters_are_scalar_values_and_bytes_are_bytes() {
    fine(PutNoteInput::new("é😀é😀é", NonEmpty::new("é".to_owned())));
    bad(PutNoteInput::new("é😀é😀éé", NonEmpty::new("é".to_owned())), "name: must have 1 to 5 characters");
    bad(good().data("é!"), "data: must have exactly 2 bytes");
    fine(good().data("é"));
}

/// The traits of a member take precedence over those of its target, each separately.
#[test]
fn a_member_has_limits_of_its_own() {
    bad(good().short_name("aaaa"), "shortName: must have at most 3 characters");
    bad(good().short_name("A"), "shortName: must match `^[a-zé😀]*$`");
    bad(PutNoteInput::new("", NonEmpty::new("".to_owned())), "name: must have 1 to 5 characters");
}

#[test]
fn numbers_are_compared_as_they_are() {
    bad(good().count(0), "count: must be at least 1");
    bad(good().small(-6), "small: must be at least -5");
    bad(good().share(0.099), "share: must be 0.1 to 0.9");
    bad(good().share(0.900_000_1), "share: must be 0.1 to 0.9");
    bad(good().share(f32::NAN), "share: must be 0.1 to 0.9");
    for text in ["123456789012345678901234567890", "-1234567890123456789012345678901", "0", "-0"] {
        fine(good().huge(big(text)));
    }
    for text in ["123456789012345678901234567891", "1234567890123456789012345678900"] {
        bad(good().huge(big(text)), "huge: must be at most 123456789012345678901234567890");
    }
    for text in ["-0.5", "-5e-1", "-0.05e1", "0", "-0.0", "1000", "1e3", "1E+3", "0.001e6", "999.9999999999999999999999", "1e-99999999999999999999"] {
        fine(good().exact(exact(text)));
    }
    for text in ["-0.5000000000000000000000001", "-1", "1000.0000000000000000000001", "1e4", "1e99999999999999999999", "-1e99"] {
        bad(good().exact(exact(text)), "exact: must be -0.5 to 1000");
    }
}

#[test]
fn only_known_values_of_enums_pass() {
    bad(good().color("green"), "color: is not a value of the model");
    fine(good().color(Color::Unknown("blue".to_owned())));
    bad(good().step(Step::Unknown(2)), "step: is not a value of the model");
    fine(good().step(Step::Unknown(1)));
    bad(good().choice(Choice::Unknown(UnknownMember::new("other", 1))), "choice: is not a member of the model");
    bad(good().choice(Choice::Name("".to_owned())), "choice.name: must have 1 to 5 characters");
    fine(good().choice(Choice::Free("".to_owned())));
}

#[test]
fn items_of_lists_are_checked_and_compared() {
    let colors = || vec![Color::Red, Color::Blue, Color::Red, Color::Unknown("x".into()), Color::Blue];
    assert_eq!(
        wrong(&good().colors(colors())),
        [
            "colors: must have at most 4 items",
            "colors[2]: must be unique; it repeats item 0",
            "colors[4]: must be unique; it repeats item 1",
            "colors[3]: is not a value of the model",
        ]
    );
    let some = NonEmpty::from(["a".to_owned(), "aaa".to_owned(), "A".to_owned()]);
    assert_eq!(
        wrong(&PutNoteInput::new("abc", some)),
        ["some: must have at most 2 items", "some[1]: must have at most 2 characters", "some[2]: must match `^[a-zé😀]*$`"]
    );
    bad(good().sparse([None, Some("a".to_owned()), Some("".to_owned()), None]), "sparse[2]: must have 1 to 5 characters");
}

#[test]
fn keys_and_values_of_maps_are_checked() {
    bad(good().tags([]), "tags: must have 1 to 3 entries");
    let one = |key: &str, items: &[&str]| [(key.to_owned(), items.iter().map(|item| (*item).to_owned()).collect())];
    assert_eq!(
        wrong(&good().tags(one("Zu \"lang\"", &["a", "abc"]))),
        [
            "tags[\"Zu \\\"lang\\\"\"]: the key must have 1 to 5 characters",
            "tags[\"Zu \\\"lang\\\"\"]: the key must match `^[a-zé😀]*$`",
            "tags[\"Zu \\\"lang\\\"\"][1]: must have at most 2 characters",
        ]
    );
    bad(good().tags(one("k", &[])), "tags[\"k\"]: must have 1 to 2 items");
    let long = wrong(&good().tags(one(&"k".repeat(100), &["a"])));
    assert_eq!(long, [format!("tags[\"{}\"...]: the key must have 1 to 5 characters", "k".repeat(64))]);
    let violations = good().tags(one("", &["a"])).validate().unwrap_err();
    assert!(violations.as_slice()[0].is_of_key());
    assert_eq!(violations.as_slice()[0].path(), "tags[\"\"]");
}

#[test]
fn secrets_do_not_show() {
    let secrets = [("hush".to_owned(), "a".to_owned()), ("quiet".to_owned(), "HUSH".to_owned())];
    let violations = good().secrets(secrets).password("hush").validate().unwrap_err();
    assert_eq!(
        violations.to_string(),
        "secrets[entry 1]: must match `^[a-zé😀]*$`; password: must have at least 8 characters; password: must match `[0-9]`"
    );
    let shown = format!("{violations:?} {violations}").to_lowercase();
    assert!(!shown.contains("hush") && !shown.contains("quiet"), "{shown}");
}

#[test]
fn all_is_listed_in_the_order_of_the_members() {
    let input = PutNoteInput::new("", NonEmpty::new("A".to_owned())).count(-1).color("?").tags([]);
    let violations = input.validate().unwrap_err();
    let paths: Vec<&str> = violations.iter().map(|violation| violation.path()).collect();
    assert_eq!(paths, ["name", "count", "color", "some[0]", "tags"]);
    assert!(matches!(violations.as_slice()[0].problem(), Problem::Length { min: Some(1), max: Some(5), .. }));
    assert_eq!(PutNote::validate(&input), Err(violations.clone()));
    assert_eq!(violations.into_iter().count(), 5);
}

#[test]
fn deep_values_are_checked_to_a_depth() {
    let deep = |levels: usize| (0..levels).fold(Tree::new().name("A"), |below, _| Tree::new().below(below));
    bad(good().tree(deep(126)), &format!("tree{}.name: must match `^[a-zé😀]*$`", ".below".repeat(126)));
    let problem = "is nested more than 128 levels deep";
    bad(good().tree(deep(127)), &format!("tree{}.name: {problem}", ".below".repeat(127)));
    bad(good().tree(deep(2000)), &format!("tree{}: {problem}", ".below".repeat(128)));
}
