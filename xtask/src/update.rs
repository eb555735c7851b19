//! `cargo xtask update`: a public model -> `service.json`, the facts of it as a Smithy JSON AST, and `SOURCE.toml`,
//! where they came from.

mod endpoint_tests;
mod origin;

use std::path::Path;

use farrier::model::{Role, Source, facts};
use farrier::{Diagnostic, GeneratedFile};
use serde_json::Value;

use self::endpoint_tests::Carried;
pub(crate) use self::origin::{Origin, model_folder};
use crate::Result;
use crate::cli::Update;
use crate::codegen::MODELS;
use crate::read;
use crate::report::{self, count, note, say};
use crate::tree::{Changes, Tree};

const SERVICE: &str = "service.json";
const SOURCE: &str = "SOURCE.toml";

/// Takes the new model and says what became of it. True if all is well.
pub fn run(root: &Path, args: &Update) -> bool {
    let tree = Tree::of_files(root.join(MODELS));
    match update(root, &tree, args) {
        Ok(changes) if changes.is_empty() => {
            say(&format!("{MODELS}/ is up to date"));
            true
        }
        Ok(changes) => {
            for file in changes.created.iter().chain(&changes.replaced) {
                say(&format!("wrote {MODELS}/{file}"));
            }
            say("next: cargo xtask codegen");
            true
        }
        Err(problems) => {
            let state = if tree.is_unfinished() {
                "has a write that is not completed; try again"
            } else {
                "is untouched"
            };
            report::problems(&problems, &format!("{MODELS}/ {state}"));
            false
        }
    }
}

fn update(root: &Path, tree: &Tree, args: &Update) -> Result<Changes> {
    tree.recover()?;
    let origin = Origin::read(&args.from, &args.service)?;
    let name = origin.name.clone();
    let mut ast = facts::facts_only(origin.ast()?);
    let present = present(root)?;
    let api_version = check_service(&name, &ast, present.as_ref())?;

    let extra = args.endpoint_tests.as_deref().map(ast_of).transpose()?;
    let carried = endpoint_tests::carry_over(&mut ast, present.as_ref(), extra.as_ref());
    let text = format!("{ast:#}\n");
    // What does not load is not worth having; a problem is then one of the file that was given.
    farrier::model::load(&[Source { name, bytes: text.clone().into_bytes(), role: Role::Model }])?;

    let files = [
        GeneratedFile { path: SERVICE.to_owned(), text },
        GeneratedFile { path: SOURCE.to_owned(), text: origin.to_toml(&api_version) },
    ];
    let changes = tree.write(&files)?;
    tell(&carried);
    Ok(changes)
}

/// The model that is there now, if there is one.
fn present(root: &Path) -> Result<Option<Value>> {
    let name = format!("{MODELS}/{SERVICE}");
    let path = root.join(&name);
    if !path.exists() {
        return Ok(None);
    }
    read::json(&name, &read::unpacked(&path)?).map(Some)
}

/// The AST that test cases are taken from.
fn ast_of(path: &Path) -> Result<Value> {
    let name = path.display().to_string();
    let ast = facts::facts_only(read::json(&name, &read::unpacked(path)?)?);
    if endpoint_tests::cases(&ast).is_empty() {
        return Err(report::problem(path, "has no service with smithy.rules#endpointTests"));
    }
    Ok(ast)
}

/// Refuses the model of another service; returns the version of this one.
fn check_service(name: &str, ast: &Value, present: Option<&Value>) -> Result<String> {
    let failed = |message: String| Diagnostic::new(message).in_file(name);
    let (id, service) = service_of(ast).ok_or_else(|| failed("has no service".to_owned()))?;
    let sdk_id =
        |service: &Value| Some(service.pointer("/traits/aws.api#service/sdkId")?.as_str()?.to_owned());
    let new = sdk_id(service)
        .ok_or_else(|| failed("has no aws.api#service trait with an sdkId".to_owned()).about(id))?;
    if let Some(old) = present.and_then(service_of).and_then(|(_, service)| sdk_id(service))
        && old != new
    {
        return Err(failed(format!("is a model of `{new}`, and {MODELS}/{SERVICE} is one of `{old}`")).into());
    }
    Ok(service.get("version").and_then(Value::as_str).unwrap_or_default().to_owned())
}

/// The service shape of an AST.
fn service_of(ast: &Value) -> Option<(&String, &Value)> {
    let is_service = |shape: &Value| shape.get("type").and_then(Value::as_str) == Some("service");
    ast.get("shapes")?.as_object()?.iter().find(|(_, shape)| is_service(shape))
}

fn tell(carried: &Carried) {
    if !carried.has_rules {
        note(
            "the model has no endpoint rules; a folder or wheel with endpoint-rule-set-1.json would bring them",
        );
    }
    for reason in &carried.reasons {
        note(reason);
    }
    say(&format!("{} kept, {} dropped", count(carried.kept, "endpoint test case"), carried.dropped));
}
