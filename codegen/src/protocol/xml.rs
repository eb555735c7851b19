//! Elements of XML: their names and namespaces in the traits of a model.
//! <https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings>

use crate::ir::{Namespace, Tag};
use crate::model::{Member, Model, ShapeId, ShapeKind, Traits};

pub(super) const NAME: &str = "smithy.api#xmlName";
const NAMESPACE: &str = "smithy.api#xmlNamespace";

/// Returns the namespace of a trait.
fn namespace(traits: &Traits) -> Option<Namespace> {
    let value = traits.get(NAMESPACE)?;
    let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
    Some(Namespace { prefix: text("prefix"), uri: text("uri")? })
}

/// Returns the namespace that the element of a member declares: its own, or that of its target structure.
pub(crate) fn namespace_of(model: &Model, member: &Member) -> Option<Namespace> {
    namespace(&member.traits).or_else(|| {
        let target = model.shapes.get(&member.target)?;
        let is_structure = matches!(target.kind, ShapeKind::Structure(_) | ShapeKind::Union(_));
        namespace(&target.traits).filter(|_| is_structure)
    })
}

/// Returns the element of an item, a key or a value.
pub(crate) fn part(model: &Model, member: &Member, otherwise: &str) -> Tag {
    let name = member.traits.text(NAME).unwrap_or(otherwise).to_owned();
    Tag { name, namespace: namespace_of(model, member) }
}

/// Returns the default namespace of the documents of a service.
pub(crate) fn namespace_of_service(model: &Model, service: &ShapeId) -> Option<Namespace> {
    namespace(&model.shapes.get(service)?.traits)
}

/// Returns the root of a document: a structure or, if `member` is the whole body, the value of the member.
pub(crate) fn root(model: &Model, service: &ShapeId, member: Option<&Member>, target: &ShapeId) -> Tag {
    let shape = model.shapes.get(target);
    let all = || member.map(|member| &member.traits).into_iter().chain(shape.map(|shape| &shape.traits));
    Tag {
        name: all().find_map(|traits| traits.text(NAME)).unwrap_or_else(|| target.name()).to_owned(),
        namespace: all().find_map(namespace).or_else(|| namespace_of_service(model, service)),
    }
}

/// Returns the name of an element, or the prefix of a namespace, that is invalid.
pub(crate) fn invalid_name(traits: &Traits) -> Option<&str> {
    let prefix = traits.get(NAMESPACE).and_then(|value| value.get("prefix")?.as_str());
    let name = traits.text(NAME).filter(|name| !name.splitn(2, ':').all(is_name));
    name.or_else(|| prefix.filter(|prefix| !is_name(prefix)))
}

/// <https://smithy.io/2.0/spec/protocol-traits.html#xmlname-trait>
fn is_name(text: &str) -> bool {
    let is_start = |c: char| c.is_ascii_alphabetic() || c == '_';
    text.starts_with(is_start) && text.chars().all(|c| is_start(c) || c.is_ascii_digit() || c == '-')
}
