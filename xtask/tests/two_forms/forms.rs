//! The two forms of one service: their locations, the model and the facts of each.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use cargo_farrier::{c2j, read, wheel};
use farrier::model::{Loaded, Member, Members, Role, Shape, ShapeKind, Source, load};
use farrier::{Config, Diagnostics, Model};

use crate::facts::{Facts, Key};

/// botocore's data: a wheel, or the folder `botocore/data` of one that is unpacked.
#[derive(Debug)]
pub(crate) enum Botocore {
    Wheel(String, Vec<u8>),
    Folder(PathBuf),
}

impl Botocore {
    pub(crate) fn open(path: &Path) -> Result<Self, String> {
        if path.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        let name = path.display().to_string();
        Ok(Self::Wheel(name.clone(), fs::read(path).map_err(|error| format!("{name}: {error}"))?))
    }

    /// The newest model of a service, with its companions.
    fn sources(&self, service: &str) -> Result<Vec<Source>, String> {
        match self {
            Self::Wheel(name, bytes) => {
                let found = wheel::read(name, bytes, service).map_err(|problems| said(&problems))?;
                let source = |(_, name, bytes)| Source { name, bytes, role: Role::Model };
                Ok(found.files.into_iter().map(source).collect())
            }
            Self::Folder(data) => {
                let dir = data.join(service);
                let dates = fs::read_dir(&dir).map_err(|error| format!("{}: {error}", dir.display()))?;
                let newest = dates.filter_map(|date| Some(date.ok()?.path())).max();
                let files = newest.map(|date| c2j::folder(&date)).unwrap_or_default();
                files.into_iter().map(|(_, path)| source(&path)).collect()
            }
        }
    }
}

fn source(path: &Path) -> Result<Source, String> {
    read::source(path, path.display().to_string(), Role::Model).map_err(|problems| said(&problems))
}

fn said(problems: &Diagnostics) -> String {
    problems.0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// One form of a service.
#[derive(Debug, Default)]
pub(crate) struct Form {
    model: Model,
    /// The shapes by their names, as far as Rust's spelling preserves them.
    names: BTreeMap<String, usize>,
    /// The types of fields, by structure and field.
    fields: BTreeMap<(String, String), String>,
    /// The structures that have a `Default`.
    defaults: BTreeSet<String>,
    pub(crate) facts: Facts,
}

impl Form {
    pub(crate) fn new(model: Model, facts: Facts) -> Self {
        let ours = model.shapes.keys().enumerate().filter(|(_, id)| id.namespace() != "smithy.api");
        let names = ours.map(|(at, id)| (squeeze(id.name()), at)).collect();
        let of = |aspect: &'static str| facts.0.iter().filter(move |(key, _)| key.aspect == aspect);
        let field = |(key, ty): (&Key, &String)| ((key.item().to_owned(), key.subject.clone()), ty.clone());
        let fields = of("field").map(field).collect();
        let defaults = of("default").map(|(key, _)| key.item().to_owned()).collect();
        Self { model, names, fields, defaults, facts }
    }

    /// The type of a field.
    pub(crate) fn field(&self, structure: &str, field: &str) -> Option<&str> {
        self.fields.get(&(structure.to_owned(), field.to_owned())).map(String::as_str)
    }

    /// The fields of a structure.
    pub(crate) fn fields(&self, structure: &str) -> impl Iterator<Item = &str> {
        let from = (structure.to_owned(), String::new());
        let all = self.fields.range(from..).map(|((name, field), _)| (name, field.as_str()));
        all.take_while(move |(name, _)| *name == structure).map(|(_, field)| field)
    }

    /// Whether a structure has a `Default`.
    pub(crate) fn has_default(&self, structure: &str) -> bool {
        self.defaults.contains(structure)
    }

    /// The input or output of an operation.
    pub(crate) fn message(&self, operation: &str, input: bool) -> Option<&str> {
        let ShapeKind::Operation(operation) = &self.shape(operation)?.kind else { return None };
        Some(if input { operation.input.name() } else { operation.output.name() })
    }

    /// The shape of a type.
    pub(crate) fn shape(&self, name: &str) -> Option<&Shape> {
        self.model.shapes.get_index(*self.names.get(&squeeze(name))?).map(|(_, shape)| shape)
    }

    /// The member of a field, of a structure or a union.
    pub(crate) fn member(&self, name: &str, field: &str) -> Option<&Member> {
        let field = squeeze(field);
        members(self.shape(name)?)?.iter().find(|(name, _)| squeeze(name) == field).map(|(_, member)| member)
    }

    /// Returns the path of an operation's requests, according to the model.
    pub(crate) fn uri(&self, operation: &str) -> Option<&str> {
        self.shape(operation)?.traits.get("smithy.api#http")?.get("uri")?.as_str()
    }

    /// Returns the errors of an operation in order, including those of the service, by its own name or that of its error type.
    fn errors(&self, item: &str) -> Vec<&str> {
        let names = [item, item.strip_suffix("Error").unwrap_or_default()];
        let operation = names.into_iter().find_map(|name| match &self.shape(name)?.kind {
            ShapeKind::Operation(operation) => Some(operation),
            _ => None,
        });
        let Some(operation) = operation else { return Vec::new() };
        let services = self.model.shapes.values().filter_map(|shape| match &shape.kind {
            ShapeKind::Service(service) => Some(&service.errors),
            _ => None,
        });
        let mut names: Vec<&str> = Vec::new();
        for error in [&operation.errors].into_iter().chain(services).flatten() {
            if !names.contains(&error.name()) {
                names.push(error.name());
            }
        }
        names
    }

    /// The names of all members, in order.
    pub(crate) fn member_names(&self, name: &str) -> Vec<String> {
        self.shape(name).and_then(members).into_iter().flat_map(|members| members.keys().cloned()).collect()
    }

    /// The shape that a member points to.
    pub(crate) fn target(&self, member: &Member) -> Option<&Shape> {
        self.model.shapes.get(&member.target)
    }
}

fn members(shape: &Shape) -> Option<&Members> {
    match &shape.kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) => Some(members),
        _ => None,
    }
}

/// Normalizes a name.
fn squeeze(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Both forms of a service.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    pub(crate) c2j: Form,
    pub(crate) smithy: Form,
}

impl Forms {
    /// Loads and generates both.
    pub(crate) fn read(model: &Path, data: &Botocore, service: &str) -> Result<Self, String> {
        let c2j = loaded(&data.sources(service)?)?;
        let smithy = loaded(&[source(model)?])?;
        Ok(Self { c2j: generated(c2j)?, smithy: generated(smithy)? })
    }
}

impl Forms {
    /// Whether the operation of a fact lists its errors in different orders.
    pub(crate) fn has_reordered_errors(&self, key: &Key) -> bool {
        let (mut c2j, mut smithy) = (self.c2j.errors(key.item()), self.smithy.errors(key.item()));
        let reordered = c2j != smithy;
        c2j.sort_unstable();
        smithy.sort_unstable();
        reordered && c2j == smithy
    }
}

fn loaded(sources: &[Source]) -> Result<Model, String> {
    let Loaded { model, .. } = load(sources).map_err(|problems| said(&problems))?;
    Ok(model)
}

fn generated(model: Model) -> Result<Form, String> {
    let files = farrier::generate(&model, &Config::new("client")).map_err(|problems| said(&problems))?;
    let facts = Facts::read(&files)?;
    Ok(Form::new(model, facts))
}
