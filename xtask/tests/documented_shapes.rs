//! Compares the generated crate with the published documentation of the service.
//!
//! The tables in `documented_shapes/` contain facts: `create_participant_connection.toml` those of five documents in five
//! languages about one operation, the others those of published clients about all eleven. This test compares the source of
//! the generated crate with them, and reports every row that does not hold, and every item without a row. Facts that only
//! requests and responses can prove are left to the wire test, and those of the command line to the test of the tool; both read
//! the same tables through [`facts`].

#[path = "documented_shapes/breaking.rs"]
mod breaking;
#[path = "documented_shapes/consistency.rs"]
mod consistency;
#[path = "documented_shapes/docs.rs"]
mod docs;
#[path = "documented_shapes/evidence.rs"]
mod evidence;
#[allow(dead_code, reason = "the wire test reads what this one does not")]
#[path = "documented_shapes/facts.rs"]
mod facts;
#[path = "documented_shapes/names.rs"]
mod names;
#[path = "documented_shapes/passages.rs"]
mod passages;
#[path = "documented_shapes/published.rs"]
mod published;
#[path = "documented_shapes/report.rs"]
mod report;
#[path = "documented_shapes/rows.rs"]
mod rows;
#[path = "documented_shapes/sample.rs"]
mod sample;
#[path = "documented_shapes/source.rs"]
mod source;
#[path = "documented_shapes/trials.rs"]
mod trials;

#[allow(clippy::unwrap_used, dead_code, reason = "a helper of tests, which others use in full")]
#[path = "support/new_models.rs"]
mod new_models;

use std::collections::BTreeMap;
use std::path::Path;

use facts::{Check, Ledger, Tables};
use report::Report;
use source::Source;

fn check_all(tables: &Tables, source: &Source) -> Report {
    let mut report = Report::default();
    published::check(tables, source, &mut report);
    rows::check(tables, source, &mut report);
    report
}

#[test]
fn the_generated_crate_has_the_documented_shapes() -> Result<(), String> {
    let tables = Tables::read()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src");
    let report = check_all(&tables, &Source::read(&root)?);
    assert!(report.mismatches().is_empty(), "{report}\n{}", report.way(&tables.newest));
    Ok(())
}

/// `update` adds rows for the items of a new model.
#[test]
fn an_updated_crate_has_the_documented_shapes() -> Result<(), String> {
    for (name, change) in new_models::CHANGES {
        let root = new_models::Updated::new(change);
        let tables = Tables::of(&root.root())?;
        let report = check_all(&tables, &Source::read(&root.root().join("generated/src"))?);
        assert!(report.mismatches().is_empty(), "{name}: {report}");
        assert_eq!(consistency::problems(&tables), Vec::<String>::new(), "{name}");
        assert_eq!(tables.newer.len() > Tables::read()?.newer.len(), name != "documentation", "{name}");
    }
    Ok(())
}

/// A Smithy AST states no release: it gets one after that of the present model.
#[test]
fn a_crate_updated_from_an_ast_has_the_documented_shapes() -> Result<(), String> {
    let root = new_models::Updated::of_ast();
    let (present, tables) = (Tables::read()?, Tables::of(&root.root())?);
    assert!(tables.newest > present.newest, "{}", tables.newest);
    let report = check_all(&tables, &Source::read(&root.root().join("generated/src"))?);
    assert!(report.mismatches().is_empty(), "{report}");
    assert_eq!(consistency::problems(&tables), Vec::<String>::new());
    assert_eq!(tables.newer.len(), present.newer.len() + 1);
    let said = root.said();
    assert!(said.contains("- correct the fact `model_date` in README.md: "), "{said}");
    Ok(())
}

#[test]
fn the_tables_are_consistent() -> Result<(), String> {
    let problems = consistency::problems(&Tables::read()?);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    Ok(())
}

/// The documentation that users read first: both tokens are described at their types, and the example of the first call
/// requests something.
#[test]
fn tokens_are_described_and_the_first_call_requests_something() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src");
    let source = Source::read(&root)?;
    let docs = source.docs();
    assert!(docs.say("ParticipantToken", "Only `CreateParticipantConnection` accepts"));
    assert!(docs.say("ParticipantToken", "`StartChatContact`"));
    assert!(docs.say("ConnectionToken", "every operation except `CreateParticipantConnection`"));
    assert!(docs.say("CreateParticipantConnection", ".r#type([ConnectionType::"));
    Ok(())
}

/// Each fact has one checker: this test for the source and its comments, the wire test, an open issue, or a reason.
#[test]
fn every_fact_is_checked() -> Result<(), String> {
    let tables = Tables::read()?.without_newer();
    let files = sample::write(&tables).map_err(|error| error.to_string())?;
    let mut source = Source::default();
    for (path, text) in &files {
        source.add(path, text)?;
    }
    let report = check_all(&tables, &source);
    for check in [Check::Source, Check::Docs] {
        let mut ledger = Ledger::new(&tables, check);
        for fact in tables.facts_for(check).filter(|fact| report.has_checked(&fact.id)) {
            ledger.claim(&fact.id)?;
        }
        assert!(ledger.unclaimed().is_empty(), "{check:?}: nobody checks {:?}", ledger.unclaimed());
    }
    for (shape, members) in tables.shapes() {
        for id in members.iter().map(|member| format!("{shape}.{}", member.name)) {
            assert!(report.has_checked(&id), "nobody checks {id}");
        }
    }
    for enumeration in &tables.enums {
        for id in enumeration.values.iter().map(|value| format!("{}.{value}", enumeration.name)) {
            assert!(report.has_checked(&id), "nobody checks {id}");
        }
    }
    let mut counts: BTreeMap<Check, usize> = BTreeMap::new();
    for fact in &tables.facts {
        *counts.entry(fact.check).or_default() += 1;
    }
    let expected = [
        (Check::Source, 57),
        (Check::Docs, 18),
        (Check::Wire, 14),
        (Check::CommandLine, 6),
        (Check::None, 2),
    ];
    assert_eq!(counts, BTreeMap::from(expected), "count again, and say in review what changed");
    Ok(())
}
