//! Compares the APIs of two crates, as sentences for a caller of the old one.

mod constants;
mod constructor;
mod parts;

use super::Found;
use super::causes::{Graph, Want, any, by};
use super::offers::{Item, Part, Surface};
use crate::diff::report::{Bump, Effect, EffectKind, Key, Severity};
use crate::model::ShapeId;

pub(super) fn compare(graph: &Graph<'_, '_>, old: &Surface, new: &Surface) -> Vec<Found> {
    let service = graph.cx.new.service_id.clone();
    let mut effects = Effects { graph, service, found: Vec::new() };
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

/// The effects found so far.
struct Effects<'g, 'c, 'm> {
    graph: &'g Graph<'c, 'm>,
    service: ShapeId,
    found: Vec<Found>,
}

impl Effects<'_, '_, '_> {
    /// Adds an effect on an item of the crate, with the rule that reports it if no change is its cause.
    fn add(
        &mut self,
        rule: &'static str,
        wants: Vec<Want>,
        shape: &ShapeId,
        bump: Bump,
        (item, text): (String, String),
    ) -> &mut Found {
        let severity = match bump {
            Bump::Major => Severity::Breaking,
            Bump::Minor => Severity::Additive,
            Bump::Patch | Bump::None => Severity::Neutral,
        };
        self.found.push(Found {
            wants,
            rule,
            shape: shape.clone(),
            severity,
            effect: Effect { bump, item, text, kind: EffectKind::Code },
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Describes something that is in only one crate: new, or removed.
    fn presence(&mut self, item: &Item, bump: Bump) {
        let is = if bump == Bump::Major { "was removed" } else { "is new" };
        let mut text = format!("the {} `{}` {is}", item.noun, item.path);
        if let Some(method) = &item.method {
            let and = if bump == Bump::Major {
                "and so was the clients' method"
            } else {
                "and the clients have the method"
            };
            text = format!("`{}` {is}, {and} `{method}`", item.path);
        }
        let mut wants = all(&item.id, &item.causes);
        wants.extend(self.users(item, item));
        self.add("RustType", wants.clone(), &item.id, bump, (item.path.clone(), text));
        // Other methods of the clients, such as waiters.
        for method in item.constants.keys().filter(|name| name.contains("::") && item.noun == "operation") {
            let text = format!("the method `{method}` {is}");
            self.add("RustType", wants.clone(), &item.id, bump, (method.clone(), text));
        }
    }

    fn item(&mut self, old: &Item, new: &Item) {
        if old.noun != new.noun {
            let text = format!("`{}` is now {} (was {})", new.path, article(new.noun), article(old.noun));
            let wants = all(&new.id, &[]);
            self.add("RustType", wants, &new.id, Bump::Major, (new.path.clone(), text));
            return;
        }
        if old.path != new.path {
            let mut text = format!("`{}` is now `{}`", old.path, new.path);
            if let (Some(before), Some(after)) = (&old.method, &new.method) {
                text = format!("{text}, and the clients' method `{before}` is now `{after}`");
            }
            let mut wants = vec![by(&new.id, &["RenamedShape", "RenamedOperation", "ChangedServiceRename"])];
            wants.extend(all(&new.id, &new.causes));
            wants.extend(old.causes.iter().map(any));
            wants.extend(self.users(old, new));
            self.add("RustType", wants, &new.id, Bump::Major, (new.path.clone(), text));
        }
        if old.path == new.path
            && let (Some(before), Some(after)) = (&old.method, &new.method)
            && before != after
        {
            let text = format!("the clients' method `{before}` is now `{after}`");
            let item = format!("Client::{after}");
            self.add("RustType", all(&new.id, &[]), &new.id, Bump::Major, (item, text));
        }
        self.traits(old, new);
        if new.noun == "crate" {
            self.outline(old, new);
        } else {
            self.constants(old, new);
        }
        if new.deprecated && !old.deprecated {
            let text = format!("the compiler warns about uses of `{}`", new.name());
            let wants = vec![by(&new.id, &["ChangedDeprecated"]), any(&new.id)];
            let found = self.add("RustType", wants, &new.id, Bump::Minor, (new.path.clone(), text));
            found.effect.kind = EffectKind::Warning;
        }
        for (key, after) in &new.parts {
            match old.parts.get(key) {
                Some(before) => self.part((old, before), (new, after)),
                None => self.part_presence(new, after, Bump::Minor),
            }
        }
        for (_, before) in old.parts.iter().filter(|(key, _)| !new.parts.contains_key(*key)) {
            self.part_presence(new, before, Bump::Major);
        }
        self.constructor(old, new);
    }

    fn traits(&mut self, old: &Item, new: &Item) {
        let lost = old.traits.difference(&new.traits).map(|name| (*name, Bump::Major));
        let gained = new.traits.difference(&old.traits).map(|name| (*name, Bump::Minor));
        for (name, bump) in lost.chain(gained) {
            let is_lost = bump == Bump::Major;
            let wants = match name {
                "Default" => defaults(old, new, is_lost).into_iter().chain(self.users(old, new)).collect(),
                "Eq" | "Hash" => self.equality(old, new, is_lost),
                _ => vec![any(&new.id)],
            };
            let end = if is_lost { "no longer" } else { "now" };
            let text = format!("`{}` {end} has the trait `{name}`", new.name());
            let for_tests = name == "Default" && new.only_responses;
            let text = if for_tests { of_tests(&text) } else { text };
            let item = format!("impl {name} for {}", new.path);
            let found = self.add("RustTrait", wants, &new.id, bump, (item, text));
            if for_tests {
                found.severity = Severity::Neutral;
            }
        }
    }

    /// Returns the users of the type, in either model: its uses determine its module and the arguments of its constructor.
    fn users(&self, old: &Item, new: &Item) -> Vec<Want> {
        self.graph.users(&[&old.roots[..], &new.roots[..]].concat())
    }

    /// Returns the cause of a lost or gained `Eq`: a floating-point number at any depth.
    fn equality(&self, old: &Item, new: &Item, is_lost: bool) -> Vec<Want> {
        let (has, has_not) = if is_lost { (new, old) } else { (old, new) };
        // The variants and fields that are in only one crate.
        let own = has.parts.iter().filter(|(key, _)| !has_not.parts.contains_key(*key));
        let own: Vec<&Part> = own.map(|(_, part)| part).collect();
        let mut wants: Vec<Want> = self.graph.floats(is_lost, &has.roots).iter().map(any).collect();
        if has.noun == "enum of errors" {
            let common = own.iter().filter_map(|part| self.common(part));
            wants.splice(0..0, own.iter().map(|part| any(&part.key)).chain(common.map(any)));
        }
        wants.push(any(&new.id));
        wants
    }
}

/// `Default` is lost with the first argument of `new`, and gained with the last.
fn defaults(old: &Item, new: &Item, is_lost: bool) -> Vec<Want> {
    let of = if is_lost { new } else { old };
    constructor::arguments(of.arguments.iter().flatten(), &new.id)
}

/// Any rule at a shape, then at other places.
fn all(key: impl Into<Key>, more: &[ShapeId]) -> Vec<Want> {
    std::iter::once(any(key)).chain(more.iter().map(any)).collect()
}

/// Callers who only read responses never construct them.
fn of_tests(text: &str) -> String {
    format!("{text} (only for code that constructs responses, such as tests)")
}

fn article(noun: &str) -> String {
    let an = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{an} {noun}")
}
