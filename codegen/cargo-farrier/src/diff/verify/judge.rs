//! Compares two public APIs with a report, and returns the disagreements.

use std::collections::BTreeSet;

use farrier::diff::{Bump, Effect, EffectKind, Report};

use super::api::Api;

/// A difference between two APIs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// Its path, as in the API.
    pub(super) path: String,
    /// Whether it was removed or changed, so that code may not compile.
    pub(super) breaks: bool,
    /// Whether it is a module, which is added and removed with its contents.
    is_module: bool,
    /// The names of the arguments of a method on either side.
    arguments: BTreeSet<String>,
}

/// All differences, and their consequences.
pub(super) fn differences([old, new]: [&Api; 2]) -> Vec<Difference> {
    let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut found = Vec::new();
    for path in paths {
        let (before, after) = (old.get(path), new.get(path));
        if before != after {
            let arguments = [before, after].into_iter().flatten().flat_map(|sig| names(sig)).collect();
            found.push(Difference {
                path: path.clone(),
                breaks: before.is_some(),
                is_module: before.or(after).is_some_and(|sig| sig == "module"),
                arguments,
            });
        }
    }
    found
}

/// The names of arguments in a signature.
fn names(signature: &str) -> Vec<String> {
    let inputs =
        serde_json::from_str::<serde_json::Value>(signature.split("}\"").next().unwrap_or(signature));
    let inputs = inputs.ok().and_then(|value| value.pointer("/sig/inputs").cloned());
    let inputs = inputs.as_ref().and_then(serde_json::Value::as_array).into_iter().flatten();
    inputs.filter_map(|input| Some(input.get(0)?.as_str()?.to_owned())).collect()
}

/// Returns the disagreements between report and APIs, one per line.
pub(super) fn judge(report: &Report, apis: [&Api; 2], is_same: bool) -> Vec<String> {
    let mut problems = Vec::new();
    let all = differences(apis);
    let effects: Vec<&Effect> = report.changes.iter().flat_map(|change| &change.rust).collect();
    let renamed = Renamed::of(apis);
    for difference in &all {
        let is_rename = renamed.explains(apis, &difference.path);
        let is_explained = is_rename || effects.iter().any(|effect| explains(effect, difference));
        if !is_explained {
            let is = match (apis[0].contains_key(&difference.path), apis[1].contains_key(&difference.path)) {
                (true, true) => "differs",
                (true, false) => "was removed",
                _ => "is new",
            };
            problems.push(format!("no effect states that `{}` {is}", difference.path));
        }
    }
    for effect in &effects {
        if is_seen(effect) && !all.iter().any(|difference| explains(effect, difference)) {
            problems.push(format!("the API does not show: {}", effect.text));
        }
    }
    for change in &report.changes {
        let effects = change.rust.iter().map(|effect| effect.bump).max().unwrap_or(Bump::None);
        if change.bump < effects || change.bump > effects.max(Bump::Patch) {
            problems.push(format!(
                "{} {}: the bump {} is not that of its effects",
                change.rule, change.shape, change.bump
            ));
        }
    }
    let breaks = all.iter().any(|difference| difference.breaks && !is_patch(&difference.path));
    let unseen = effects.iter().filter(|effect| !is_seen(effect)).map(|effect| effect.bump).max();
    let of_api = match (breaks, all.is_empty()) {
        (true, _) => Bump::Major,
        (_, false) => Bump::Minor,
        _ if is_same => Bump::None,
        _ => Bump::Patch,
    };
    let expected = of_api.max(unseen.unwrap_or(Bump::None));
    if report.bump != expected {
        problems.push(format!("the bump is {}, but the crates need {expected}", report.bump));
    }
    problems
}

/// Whether an effect is visible in rustdoc JSON.
fn is_seen(effect: &Effect) -> bool {
    let is_code = matches!(effect.kind, EffectKind::Code | EffectKind::Silent);
    effect.bump >= Bump::Minor && is_code && effect.item != "rust-version"
}

/// A constant may have another value.
fn is_patch(path: &str) -> bool {
    path.ends_with(" (const)")
}

/// Whether a difference follows from an effect.
fn explains(effect: &Effect, difference: &Difference) -> bool {
    let (item, path) = (effect.item.as_str(), difference.path.as_str());
    let bare = path.trim_end_matches("()").trim_end_matches(" (type)").trim_end_matches(" (const)");
    let bare = bare.trim_end_matches(" (stored)").trim_start_matches("use ").trim_start_matches("feature ");
    let is_below = |path: &str, item: &str| {
        path == item || path.strip_prefix(item).is_some_and(|rest| rest.starts_with("::"))
    };
    if is_below(bare, item) || path == item || difference.is_module && is_below(item, path) {
        return true;
    }
    // A paginated operation implements a trait.
    if let Some(operation) = item.strip_suffix("::pages()").or_else(|| item.strip_suffix("::items()")) {
        let of = bare.split_once(" for ").filter(|(of, _)| of.starts_with("impl Paginate"));
        return of.map_or(bare, |(_, of)| of).starts_with(operation);
    }
    // Implementations of a new or removed type, or for conversions of a variant's type.
    if let Some((_, of)) = bare.split_once(" for ") {
        return is_below(of, item);
    }
    let (owner, name) = bare.rsplit_once("::").unwrap_or(("", bare));
    let of_item = item.rsplit_once("::");
    match of_item {
        // An argument or a setter has the type of its field.
        Some((of, field)) if of == owner => {
            difference.arguments.contains(field)
                || name == format!("set_{field}")
                || name.strip_suffix("_mut") == Some(field)
        }
        // The client method of an operation is named after its module, which contains its return type.
        Some((module, _)) if owner.ends_with("Client") => module
            .strip_prefix("operation::")
            .is_some_and(|module| module == name || format!("{module}_") == name),
        // The same type, exported one level up.
        Some((_, last)) => last == bare || owner == "types" && last == name,
        None => owner == "types" && name == item,
    }
}

/// Types with a changed path: every signature with one of them differs.
struct Renamed {
    old: BTreeSet<String>,
    new: BTreeSet<String>,
}

impl Renamed {
    fn of([old, new]: [&Api; 2]) -> Self {
        let is_type = |sig: &str| sig.starts_with("struct ") || sig.starts_with("enum ");
        let only = |api: &Api, other: &Api| -> BTreeSet<String> {
            let own = api.iter().filter(|(path, sig)| is_type(sig) && !other.contains_key(*path));
            own.map(|(path, _)| path.rsplit("::").next().unwrap_or(path).to_owned()).collect()
        };
        Self { old: only(old, new), new: only(new, old) }
    }

    /// Whether two signatures are equal except for such names.
    fn explains(&self, [old, new]: [&Api; 2], path: &str) -> bool {
        let (Some(before), Some(after)) = (old.get(path), new.get(path)) else { return false };
        let blank = |text: &str, names: &BTreeSet<String>| {
            let words = text.split('"').map(|word| {
                let name = word.rsplit("::").next().unwrap_or(word);
                if names.contains(name) { "*" } else { word }
            });
            words.collect::<Vec<_>>().join("\"")
        };
        blank(before, &self.old) == blank(after, &self.new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn api(items: &[(&str, &str)]) -> Api {
        items.iter().map(|(path, sig)| ((*path).to_owned(), (*sig).to_owned())).collect()
    }

    fn report(effects: Vec<Effect>) -> Report {
        let model = |member: &str| {
            let text = format!(
                r#"{{ "smithy": "2.0", "shapes": {{
                    "ns#S": {{ "type": "service", "version": "1", "operations": [{{ "target": "ns#O" }}],
                        "traits": {{ "aws.protocols#awsJson1_1": {{}} }} }},
                    "ns#O": {{ "type": "operation", "output": {{ "target": "ns#Out" }} }},
                    "ns#Out": {{ "type": "structure", "members": {{ "{member}": {{ "target": "smithy.api#String" }} }} }}
                }} }}"#
            );
            let role = farrier::model::Role::Model;
            farrier::model::load(&[farrier::model::Source {
                name: "m".to_owned(),
                bytes: text.into_bytes(),
                role,
            }])
            .map(|loaded| loaded.model)
        };
        let options = farrier::diff::Options::default();
        let mut report = model("a")
            .and_then(|old| farrier::diff::diff(&old, &model("b")?, &options))
            .expect("two models that can be compared");
        report.changes.truncate(1);
        report.changes[0].bump = effects.iter().map(|effect| effect.bump).max().unwrap_or(Bump::Patch);
        report.bump = report.changes[0].bump;
        report.changes[0].rust = effects;
        report
    }

    fn effect(bump: Bump, item: &str) -> Effect {
        let mut effect = report_effect();
        effect.bump = bump;
        effect.item = item.to_owned();
        effect
    }

    /// Any effect, to be changed.
    fn report_effect() -> Effect {
        Effect {
            bump: Bump::Major,
            item: String::new(),
            text: "an effect".to_owned(),
            kind: EffectKind::Code,
        }
    }

    #[test]
    fn reported_and_actual_differences_must_match() {
        let old = api(&[("types::A", "struct "), ("types::A::x", "String"), ("types::A::new()", "{}")]);
        let new = api(&[("types::A", "struct "), ("types::A::x", "i32"), ("types::A::new()", "{}")]);
        let right = report(vec![effect(Bump::Major, "types::A::x")]);
        assert_eq!(judge(&right, [&old, &new], false), Vec::<String>::new());
        let silent = report(Vec::new());
        let found = judge(&silent, [&old, &new], false);
        assert!(found[0].contains("no effect states that `types::A::x` differs"), "{found:?}");
        assert!(found[1].contains("the bump is patch, but the crates need major"), "{found:?}");
        let wrong = report(vec![effect(Bump::Major, "types::B")]);
        assert_eq!(
            judge(&wrong, [&old, &old], false).len(),
            2,
            "nothing differs, so the bump is wrong as well"
        );
    }

    #[test]
    fn arguments_count_by_name_and_type() {
        let sig = |name: &str| format!(r#"{{"sig":{{"inputs":[["{name}",{{"primitive":"i32"}}]]}}}}"#);
        let old = api(&[("types::A::new()", &sig("one"))]);
        let new = api(&[("types::A::new()", &sig("two"))]);
        let found = differences([&old, &new]);
        assert_eq!(found.len(), 1);
        let said = report(vec![effect(Bump::Major, "types::A::two")]);
        assert_eq!(judge(&said, [&old, &new], false), Vec::<String>::new());
        let other = report(vec![effect(Bump::Major, "types::A::three")]);
        assert!(!judge(&other, [&old, &new], false).is_empty());
    }

    #[test]
    fn equal_crates_need_no_version_step() {
        let same = api(&[("types::A", "struct ")]);
        let mut report = report(Vec::new());
        assert!(!judge(&report, [&same, &same], true).is_empty(), "a patch of nothing");
        report.bump = Bump::None;
        assert_eq!(judge(&report, [&same, &same], true), Vec::<String>::new());
    }
}
