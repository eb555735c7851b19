//! Fields, variants, and the input and output of an operation.

use super::{Effects, all};
use crate::diff::report::{Bump, EffectKind, Key};
use crate::diff::rust::causes::{Want, any, by, nullability};
use crate::diff::rust::offers::{Item, Part, PartKind};

impl Effects<'_, '_, '_> {
    /// Returns the key of an error that the service lists for all operations.
    pub(super) fn common(&self, part: &Part) -> Option<Key> {
        match &part.key {
            Key::Error(_, code) => Some(Key::Error(self.service.clone(), code.clone())),
            Key::Id(_) => None,
        }
    }

    pub(super) fn part_presence(&mut self, item: &Item, part: &Part, bump: Bump) {
        let is_gone = bump == Bump::Major;
        let is = if is_gone { "was removed" } else { "is new" };
        let name = format!("{}::{}", item.name(), part.name);
        let mut wants = vec![any(&part.key)];
        wants.extend(self.common(part).map(any));
        wants.push(any(&item.id));
        let shape = part.key.id();
        let path = format!("{}::{}", item.path, part.name);
        match part.kind {
            PartKind::Field => {
                let ty = if is_gone { String::new() } else { format!(": {}", part.ty) };
                let setter = if part.setter.is_some() { ", with its setter" } else { "" };
                let text = format!("the field `{name}{ty}` {is}{setter}");
                self.add("RustField", wants, shape, bump, (path, text));
            }
            PartKind::Variant => {
                let unknown = if item.noun == "enum of errors" { "Unmodelled" } else { "Unknown" };
                let text = match is_gone {
                    true => format!("the variant `{name}` {is}; its value is now `{unknown}`"),
                    false => format!("the variant `{name}` {is} (its value was `{unknown}`)"),
                };
                self.add("RustVariant", wants, shape, bump, (path, text));
            }
            PartKind::Slot => {
                let now = if is_gone { "no longer" } else { "now" };
                let text = format!("the operation {now} {} `{}`", part.name, part.ty);
                self.add("RustType", wants, shape, Bump::Major, (item.path.clone(), text));
            }
        }
    }

    pub(super) fn part(&mut self, (was, old): (&Item, &Part), (item, new): (&Item, &Part)) {
        let (shape, name) = (new.key.id(), format!("{}::{}", item.name(), new.name));
        let path = format!("{}::{}", item.path, new.name);
        let rule = match new.kind {
            PartKind::Field => "RustField",
            PartKind::Variant => "RustVariant",
            PartKind::Slot => "RustType",
        };
        if old.name != new.name {
            let text = format!("`{name}` is the new name of `{}::{}`", item.name(), old.name);
            let renamed = ["RenamedMember", "RenamedEnumValue", "ChangedWireName", "ChangedEnumValue"];
            let mut wants = vec![by(&new.key, &renamed)];
            // Or its name was taken by another, or is free now.
            wants.extend(item.parts.values().filter(|part| part.name == old.name).map(|part| any(&part.key)));
            wants.extend(was.parts.values().filter(|part| part.name == new.name).map(|part| any(&part.key)));
            wants.push(any(&new.key));
            self.add(rule, wants, shape, Bump::Major, (path.clone(), text));
        }
        if old.ty != new.ty {
            self.ty((was, old), (item, new), rule, &path);
        }
        self.setter((was, old), (item, new), rule);
        self.methods(old, (item, new), rule);
        if let (Some(before), Some(after)) = (&old.stored, &new.stored)
            && before != after
        {
            let text = format!(
                "stored with the feature `serde`, `{name}` is now `{after}` (was `{before}`): stored data is not found"
            );
            let names = ["ChangedWireName", "ChangedEnumValue", "RenamedMember"];
            let wants = vec![by(&new.key, &names), any(&new.key), any(&item.id)];
            self.add(rule, wants, shape, Bump::Major, (path.clone(), text)).effect.kind = EffectKind::Stored;
        }
        if new.deprecated && !old.deprecated {
            let text = format!("the compiler warns about uses of `{name}`");
            let keys = new.keys();
            let mut wants: Vec<Want> = keys.map(|key| by(key, &["ChangedDeprecated"])).collect();
            wants.push(any(&new.key));
            self.add("RustType", wants, shape, Bump::Minor, (path, text)).effect.kind = EffectKind::Warning;
        }
    }

    /// A setter that was added, removed or renamed.
    fn setter(&mut self, (was, old): (&Item, &Part), (item, new): (&Item, &Part), rule: &'static str) {
        let shape = new.key.id();
        match (&old.setter, &new.setter) {
            (Some(setter), None) => {
                let text = format!("the setter `{}::{setter}` was removed", item.name());
                let at = format!("{}::{setter}", item.path);
                self.add(rule, self.missing(was, item, new), shape, Bump::Major, (at, text));
            }
            (None, Some(setter)) => {
                let text = format!("the setter `{}::{setter}` is new", item.name());
                let at = format!("{}::{setter}", item.path);
                self.add(rule, self.missing(was, item, new), shape, Bump::Minor, (at, text));
            }
            (Some(before), Some(after)) if before != after && old.name == new.name => {
                let text = format!("the setter `{}::{before}` is now `{after}`", item.name());
                let item = format!("{}::{after}", item.path);
                self.add(rule, all(&new.key, &new.inside), shape, Bump::Major, (item, text));
            }
            _ => {}
        }
    }

    /// Methods that were added or removed.
    fn methods(&mut self, old: &Part, (item, new): (&Item, &Part), rule: &'static str) {
        let shape = new.key.id();
        for (methods, others, bump, is) in [
            (&new.methods, &old.methods, Bump::Minor, "is new"),
            (&old.methods, &new.methods, Bump::Major, "was removed"),
        ] {
            for method in methods.iter().filter(|method| !others.contains(method)) {
                let text = format!("the method `{}::{method}` {is}", item.name());
                let timed = new.keys();
                let mut wants: Vec<Want> = timed.map(|key| by(key, &["ChangedTypedTime"])).collect();
                wants.extend(all(&new.key, &new.inside));
                self.add(rule, wants, shape, bump, (format!("{}::{method}", item.path), text));
            }
        }
    }

    /// A changed type. Its parts change for different reasons, so there can be two causes: each has the effect.
    fn ty(
        &mut self,
        (was, old): (&Item, &Part),
        (item, new): (&Item, &Part),
        rule: &'static str,
        path: &str,
    ) {
        let (shape, name) = (new.key.id(), format!("{}::{}", item.name(), new.name));
        let text = match new.kind {
            PartKind::Slot => format!("the operation now {} `{}` (was `{}`)", new.name, new.ty, old.ty),
            _ => format!("`{name}` is now `{}` (was `{}`)", new.ty, old.ty),
        };
        let mut reasons: Vec<Vec<Want>> = Vec::new();
        if old.form.optional != new.form.optional {
            reasons.push(self.missing(was, item, new));
        }
        if old.form.non_empty != new.form.non_empty && old.form.core == new.form.core {
            let keys = new.keys();
            let mut wants: Vec<Want> = keys.map(|key| by(key, &["ChangedLength"])).collect();
            wants.extend(self.missing(was, item, new));
            reasons.push(wants);
        }
        if old.form.boxed != new.form.boxed && old.form.core == new.form.core {
            reasons.push(self.boxes((was, old), (item, new)));
        }
        if old.form.core != new.form.core || reasons.is_empty() {
            // Causes in the target type come before causes in its optionality.
            let content = ["ChangedMemberTarget", "ChangedShapeType", "ChangedForm", "ChangedNewtype"];
            let mut wants: Vec<Want> = new.keys().map(|key| by(key, &content)).collect();
            wants.extend(new.keys().map(any));
            reasons.push(wants);
        }
        for wants in reasons {
            self.add(rule, wants, shape, Bump::Major, (path.to_owned(), text.clone()));
        }
    }

    /// Returns the reason why a value is boxed, or no longer is: a path from its type back to its owner.
    fn boxes(&self, (was, old): (&Item, &Part), (item, new): (&Item, &Part)) -> Vec<Want> {
        let (in_new, owner, part) = if new.form.boxed { (true, item, new) } else { (false, was, old) };
        let mut wants = vec![any(&new.key)];
        if let (Some(target), Some(owner)) = (&part.form.target, owner.roots.first()) {
            wants.extend(self.graph.back(in_new, target, owner).iter().map(any));
        }
        wants
    }

    /// Returns the reason for a changed optionality: rules about it, at the member, its structure, or its target.
    fn missing(&self, was: &Item, item: &Item, part: &Part) -> Vec<Want> {
        let owner = part.key.id().root();
        let mut wants = vec![nullability(&part.key), nullability(&owner)];
        wants.extend(part.inside.iter().map(nullability));
        // A required member of an input is required; elsewhere it may have a default.
        wants.extend(self.users(was, item));
        // A default must be a value of the type.
        wants.extend(part.keys().map(any));
        wants.push(any(&owner));
        wants
    }
}
