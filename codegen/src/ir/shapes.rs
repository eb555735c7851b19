//! The types of the crate other than those of a single operation, and how a [`Ty`](super::Ty) refers to them.

use std::collections::BTreeMap;

use super::{ErrorShape, Struct, Ty, Type};

/// Shared shapes and errors. The names of their types are unique.
#[derive(Clone, Debug)]
pub struct Shapes {
    /// Shared shapes, sorted by module name.
    pub types: Vec<Type>,
    /// Modelled errors, sorted by module name.
    pub errors: Vec<ErrorShape>,
    places: BTreeMap<String, Place>,
}

/// The index of a type, or of an error.
#[derive(Clone, Copy, Debug)]
enum Place {
    Type(usize),
    Error(usize),
}

impl Shapes {
    /// Sorts the shapes.
    pub fn new(mut types: Vec<Type>, mut errors: Vec<ErrorShape>) -> Self {
        types.sort_by(|a, b| a.module().cmp(b.module()));
        errors.sort_by(|a, b| a.shape.module.cmp(&b.shape.module));
        let of_types = types.iter().enumerate().map(|(at, ty)| (ty.ident().to_owned(), Place::Type(at)));
        let of_errors =
            errors.iter().enumerate().map(|(at, error)| (error.shape.ident.clone(), Place::Error(at)));
        let places = of_errors.chain(of_types).collect();
        Self { types, errors, places }
    }

    /// Returns the shared shape with this name.
    pub fn ty(&self, ident: &str) -> Option<&Type> {
        match self.places.get(ident)? {
            Place::Type(at) => self.types.get(*at),
            Place::Error(_) => None,
        }
    }

    /// Returns the error with this name.
    pub fn error(&self, ident: &str) -> Option<&ErrorShape> {
        match self.places.get(ident)? {
            Place::Type(_) => None,
            Place::Error(at) => self.errors.get(*at),
        }
    }

    /// Returns the structure with this name: a shared one, or an error that is used as data.
    pub fn structure(&self, ident: &str) -> Option<&Struct> {
        match self.ty(ident) {
            Some(Type::Struct(shape)) => Some(shape),
            Some(_) => None,
            None => self.error(ident).map(|error| &error.shape),
        }
    }

    /// Whether a type is an enum that is a string, except in Rust.
    pub fn has_other_values(&self, ty: &Ty) -> bool {
        matches!(ty, Ty::Enum(named) if matches!(self.ty(&named.ident), Some(Type::Enum(shape)) if shape.other_values))
    }

    /// Returns the structure of the items of a list without gaps.
    pub fn item(&self, list: &Ty) -> Option<&Struct> {
        match list {
            Ty::List { item, sparse: false } | Ty::NonEmpty(item) => match &**item {
                Ty::Struct(named) => self.structure(&named.ident),
                _ => None,
            },
            _ => None,
        }
    }
}
