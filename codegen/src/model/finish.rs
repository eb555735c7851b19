//! Converts raw shapes to the shapes of the [`Model`](super::Model): the last step before the checks.

use super::raw::{Bindings, Raw, Type};
use super::{Member, Members, Operation, Resource, Service, Shape, ShapeId, ShapeKind, UNIT};

/// Returns the shape, or the missing part.
pub(super) fn finish(raw: Raw) -> Result<Shape, String> {
    let Raw { shape_type, members, bindings, traits, file, .. } = raw;
    let kind = kind(shape_type, members, bindings.map(|bindings| *bindings).unwrap_or_default())?;
    Ok(Shape { kind, traits, file })
}

/// Returns the kind of a shape, or its missing part.
pub(super) fn kind(shape_type: Type, mut members: Members, bindings: Bindings) -> Result<ShapeKind, String> {
    let mut part = |name: &str| -> Result<Member, String> {
        members.shift_remove(name).ok_or_else(|| format!("the {} has no `{name}`", shape_type.name()))
    };
    Ok(match shape_type {
        Type::Blob => ShapeKind::Blob,
        Type::Boolean => ShapeKind::Boolean,
        Type::String => ShapeKind::String,
        Type::Byte => ShapeKind::Byte,
        Type::Short => ShapeKind::Short,
        Type::Integer => ShapeKind::Integer,
        Type::Long => ShapeKind::Long,
        Type::Float => ShapeKind::Float,
        Type::Double => ShapeKind::Double,
        Type::BigInteger => ShapeKind::BigInteger,
        Type::BigDecimal => ShapeKind::BigDecimal,
        Type::Document => ShapeKind::Document,
        Type::Timestamp => ShapeKind::Timestamp,
        Type::Enum => ShapeKind::Enum(members),
        Type::IntEnum => ShapeKind::IntEnum(members),
        Type::List => ShapeKind::List(part("member")?),
        Type::Map => match (part("key"), part("value")) {
            (Ok(key), Ok(value)) => ShapeKind::Map { key, value },
            (Err(_), Err(_)) => return Err("the map has neither `key` nor `value`".to_owned()),
            (Err(message), _) | (_, Err(message)) => return Err(message),
        },
        Type::Structure => ShapeKind::Structure(members),
        Type::Union => ShapeKind::Union(members),
        Type::Service => ShapeKind::Service(service(bindings)),
        Type::Resource => ShapeKind::Resource(resource(bindings)),
        Type::Operation => ShapeKind::Operation(operation(bindings)),
    })
}

fn service(bindings: Bindings) -> Service {
    Service {
        version: bindings.version.unwrap_or_default(),
        operations: bindings.operations.into_iter().collect(),
        resources: bindings.resources.into_iter().collect(),
        errors: bindings.errors.into_iter().collect(),
        rename: bindings.rename,
    }
}

fn resource(bindings: Bindings) -> Resource {
    Resource {
        identifiers: bindings.identifiers,
        properties: bindings.properties,
        lifecycle: bindings.lifecycle,
        operations: bindings.operations.into_iter().collect(),
        collection_operations: bindings.collection_operations.into_iter().collect(),
        resources: bindings.resources.into_iter().collect(),
    }
}

fn operation(bindings: Bindings) -> Operation {
    let unit = || ShapeId(UNIT.to_owned());
    Operation {
        input: bindings.input.unwrap_or_else(unit),
        output: bindings.output.unwrap_or_else(unit),
        errors: bindings.errors.into_iter().collect(),
    }
}
