//! Parameters of the endpoint rules that operations set by paths into their inputs.

use the_case::endpoint::Params;
use the_case::operation::{deep, flat, keyed, nested, own, plain, projected, several};
use the_case::service::Service;
use the_case::types::{Change, Group, Item, Kind, Place};
use the_case::Operation;

fn place(table: &str) -> Place {
    Place::new().table(table)
}

fn params<O: Operation<Service = Service>>(input: &O::Input) -> Params {
    O::endpoint_params(input, &Params::new()).unwrap()
}

fn tables<O: Operation<Service = Service>>(input: &O::Input) -> Option<Vec<String>> {
    params::<O>(input).tables
}

fn texts(all: &[&str]) -> Option<Vec<String>> {
    Some(all.iter().map(|text| (*text).to_owned()).collect())
}

#[test]
fn a_path_goes_down_to_one_value() {
    let found = params::<deep::Deep>(&deep::DeepInput::new().change(Change::new().target(place("t")).fast(true)));
    assert_eq!((found.table.as_deref(), found.fast), (Some("t"), Some(true)));
    let found = params::<deep::Deep>(&deep::DeepInput::new().change(Change::new()));
    assert_eq!((found.table, found.fast), (None, None));
}

#[test]
fn a_projection_skips_missing_values() {
    let input = projected::ProjectedInput::new();
    assert_eq!(tables::<projected::Projected>(&input), None);
    let items = vec![Item::new().get(place("a")), Item::new().put(place("b")), Item::new().get(place("c"))];
    assert_eq!(tables::<projected::Projected>(&input.clone().items(items)), texts(&["a", "c"]));
    assert_eq!(tables::<projected::Projected>(&input.items(vec![])), texts(&[]));
}

#[test]
fn several_paths_are_flattened_into_one_list() {
    let items = vec![
        Item::new().get(place("1")).check(place("2")),
        Item::new().put(place("3")),
        Item::new().check(Place::new()),
    ];
    // In the order of the expressions, item by item.
    let input = several::SeveralInput::new(items);
    assert_eq!(tables::<several::Several>(&input), texts(&["2", "1", "3"]));
    let input = own::OwnInput::new(Kind::Red).first(place("x"));
    assert_eq!(tables::<own::Own>(&input), texts(&["x", "RED"]));
}

#[test]
fn lists_in_lists_are_flattened() {
    let group = |tables: &[&str]| {
        Group::new().items(tables.iter().map(|table| Item::new().get(place(table))).collect::<Vec<_>>())
    };
    let input = nested::NestedInput::new().groups(vec![group(&["a", "b"]), Group::new(), group(&["c"])]);
    assert_eq!(tables::<nested::Nested>(&input), texts(&["a", "b", "c"]));
    let groups = vec![Group::new().tags(vec![Kind::Red]), Group::new().tags(vec![Kind::Blue, "green".into()])];
    assert_eq!(tables::<flat::Flat>(&flat::FlatInput::new(groups)), texts(&["RED", "BLUE", "green"]));
}

#[test]
fn a_list_and_the_keys_of_a_map_are_taken_as_they_are() {
    let input = plain::PlainInput::new().kinds(vec![Kind::Blue]);
    assert_eq!(tables::<plain::Plain>(&input), texts(&["BLUE"]));
    let keys = [("b".to_owned(), place("1")), ("a".to_owned(), place("2"))];
    let change = Change::new().by_table(std::collections::BTreeMap::from(keys));
    assert_eq!(tables::<keyed::Keyed>(&keyed::KeyedInput::new(change)), texts(&["a", "b"]));
    assert_eq!(tables::<keyed::Keyed>(&keyed::KeyedInput::new(Change::new())), None);
}
