//! One model, two forms: compares the crates of a service generated from C2J and from Smithy's
//! JSON AST, which may differ only as listed in codegen/guides/design/generator.md.
//!
//! It needs the ASTs in ../shared/models, and botocore's data of about the same date in `FARRIER_BOTOCORE_DATA`: a wheel
//! or a folder `botocore/data`. Without them it prints a note and passes; `.ci/run forms` fetches the wheel.

#[path = "two_forms/checks.rs"]
mod checks;
#[path = "two_forms/compare.rs"]
mod compare;
#[path = "two_forms/facts.rs"]
mod facts;
#[path = "two_forms/forms.rs"]
mod forms;
#[path = "two_forms/functions.rs"]
mod functions;
#[path = "two_forms/members.rs"]
mod members;
#[path = "two_forms/report.rs"]
mod report;
#[path = "two_forms/steps.rs"]
mod steps;
#[path = "two_forms/texts.rs"]
mod texts;
#[path = "two_forms/trials.rs"]
mod trials;
#[path = "two_forms/ways.rs"]
mod ways;

use std::path::Path;

use forms::{Botocore, Forms};
use report::{Compared, Report};

/// The services: the AST in ../shared/models, and the folder in botocore's data.
const SERVICES: [(&str, &str); 23] = [
    ("api-gateway", "apigateway"),
    ("apigatewaymanagementapi", "apigatewaymanagementapi"),
    ("app-mesh", "appmesh"),
    ("backupsearch", "backupsearch"),
    ("bedrock-runtime", "bedrock-runtime"),
    ("codecatalyst", "codecatalyst"),
    ("connectcases", "connectcases"),
    ("connectparticipant-2025-08-26", "connectparticipant"),
    ("dataexchange", "dataexchange"),
    ("ebs", "ebs"),
    ("glacier", "glacier"),
    ("iot-managed-integrations", "iot-managed-integrations"),
    ("iottwinmaker", "iottwinmaker"),
    ("lambda", "lambda"),
    ("lex-runtime-service", "lex-runtime"),
    ("lex-runtime-v2", "lexv2-runtime"),
    ("personalize-events", "personalize-events"),
    ("pinpoint", "pinpoint"),
    ("polly", "polly"),
    ("qbusiness", "qbusiness"),
    ("sagemaker-runtime", "sagemaker-runtime"),
    ("sso", "sso"),
    ("sso-oidc", "sso-oidc"),
];

#[test]
fn two_forms_differ_only_in_the_listed_ways() -> Result<(), String> {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/models");
    let Some(data) = std::env::var_os("FARRIER_BOTOCORE_DATA") else {
        println!("FARRIER_BOTOCORE_DATA is not set; nothing is compared");
        return Ok(());
    };
    if !models.is_dir() {
        println!("there is no ../shared/models; nothing is compared");
        return Ok(());
    }
    let data = Botocore::open(Path::new(&data))?;
    let mut report = Report::default();
    for batch in SERVICES.chunks(4) {
        // One model takes a second or two.
        let all = std::thread::scope(|scope| {
            let compare = |&(model, service)| {
                let (models, data) = (&models, &data);
                scope.spawn(move || {
                    Forms::read(&models.join(format!("{model}.json")), data, service)
                        .map(|forms| Compared::new(service, &forms))
                })
            };
            let threads: Vec<_> = batch.iter().map(compare).collect();
            threads.into_iter().map(|thread| thread.join().expect("a thread that panics")).collect::<Vec<_>>()
        });
        for compared in all {
            report.add(compared?);
        }
    }
    println!("{}", report.counts());
    let problems = report.problems();
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
    Ok(())
}
