//! One of the two models with its properties, and a shape in both.

use super::reach::Reach;
use crate::lower::{selected, the_service};
use crate::model::{Model, Operation, Service, Shape, ShapeId, ShapeKind, Traits};
use crate::protocol::{self, Protocol};
use crate::{Config, Diagnostics};

/// One of the two models.
#[derive(Clone, Copy)]
pub(super) struct Side<'m> {
    pub(super) model: &'m Model,
    pub(super) service_id: &'m ShapeId,
    pub(super) service: &'m Service,
    pub(super) traits: &'m Traits,
    pub(super) protocol: &'static dyn Protocol,
    pub(super) reach: &'m Reach,
}

/// A shape before and after.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShapePair<'m> {
    pub(super) old: Option<(&'m ShapeId, &'m Shape)>,
    pub(super) new: Option<(&'m ShapeId, &'m Shape)>,
}

/// The properties of one model.
pub(super) struct Alone<'m> {
    model: &'m Model,
    service_id: &'m ShapeId,
    service: &'m Service,
    traits: &'m Traits,
    protocol: &'static dyn Protocol,
    reach: Reach,
}

impl<'m> Alone<'m> {
    pub(super) fn of(model: &'m Model, config: &Config) -> Result<Self, Diagnostics> {
        let (service_id, shape, service) = the_service(model, config.service.as_deref())?;
        let protocol = protocol::of(service_id, &shape.traits, config.protocol.as_deref())?;
        let reach = Reach::of(model, service, selected(model, config, (service_id, shape, service))?);
        Ok(Self { model, service_id, service, traits: &shape.traits, protocol, reach })
    }

    pub(super) fn side(&'m self) -> Side<'m> {
        let Self { model, service_id, service, traits, protocol, reach } = self;
        Side { model, service_id, service, traits, protocol: *protocol, reach }
    }
}

impl<'m> Side<'m> {
    pub(super) fn shape(&self, id: &ShapeId) -> Option<(&'m ShapeId, &'m Shape)> {
        self.model.shapes.get_key_value(id)
    }

    pub(super) fn operation(&self, id: &ShapeId) -> Option<&'m Operation> {
        match &self.model.shapes.get(id)?.kind {
            ShapeKind::Operation(operation) => Some(operation),
            _ => None,
        }
    }
}

impl<'m> ShapePair<'m> {
    /// The new id, or the old one if it was removed.
    pub(super) fn id(&self) -> Option<&'m ShapeId> {
        self.new.or(self.old).map(|(id, _)| id)
    }

    /// The shape before and after, if it is in both models.
    pub(super) fn both(&self) -> Option<[(&'m ShapeId, &'m Shape); 2]> {
        Some([self.old?, self.new?])
    }
}

/// Returns the members of an enum of strings or numbers.
pub(super) fn values_of(shape: &Shape) -> Option<&crate::model::Members> {
    match &shape.kind {
        ShapeKind::Enum(members) | ShapeKind::IntEnum(members) => Some(members),
        _ => None,
    }
}
