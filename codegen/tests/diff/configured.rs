//! Crates with some of the operations and features: changes of the rest do not matter to them.

use farrier::Model;
use farrier::diff::{Bump, Options, Report, diff};
use serde_json::{Value, json};

use crate::cases;

fn model(change: impl FnOnce(&mut Value)) -> Model {
    let mut ast = cases::base();
    change(&mut ast);
    cases::model("changed", &ast)
}

/// Returns the report on a changed model, for crates with these options.
#[track_caller]
fn found(set: impl FnOnce(&mut Options), change: impl FnOnce(&mut Value)) -> Report {
    let mut options = Options::default();
    set(&mut options);
    diff(&model(|_| {}), &model(change), &options).unwrap()
}

fn both(options: &mut Options, set: impl Fn(&mut farrier::Config)) {
    set(&mut options.old);
    set(&mut options.new);
}

fn texts(report: &Report) -> Vec<&str> {
    report.changes.iter().flat_map(|change| &change.rust).map(|effect| effect.text.as_str()).collect()
}

/// A breaking change of an operation: another path, and a member less.
fn break_get_note(ast: &mut Value) {
    ast["shapes"]["com.example#GetNote"]["traits"]["smithy.api#http"]["uri"] = json!("/note/{id}");
    ast["shapes"]["com.example#GetNoteInput"]["members"]
        .as_object_mut()
        .unwrap()
        .retain(|name, _| name == "id");
}

#[test]
fn an_excluded_operation_does_not_raise_the_version() {
    let all = found(|_| {}, break_get_note);
    assert!(all.bump == Bump::Major && !all.changes.is_empty(), "{all:?}");
    let without = |config: &mut farrier::Config| config.without = vec!["GetNote".to_owned()];
    let report = found(|options| both(options, without), break_get_note);
    assert!(report.bump == Bump::None && report.changes.is_empty(), "{report:?}");
    let only = |config: &mut farrier::Config| config.operations = Some(vec!["PutNote".to_owned()]);
    assert_eq!(found(|options| both(options, only), break_get_note).changes, []);

    // A change of the operation that is left still counts.
    let only = |config: &mut farrier::Config| config.operations = Some(vec!["GetNote".to_owned()]);
    assert_eq!(found(|options| both(options, only), break_get_note).bump, Bump::Major);
}

#[test]
fn a_selection_that_changes_adds_and_removes_operations() {
    let get_note = || vec!["GetNote".to_owned()];
    let removed = found(|options| options.new.without = get_note(), |_| {});
    assert_eq!(removed.bump, Bump::Major);
    assert!(removed.changes.iter().any(|change| change.rule == "RemovedOperation"), "{removed:?}");
    let added = found(|options| options.old.without = get_note(), |_| {});
    assert_eq!(added.bump, Bump::Minor);
    assert!(added.changes.iter().any(|change| change.rule == "AddedOperation"), "{added:?}");
}

#[test]
fn effects_on_missing_features_are_no_effects() {
    let rename = |ast: &mut Value| {
        ast["shapes"]["com.example#Note"]["members"]["text"]["traits"]["smithy.api#jsonName"] = json!("body");
    };
    let stored =
        |report: &Report| texts(report).iter().any(|text| text.contains("stored with the feature `serde`"));
    let with = found(|_| {}, rename);
    assert!(with.bump == Bump::Major && stored(&with), "{with:?}");
    let without = found(|options| both(options, |config| config.serde = false), rename);
    assert!(without.bump == Bump::Patch && !stored(&without), "{without:?}");

    let add = |ast: &mut Value| {
        let http = json!({ "smithy.api#http": { "method": "GET", "uri": "/seen" } });
        ast["shapes"]["com.example#SeeNote"] = json!({ "type": "operation", "traits": http });
        let operations = ast["shapes"]["com.example#Notes"]["operations"].as_array_mut().unwrap();
        operations.push(json!({ "target": "com.example#SeeNote" }));
    };
    let method = "the clients have the method `see_note`";
    assert!(texts(&found(|_| {}, add)).iter().any(|text| text.contains(method)));
    let without = found(|options| both(options, |config| config.client = false), add);
    assert!(without.bump == Bump::Minor && !without.changes.is_empty(), "{without:?}");
    assert!(texts(&without).iter().all(|text| !text.contains("client")), "{without:?}");
}

#[test]
fn a_feature_that_goes_or_comes_is_an_effect() {
    let off = found(|options| options.new.serde = false, |_| {});
    assert_eq!(off.bump, Bump::Major);
    assert!(texts(&off).contains(&"the feature `serde` was removed"), "{off:?}");
    let on = found(|options| options.old.serde = false, |_| {});
    assert_eq!(on.bump, Bump::Minor);
    assert!(texts(&on).contains(&"the feature `serde` is new"), "{on:?}");
}

#[test]
fn one_of_several_services_is_compared() {
    let two = |uri: &'static str| {
        model(move |ast| {
            ast["shapes"]["com.example#Other"] = json!({
                "type": "service", "version": "1", "operations": [{ "target": "com.example#Ping" }],
                "traits": { "aws.protocols#restJson1": {} }
            });
            let http = json!({ "smithy.api#http": { "method": "GET", "uri": uri } });
            ast["shapes"]["com.example#Ping"] = json!({ "type": "operation", "traits": http });
        })
    };
    let (old, new) = (two("/ping"), two("/pong"));
    assert!(diff(&old, &new, &Options::default()).is_err());
    let bump = |service: &str| {
        let mut options = Options::default();
        both(&mut options, |config| config.service = Some(service.to_owned()));
        diff(&old, &new, &options).unwrap().bump
    };
    assert_eq!(bump("Notes"), Bump::None);
    assert_eq!(bump("com.example#Other"), Bump::Patch);
}
