//! Notes about the two models: whether they are of one service, and in one format.

use farrier::Model;
use farrier::model::{ShapeId, ShapeKind, Traits};

use super::Input;

/// Notes for the top of a report.
pub(super) fn notes(inputs: [&Input; 2], models: [&Model; 2]) -> Vec<String> {
    let mut notes = Vec::new();
    if let [Some(old), Some(new)] = models.map(service)
        && old.identity() != new.identity()
    {
        let [before, after] = [&old, &new].map(Service::name);
        notes.push(format!(
            "these are models of two services, {before} and {after}: the differences are not changes of one service"
        ));
    }
    if let [Some(old), Some(new)] = inputs.map(Input::form)
        && old != new
    {
        notes.push(format!(
            "the models are in two formats, {old} and {new}: some differences come from the format (codegen/guides/design/generator.md)"
        ));
    }
    notes
}

/// The service of a model.
struct Service<'m> {
    id: &'m ShapeId,
    traits: &'m Traits,
}

fn service(model: &Model) -> Option<Service<'_>> {
    let is_service =
        |(_, shape): &(&ShapeId, &farrier::model::Shape)| matches!(shape.kind, ShapeKind::Service(_));
    model.shapes.iter().find(is_service).map(|(id, shape)| Service { id, traits: &shape.traits })
}

impl Service<'_> {
    /// The format-independent identity: the name of the service at AWS; otherwise, that of the shape.
    fn identity(&self) -> &str {
        let sdk_id = self.traits.get("aws.api#service").and_then(|service| service.get("sdkId")?.as_str());
        sdk_id.unwrap_or_else(|| self.id.name())
    }

    fn name(&self) -> String {
        format!("{} ({})", self.identity(), self.id)
    }
}
