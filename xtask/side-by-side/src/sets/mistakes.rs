//! Invalid or almost valid command lines.

use super::Set;
use super::values;
use crate::model::{Operation, needed};

pub(super) fn add(operation: &Operation, sets: &mut Vec<Set>) {
    let good = || values::good(operation);
    for member in needed(&operation.input) {
        let what = format!("without --{}", member.flag);
        sets.push(Set::new(operation, &what, values::good_but(operation, &member.name)));
        let what = format!("--{} without a value", member.flag);
        let but = values::good_but(operation, &member.name);
        sets.push(Set::new(operation, &what, but).and([format!("--{}", member.flag)]));
        let what = format!("--{} twice", member.flag);
        let again = [format!("--{}", member.flag), "second".to_owned()];
        sets.push(Set::new(operation, &what, good()).and(again));
    }
    sets.push(Set::new(operation, "without anything", []));
    sets.push(Set::new(operation, "with an unknown option", good()).and(["--nobody", "x"]));
    sets.push(Set::new(operation, "with an unknown switch", good()).and(["--nobody"]));
    sets.push(Set::new(operation, "with a word too many", good()).and(["word"]));
    sets.push(Set::new(operation, "with an empty word", good()).and([""]));
    if let Some(first) = needed(&operation.input).next() {
        let mut short = format!("--{}", first.flag);
        short.pop();
        let but = values::good_but(operation, &first.name);
        sets.push(Set::new(operation, "with an option cut short", but).and([short, "x".to_owned()]));
        let but = values::good_but(operation, &first.name);
        let equals = format!("--{}=a=b", first.flag);
        sets.push(Set::new(operation, "with an equals sign", but).and([equals]));
        let but = values::good_but(operation, &first.name);
        let capital = format!("--{}", first.name);
        sets.push(
            Set::new(operation, "with the member's name for an option", but).and([capital, "x".to_owned()]),
        );
    }
    let mut swapped = Set::new(operation, "after its options", []);
    swapped.args =
        ["--output", "text", &operation.command].map(str::to_owned).into_iter().chain(good()).collect();
    sets.push(swapped);
    let mut name = Set::new(operation, "by its name in the model", good());
    if let Some(command) = name.args.first_mut() {
        command.clone_from(&operation.name);
    }
    sets.push(name);
}
