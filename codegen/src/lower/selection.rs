//! The selection of operations by their names, and advice for a name that the model does not have.

use crate::Config;
use crate::error::{Diagnostic, Diagnostics};
use crate::model::ShapeId;

/// The maximum number of operations that a message lists. Of more, it lists the most similar ones.
const LISTED: usize = 12;
const SIMILAR: usize = 3;

/// Returns the selected operations.
pub(super) fn chosen(
    operations: Vec<ShapeId>,
    config: &Config,
    service: &ShapeId,
) -> Result<Vec<ShapeId>, Diagnostics> {
    let Config { operations: wanted, without, .. } = config;
    let mut problems = Diagnostics::default();
    let is_unknown = |name: &&String| !operations.iter().any(|id| id.name() == *name);
    for name in wanted.iter().flatten().chain(without).filter(is_unknown) {
        let known = operations.iter().map(ShapeId::name).collect();
        let message = format!("has no operation `{}`; {}", name.escape_debug(), advice(name, known));
        problems.push(Diagnostic::new(message).about(service));
    }
    let is_in = |names: &[String], id: &ShapeId| names.iter().any(|name| name == id.name());
    let is_chosen =
        |id: &ShapeId| wanted.as_ref().is_none_or(|wanted| is_in(wanted, id)) && !is_in(without, id);
    problems.or(operations.into_iter().filter(is_chosen).collect())
}

fn advice(name: &str, mut known: Vec<&str>) -> String {
    if known.len() <= LISTED {
        return format!("its operations are {}", known.join(", "));
    }
    let wanted = plain(name);
    known.sort_by_cached_key(|known| distance(&wanted, &plain(known)));
    known.truncate(SIMILAR);
    format!("similar ones are {}", known.join(", "))
}

/// Removes differences of spelling: `list-trees` and `ListTrees` are the same.
fn plain(name: &str) -> Vec<char> {
    name.chars().filter(|c| c.is_alphanumeric()).take(64).flat_map(char::to_lowercase).collect()
}

/// Returns the number of characters to insert, to remove or to replace.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_operations_the_most_similar_are_listed() {
        let few = vec!["PlantTree", "ListTrees"];
        assert_eq!(advice("ListTree", few), "its operations are PlantTree, ListTrees");
        let mut many = vec!["PlantTree", "ListTrees", "GetTree", "ListTreeKinds"];
        many.extend(["A", "B", "C", "D", "E", "F", "G", "H", "I"]);
        assert_eq!(advice("list-tree", many), "similar ones are ListTrees, PlantTree, GetTree");
    }

    #[test]
    fn the_distance_is_that_of_levenshtein() {
        let of = |a: &str, b: &str| distance(&plain(a), &plain(b));
        assert_eq!((of("kitten", "sitting"), of("", "abc"), of("abc", ""), of("ab", "ba")), (3, 3, 3, 2));
    }
}
