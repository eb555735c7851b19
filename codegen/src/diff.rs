//! The differences between two models, and their effects on Rust callers of the generated crate.
//!
//! Takes two loaded [`Model`]s and returns a [`Report`]: changes by rule, each with its class, its severity, the shape and
//! the effects on Rust code, and the version bump that the generated crate needs. It does no I/O and knows no output
//! format.
//!
//! ```text
//! Model, Model  ->  Pairs      pairs of shapes that are the same, whatever their names
//!               ->  Change     by rule: one file per group in `diff/rules`
//! ir, ir        ->  Effect     differences between the APIs of the generated crates: `diff/rust`
//!               ->  Report     effects join the changes that cause them; the rest are separate changes
//! ```
//!
//! ```
//! use farrier::diff::{Bump, Options, diff};
//! use farrier::model::{Role, Source, load};
//!
//! let model = |member: &str| {
//!     let text = format!(r#"{{ "smithy": "2.0", "shapes": {{
//!         "com.example#Clock": {{
//!             "type": "service", "version": "1",
//!             "operations": [{{ "target": "com.example#GetTime" }}],
//!             "traits": {{ "aws.protocols#awsJson1_1": {{}} }}
//!         }},
//!         "com.example#GetTime": {{ "type": "operation", "output": {{ "target": "com.example#GetTimeOutput" }} }},
//!         "com.example#GetTimeOutput": {{
//!             "type": "structure", "members": {{ "{member}": {{ "target": "smithy.api#Timestamp" }} }}
//!         }}
//!     }} }}"#);
//!     load(&[Source { name: "clock.json".to_owned(), bytes: text.into_bytes(), role: Role::Model }])
//! };
//! let report = diff(&model("now")?.model, &model("time")?.model, &Options::default())?;
//! assert_eq!(report.bump, Bump::Major);
//! let rules: Vec<_> = report.changes.iter().map(|change| (change.rule, change.shape.as_str())).collect();
//! assert_eq!(rules, [
//!     ("RemovedMember", "com.example#GetTimeOutput$now"),
//!     ("AddedMember", "com.example#GetTimeOutput$time"),
//! ]);
//! # Ok::<(), farrier::Diagnostics>(())
//! ```

mod cx;
mod members;
mod next;
mod pairs;
mod reach;
mod report;
pub mod rules;
mod rust;
mod side;
mod unseen;
mod values;
mod verdict;
mod view;

pub use report::{
    Bump, Change, Class, Direction, Effect, EffectKind, Facts, OperationView, Options, Report, Row, Severity,
    ShapeView,
};

use crate::ir::Form;
use crate::lower::lower;
use crate::render;
use crate::{Config, Diagnostics, GeneratedFile, Model, emit, ir};
use cx::Cx;
use side::Alone;

/// Compares two models of one service, in any of the supported formats: the operations that the crates have, and the features.
///
/// # Errors
///
/// Problems that prevent generating a crate from one of the models, each with its shape.
pub fn diff(old: &Model, new: &Model, options: &Options) -> Result<Report, Diagnostics> {
    // No crate is written, so its name and other metadata do not matter.
    let configs = [&options.old, &options.new].map(|config| Config::new("client").with_api_of(config));
    let (old_ir, new_ir) = (lower(old, &configs[0], Form::Crate)?, lower(new, &configs[1], Form::Crate)?);
    let (before, after) = (Alone::of(old, &configs[0])?, Alone::of(new, &configs[1])?);
    let cx = Cx::of(&before, &after);
    let effects = rust::effects(&cx, &old_ir, &new_ir);
    let found = rules::find(&cx, options);
    let mut changes = verdict::joined(&cx, found, effects);
    unseen::mark(new, &configs[1], &mut changes);
    if verdict::bump(&changes) == Bump::Patch && printed(&old_ir) == printed(&new_ir) {
        changes.iter_mut().for_each(|change| change.bump = Bump::None);
    }
    verdict::sort(&mut changes);
    let (shapes, operations) = view::views(&cx, &changes);
    Ok(Report {
        bump: verdict::bump(&changes),
        headline: verdict::headline(&changes),
        why: verdict::why(&changes),
        old: Facts::of(&cx.old, &old_ir.title),
        new: Facts::of(&cx.new, &new_ir.title),
        changes,
        shapes,
        operations,
    })
}

/// The crate, as text.
fn printed(service: &ir::Service) -> Vec<GeneratedFile> {
    render::files(emit::parts(service), service.command.as_deref()).files
}
