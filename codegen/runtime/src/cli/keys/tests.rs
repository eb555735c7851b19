//! The form of the model and that of the crate.

use serde_json::json;

use super::super::samples::everything::{EVERYTHING, SECRET};
use super::super::samples::world::refusal;
use super::{to_crate, to_model};

#[test]
fn names_change_and_values_keep_their_places() {
    let model = json!({
        "Name": "a", "Colour": "RED", "Count": 1, "Data": "Zm9v",
        "Item": {"Name": "b", "Item": {"Name": "c"}, "Items": [{"Name": "d"}], "Tags": {"Name": "e"}},
        "Choice": {"Text": "f"}, "Any": {"Name": {"Colour": null}}, "Sparse": ["a", null], "Unknown": {"Colour": 1},
    });
    let in_crate = json!({
        "Name": "a", "colour_": "RED", "Count": 1, "Data": "Zm9v",
        "Item": {"name": "b", "Item": {"name": "c"}, "Items": [{"name": "d"}], "Tags": {"Name": "e"}},
        "Choice": {"text_": "f"}, "Any": {"Name": {"Colour": null}}, "Sparse": ["a", null], "Unknown": {"Colour": 1},
    });
    let there = to_crate(EVERYTHING.operation.input.members, model.clone()).unwrap();
    assert_eq!(there.to_string(), in_crate.to_string());
    assert_eq!(to_model(EVERYTHING.operation.input.members, there).to_string(), model.to_string());
}

#[test]
fn members_that_are_null_are_left_out() {
    let value = json!({"Name": null, "Item": {"Count": null, "On": true}, "Sparse": [null], "Any": null});
    let without = json!({"Item": {"On": true}, "Sparse": [null]});
    assert_eq!(to_crate(EVERYTHING.operation.input.members, value.clone()).unwrap(), without);
    assert_eq!(to_model(EVERYTHING.operation.input.members, value), without);
}

#[test]
fn times_are_rfc_3339_in_the_crate_and_with_an_offset_for_people() {
    let there = to_crate(
        EVERYTHING.operation.input.members,
        json!({"When": 1_573_180_888, "Item": {"When": "2019-11-08"}}),
    )
    .unwrap();
    assert_eq!(there, json!({"When": "2019-11-08T02:41:28Z", "Item": {"when_": "2019-11-08T00:00:00Z"}}));
    let back = to_model(EVERYTHING.operation.input.members, json!({"When": "2019-11-08T02:41:28.172Z"}));
    assert_eq!(back, json!({"When": "2019-11-08T02:41:28.172000+00:00"}));
    assert_eq!(
        refusal(to_crate(EVERYTHING.operation.input.members, json!({"When": "soon"}))),
        "Invalid timestamp \"soon\""
    );
}

#[test]
fn numbers_lose_nothing() {
    let there = to_crate(EVERYTHING.operation.input.members, json!({"Big": 12})).unwrap();
    assert_eq!(there, json!({"Big": "12"}));
    for (digits, shown) in [
        ("12", json!(12)),
        ("1.5", json!(1.5)),
        ("1.50", json!("1.50")),
        ("123456789012345678901234567890", json!("123456789012345678901234567890")),
    ] {
        assert_eq!(
            to_model(EVERYTHING.operation.input.members, json!({"Big": digits})),
            json!({"Big": shown})
        );
    }
    // As serde has a number of 32 bits.
    let single = to_model(
        EVERYTHING.operation.input.members,
        json!({"Float": f64::from(0.1_f32), "Ratio": f64::from(0.1_f32)}),
    );
    assert_eq!(single.to_string(), r#"{"Float":0.1,"Ratio":0.10000000149011612}"#);
}

#[test]
fn what_is_of_another_type_stays_as_it_is() {
    for value in
        [json!([1]), json!("a"), json!({"Item": 1, "Items": {"a": 1}, "Tags": [1], "When": [1], "Big": {}})]
    {
        assert_eq!(to_crate(EVERYTHING.operation.input.members, value.clone()).unwrap(), value);
        assert_eq!(to_model(EVERYTHING.operation.input.members, value.clone()), value);
    }
    assert_eq!(to_crate(SECRET.operation.input.members, json!({})).unwrap(), json!({}));
}
