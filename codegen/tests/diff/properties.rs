//! Properties of every comparison: a model does not differ from itself, order rarely matters, and the bump matches the
//! generated crates.

use farrier::diff::{Bump, Class, Report};
use farrier::model::ShapeKind;
use farrier::{Config, GeneratedFile, Model, generate};

use crate::cases;
use crate::compared;

#[test]
fn a_model_does_not_differ_from_itself() {
    for case in cases::all() {
        for model in [&case.old, &case.new] {
            let report = compared(model, model);
            assert_eq!((report.bump, report.changes.len()), (Bump::None, 0), "{}", case.name);
            assert!(report.shapes.is_empty() && report.operations.is_empty(), "{}", case.name);
        }
    }
}

#[test]
fn the_order_of_shapes_and_traits_does_not_matter() {
    for case in cases::all() {
        let mut other = case.old.clone();
        other.shapes.reverse();
        for shape in other.shapes.values_mut() {
            shape.traits.0.reverse();
        }
        let report = compared(&case.old, &other);
        assert_eq!(report.changes, [], "{}", case.name);
    }
}

#[test]
fn the_order_of_members_matters_for_arguments_and_for_comparing_values() {
    for case in cases::all() {
        let mut other = case.old.clone();
        for shape in other.shapes.values_mut() {
            match &mut shape.kind {
                ShapeKind::Structure(members) | ShapeKind::Union(members) => members.reverse(),
                _ => {}
            }
        }
        let report = compared(&case.old, &other);
        for change in report.changes.iter().filter(|change| change.class != Class::Docs) {
            let by_order = ["ChangedMemberOrder", "RustConstructor", "RustVariant"].contains(&change.rule);
            assert!(by_order, "{}: {change:?}", case.name);
        }
    }
}

/// The findings in one direction are also those in the other, under their names there.
#[test]
fn findings_are_symmetric() {
    for case in cases::all() {
        let [there, back] = [compared(&case.old, &case.new), compared(&case.new, &case.old)];
        let wire =
            |report: &Report| report.changes.iter().filter(|change| change.class == Class::Wire).count();
        assert_eq!(wire(&there), wire(&back), "{}", case.name);
        assert_eq!(there.bump == Bump::None, back.bump == Bump::None, "{}", case.name);
    }
}

#[test]
fn without_steps_the_generated_crate_is_unchanged() {
    for case in cases::all() {
        let report = compared(&case.old, &case.new);
        let same = files(&case.old) == files(&case.new);
        // An unchanged crate needs no bump, and a changed one does.
        assert_eq!(report.bump == Bump::None, same, "{}", case.name);
    }
}

fn files(model: &Model) -> Vec<GeneratedFile> {
    let mut files = generate(model, &Config::new("client")).unwrap_or_else(|problems| panic!("{problems}"));
    for file in &mut files {
        // The header comment names the source shape, which may be renamed.
        let body = file.text.lines().skip_while(|line| line.starts_with("// @generated"));
        file.text = body.collect::<Vec<_>>().join("\n");
    }
    files
}
