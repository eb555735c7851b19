//! What two crates offer, compared, as sentences for a caller of the old one.

use std::collections::{BTreeMap, BTreeSet};

use super::Found;
use super::offers::{Item, Part, PartKind, Surface};
use super::surface::REPEATABLE;
use crate::diff::cx::Cx;
use crate::diff::report::{Bump, Effect, Severity};

pub(super) fn compare(cx: &Cx<'_>, old: &Surface, new: &Surface) -> Vec<Found> {
    let mut effects = Effects { service: cx.new.service_id.to_string(), found: Vec::new() };
    for (key, after) in new {
        match old.get(key) {
            Some(before) => effects.item(before, after),
            None => effects.presence(after, Bump::Minor),
        }
    }
    for (_, before) in old.iter().filter(|(key, _)| !new.contains_key(*key)) {
        effects.presence(before, Bump::Major);
    }
    effects.found
}

/// Effects as they are found.
struct Effects {
    service: String,
    found: Vec<Found>,
}

impl Effects {
    fn add(
        &mut self,
        rule: &'static str,
        keys: &[&str],
        shape: &str,
        bump: Bump,
        text: String,
    ) -> &mut Found {
        let severity = match bump {
            Bump::Major => Severity::Breaking,
            Bump::Minor => Severity::Additive,
            Bump::Patch | Bump::None => Severity::Neutral,
        };
        self.found.push(Found {
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            rule,
            shape: shape.to_owned(),
            severity,
            effect: Effect { bump, text },
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Something that is on one side only: new, or gone.
    fn presence(&mut self, item: &Item, bump: Bump) {
        let is = if bump == Bump::Major { "is gone" } else { "is new" };
        let mut text = format!("the {} `{}` {is}", item.noun, item.path);
        if item.noun == "operation" {
            let method = &item.method;
            let and = if bump == Bump::Major { "and with it" } else { "and the clients have" };
            text = format!("`{}` {is}, {and} the method `{method}`", item.path);
        }
        let keys: Vec<&str> = std::iter::once(&item.id).chain(&item.causes).map(String::as_str).collect();
        self.add("RustType", &keys, &item.id, bump, text);
    }

    fn item(&mut self, old: &Item, new: &Item) {
        let keys = [new.id.as_str()];
        if old.noun != new.noun {
            let text = format!("`{}` is {} now, and was {}", new.path, article(new.noun), article(old.noun));
            self.add("RustType", &keys, &new.id, Bump::Major, text);
            return;
        }
        if old.path != new.path {
            let mut text = format!("`{}` is `{}` now", old.path, new.path);
            if new.noun == "operation" {
                text = format!("{text}, and the method `{}` is `{}`", old.method, new.method);
            }
            let keys: Vec<&str> = std::iter::once(&new.id).chain(&new.causes).map(String::as_str).collect();
            self.add("RustType", &keys, &new.id, Bump::Major, text);
        }
        if old.path == new.path && old.method != new.method {
            let text = format!("the clients' method `{}` is `{}` now", old.method, new.method);
            self.add("RustType", &keys, &new.id, Bump::Major, text);
        }
        self.traits(old, new);
        self.constants(old, new);
        if new.deprecated && !old.deprecated {
            let text = format!("the compiler warns where `{}` is used", new.name());
            self.add("RustType", &keys, &new.id, Bump::Minor, text);
        }
        for (key, after) in &new.parts {
            match old.parts.get(key) {
                Some(before) => self.part(new, before, after),
                None => self.part_presence(new, after, Bump::Minor),
            }
        }
        for (_, before) in old.parts.iter().filter(|(key, _)| !new.parts.contains_key(*key)) {
            self.part_presence(new, before, Bump::Major);
        }
        self.constructor(old, new);
    }

    fn traits(&mut self, old: &Item, new: &Item) {
        // A field with a number that has no total equality is the most likely cause; for `Default`, a new argument is.
        let floats = new.parts.iter().filter(|(key, part)| {
            let is_new = old.parts.get(*key).is_none_or(|before| before.ty != part.ty);
            is_new && (part.ty.contains("f32") || part.ty.contains("f64"))
        });
        let floats: Vec<&str> = floats.map(|(_, part)| part.key.as_str()).collect();
        let arguments: Vec<&str> = new.arguments.iter().flatten().map(String::as_str).collect();
        let freed: Vec<&str> = old.arguments.iter().flatten().map(String::as_str).collect();
        let lost = old.traits.difference(&new.traits).map(|name| (*name, Bump::Major));
        let gained = new.traits.difference(&old.traits).map(|name| (*name, Bump::Minor));
        for (name, bump) in lost.chain(gained) {
            let mut keys = match (name, bump) {
                ("Default", Bump::Major) => arguments.clone(),
                ("Default", _) => freed.clone(),
                _ => floats.clone(),
            };
            keys.push(&new.id);
            let has = if bump == Bump::Major { "is not" } else { "is" };
            let end = if bump == Bump::Major { " any more" } else { " now" };
            let text = format!("`{}` {has} `{name}`{end}", new.name());
            let for_tests = name == "Default" && new.only_answers;
            let text = if for_tests { of_tests(text) } else { text };
            let found = self.add("RustTrait", &keys, &new.id, bump, text);
            if for_tests {
                found.severity = Severity::Neutral;
            }
        }
    }

    /// Constants of an operation. Their cause is a trait of the operation, or of the service.
    fn constants(&mut self, old: &Item, new: &Item) {
        if new.noun == "crate" {
            return self.outline(old, new);
        }
        for (name, before, after) in merged(&old.constants, &new.constants) {
            let (bump, is) = match (before, after) {
                (None, _) => (Bump::Minor, "is new"),
                (_, None) => (Bump::Major, "is gone"),
                _ => (Bump::Patch, "has another value"),
            };
            let (bump, text) = match name {
                _ if new.noun != "operation" => (bump, format!("the method `{}::{name}` {is}", new.name())),
                REPEATABLE if after == Some("true") => {
                    (Bump::Patch, "clients call it again when a connection breaks".to_owned())
                }
                REPEATABLE => {
                    (Bump::Patch, "clients do not call it again when a connection breaks".to_owned())
                }
                // A method of every call that pages: with other types, callers meet it.
                _ if name.ends_with(')') => {
                    let is = if bump == Bump::Patch { "is about other types" } else { is };
                    let bump = if bump == Bump::Patch { Bump::Major } else { bump };
                    (bump, format!("`client.call::<{}>(input).{name}` {is}", new.name()))
                }
                // A method of the clients: with other arguments, callers meet it.
                _ if name.contains("::") => {
                    let is = if bump == Bump::Patch { "takes other arguments" } else { is };
                    let bump = if bump == Bump::Patch { Bump::Major } else { bump };
                    (bump, format!("the method `{name}` {is}"))
                }
                _ if name.contains(' ') => {
                    let has = if bump == Bump::Major { "has no more" } else { "has" };
                    (bump, format!("`{}` {has} {name}", new.name()))
                }
                _ => (bump, format!("the constant `{}::{name}` {is}", new.name())),
            };
            let service = self.service.clone();
            let mut keys = vec![new.id.as_str()];
            keys.extend(new.causes.iter().chain(&old.causes).map(String::as_str));
            keys.push(&service);
            self.add("RustType", &keys, &new.id, bump, text);
        }
    }

    /// What the crate offers besides its shapes.
    fn outline(&mut self, old: &Item, new: &Item) {
        for (name, before, after) in merged(&old.constants, &new.constants) {
            let (bump, text) = match (before, after) {
                // Fields that the endpoint rules ask for.
                (None, Some(_)) if name.contains("::") => (Bump::Minor, format!("the field `{name}` is new")),
                (Some(_), None) if name.contains("::") => {
                    (Bump::Major, format!("the field `{name}` is gone"))
                }
                _ if name.contains("::") => (Bump::Major, format!("the field `{name}` has another type")),
                (Some(before), Some(after)) => {
                    (Bump::Minor, format!("the crate needs Rust {after}, and needed {before}"))
                }
                (None, Some("feature")) => (Bump::Minor, format!("the feature `{name}` is new")),
                (_, Some(_)) => {
                    (Bump::Minor, format!("the crate exports `{name}`, as something needs it now"))
                }
                (Some("feature"), None) => (Bump::Major, format!("the feature `{name}` is gone")),
                (_, None) => {
                    (Bump::Major, format!("the crate exports `{name}` no more, as nothing needs it"))
                }
            };
            self.add("RustCrate", &[], &new.id, bump, text);
        }
    }

    fn keys<'k>(&self, part: &'k Part, service: &'k str) -> Vec<&'k str> {
        let mut keys = vec![part.key.as_str()];
        if !service.is_empty() {
            keys.push(service);
        }
        keys
    }

    /// The key of an error that the service lists for all operations.
    fn common(&self, item: &Item, part: &Part) -> String {
        let name = part.key.strip_prefix(&item.id).filter(|_| item.noun == "enum of errors");
        name.map_or_else(String::new, |name| format!("{}{name}", self.service))
    }

    fn part_presence(&mut self, item: &Item, part: &Part, bump: Bump) {
        let is = if bump == Bump::Major { "is gone" } else { "is new" };
        let name = format!("{}::{}", item.name(), part.name);
        let common = self.common(item, part);
        let keys = self.keys(part, &common);
        let shape = shape_of(&part.key);
        match part.kind {
            PartKind::Field => {
                let text = match (&part.setter, bump) {
                    (Some(_), Bump::Major) => format!("the field `{name}` is gone, with its setter"),
                    (Some(_), _) => format!("the field `{name}: {}` is new, with its setter", part.ty),
                    (None, Bump::Major) => format!("the field `{name}` is gone"),
                    (None, _) => format!("the field `{name}: {}` is new", part.ty),
                };
                self.add("RustField", &keys, shape, bump, text);
            }
            PartKind::Variant => {
                let mut text = format!("the variant `{name}` {is}");
                let unknown = if item.noun == "enum of errors" { "Unmodelled" } else { "Unknown" };
                match bump {
                    Bump::Major => text.push_str(&format!("; what it stood for is `{unknown}` now")),
                    _ => text.push_str(&format!("; until now, what it stands for was `{unknown}`")),
                }
                self.add("RustVariant", &keys, shape, bump, text);
            }
            PartKind::Slot => {
                let text = format!("the operation {} `{}`", part.name, part.ty);
                let text =
                    if bump == Bump::Major { format!("{text} no more") } else { format!("{text} now") };
                self.add("RustType", &keys, shape, Bump::Major, text);
            }
        }
    }

    fn part(&mut self, item: &Item, old: &Part, new: &Part) {
        let keys: Vec<&str> = std::iter::once(&new.key).chain(&new.targets).map(String::as_str).collect();
        let (shape, name) = (shape_of(&new.key), format!("{}::{}", item.name(), new.name));
        let rule = match new.kind {
            PartKind::Field => "RustField",
            PartKind::Variant => "RustVariant",
            PartKind::Slot => "RustType",
        };
        if old.name != new.name {
            let text = format!("`{}::{}` is named `{}` now", item.name(), old.name, new.name);
            self.add(rule, &keys, shape, Bump::Major, text);
        }
        if old.ty != new.ty {
            let text = match new.kind {
                PartKind::Slot => format!("the operation {} `{}`, and did `{}`", new.name, new.ty, old.ty),
                _ => format!("`{name}` is `{}`, and was `{}`", new.ty, old.ty),
            };
            self.add(rule, &keys, shape, Bump::Major, text);
        }
        match (&old.setter, &new.setter) {
            (Some(setter), None) => {
                let text = format!("the setter `{}::{setter}` is gone", item.name());
                self.add(rule, &keys, shape, Bump::Major, text);
            }
            (None, Some(setter)) => {
                let text = format!("the setter `{}::{setter}` is new", item.name());
                self.add(rule, &keys, shape, Bump::Minor, text);
            }
            (Some(before), Some(after)) if before != after && old.name == new.name => {
                let text = format!("the setter `{}::{before}` is `{after}` now", item.name());
                self.add(rule, &keys, shape, Bump::Major, text);
            }
            _ => {}
        }
        for method in new.methods.iter().filter(|method| !old.methods.contains(method)) {
            let text = format!("the method `{}::{method}` is new", item.name());
            self.add(rule, &keys, shape, Bump::Minor, text);
        }
        for method in old.methods.iter().filter(|method| !new.methods.contains(method)) {
            let text = format!("the method `{}::{method}` is gone", item.name());
            self.add(rule, &keys, shape, Bump::Major, text);
        }
        if old.stored != new.stored {
            let text = format!(
                "stored with the feature `serde`, `{name}` is `{}`, and was `{}`: what was stored is not found",
                new.stored, old.stored
            );
            self.add(rule, &keys, shape, Bump::Major, text);
        }
        if new.deprecated && !old.deprecated {
            let text = format!("the compiler warns where `{name}` is used");
            self.add("RustType", &keys, shape, Bump::Minor, text);
        }
    }

    fn constructor(&mut self, old: &Item, new: &Item) {
        let (Some(before), Some(after)) = (&old.arguments, &new.arguments) else { return };
        let change = |name: &Item, key: &str, what: &str| {
            let argument = name.parts.get(key).map_or("", |part| part.name.as_str());
            format!("`{}::new` {what} the argument `{argument}`", new.name())
        };
        let added = after.iter().filter(|key| !before.contains(key));
        let added = added.map(|key| (key, change(new, key, "takes")));
        let gone = before.iter().filter(|key| !after.contains(key));
        let gone = gone.map(|key| (key, format!("{} no more", change(old, key, "takes"))));
        let mut all: Vec<(String, String)> =
            added.chain(gone).map(|(key, text)| (key.clone(), text)).collect();
        let kept = |keys: &[String], other: &[String]| -> Vec<String> {
            keys.iter().filter(|key| other.contains(key)).cloned().collect()
        };
        let (in_old, in_new) = (kept(before, after), kept(after, before));
        if in_old != in_new {
            let names: Vec<&str> =
                in_new.iter().filter_map(|key| Some(new.parts.get(key)?.name.as_str())).collect();
            let order = names.join("`, `");
            let text = format!("`{}::new` takes its arguments in another order: `{order}`", new.name());
            all.push((new.id.clone(), text));
        }
        for (key, text) in all {
            let text = if new.only_answers { of_tests(text) } else { text };
            let found = self.add("RustConstructor", &[&key, &new.id], shape_of(&key), Bump::Major, text);
            if new.only_answers {
                found.severity = Severity::Neutral;
            }
        }
    }
}

/// The names whose values differ, with both values.
fn merged<'v>(
    old: &'v BTreeMap<String, String>,
    new: &'v BTreeMap<String, String>,
) -> Vec<(&'v str, Option<&'v str>, Option<&'v str>)> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let both = |name: &'v String| {
        (name.as_str(), old.get(name).map(String::as_str), new.get(name).map(String::as_str))
    };
    names.into_iter().map(both).filter(|(_, old, new)| old != new).collect()
}

/// Who only reads answers never makes one.
fn of_tests(text: String) -> String {
    format!("{text} (which only those meet who make answers themselves, as tests do)")
}

/// The id of the shape that a key begins with.
fn shape_of(key: &str) -> &str {
    key.split_once(' ').map_or(key, |(shape, _)| shape)
}

fn article(noun: &str) -> String {
    let an = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{an} {noun}")
}
