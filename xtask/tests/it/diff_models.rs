//! `diff` of the public models next to the workspace, if they exist.

use std::path::{Path, PathBuf};

use farrier::Model;
use farrier::diff::{Bump, Class, Options, Report, diff};
use farrier::model::{Role, Source, load};

fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/models");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: there is no {}", folder.display());
    None
}

fn model(path: &Path) -> Model {
    let source =
        Source { name: path.display().to_string(), bytes: std::fs::read(path).unwrap(), role: Role::Model };
    load(&[source]).unwrap_or_else(|problems| panic!("{problems}")).model
}

#[track_caller]
fn compared(old: &Model, new: &Model) -> Report {
    diff(old, new, &Options::default()).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn no_public_model_differs_from_itself_or_by_the_order_of_its_shapes() {
    let Some(folder) = folder() else { return };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let old = model(&path);
        let report = compared(&old, &old);
        assert_eq!((report.bump, report.changes), (Bump::None, Vec::new()), "{}", path.display());
        let mut new = old.clone();
        new.shapes.reverse();
        for shape in new.shapes.values_mut() {
            shape.traits.0.reverse();
        }
        let report = compared(&old, &new);
        let changes: Vec<_> = report.changes.iter().filter(|change| change.class != Class::Docs).collect();
        assert!(changes.is_empty(), "{}: {changes:#?}", path.display());
    }
}

/// The two versions of connectparticipant, according to the history of the model: WEBRTC_CONNECTION and WebRTCConnection,
/// 92 shapes before and 103 after.
#[test]
fn two_versions_differ_as_their_history() {
    let Some(folder) = folder() else { return };
    let at = |date: &str| model(&folder.join(format!("connectparticipant-{date}.json")));
    let report = compared(&at("2025-04-02"), &at("2025-08-26"));
    assert_eq!((report.bump, report.old.shapes, report.new.shapes), (Bump::Minor, 92, 103));
    let mut found: Vec<String> = report
        .changes
        .iter()
        .filter(|change| change.class != Class::Docs)
        .map(|change| format!("{} {} {}", change.rule, change.severity, change.shape.relative()))
        .collect();
    found.sort();
    let expected = [
        "AddedEnumValue additive ConnectionType$WEBRTC_CONNECTION",
        "AddedMember additive CreateParticipantConnectionResponse$WebRTCConnection",
        "AddedShape additive Attendee",
        "AddedShape additive AudioFeatures",
        "AddedShape additive MeetingFeatureStatus",
        "AddedShape additive MeetingFeaturesConfiguration",
        "AddedShape additive WebRTCConnection",
        "AddedShape additive WebRTCMediaPlacement",
        "AddedShape additive WebRTCMeeting",
        "AddedShape neutral AttendeeId",
        "AddedShape neutral GuidString",
        "AddedShape neutral JoinToken",
        "AddedShape neutral URI",
    ];
    assert_eq!(found, expected);
}
