//! `cargo xtask update`: that of `cargo farrier`, and the files of this repository that repeat facts of the model: goldens of the
//! history, and the list of items that no published client has yet.

mod newer;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cargo_farrier::Result;
use cargo_farrier::args::Update;
use cargo_farrier::config::Crate;
use cargo_farrier::read;
use cargo_farrier::report::count;
use cargo_farrier::update::{self, Also, Plan, Text};

use crate::history::golden;
use crate::project::{TOOL, read as project};

/// The way from the folder of `farrier.toml` to the workspace.
const ROOT: &str = "../..";

/// Runs the command line. True if there was no problem.
pub fn run(root: &Path, args: &Update) -> bool {
    update::run_also(TOOL, || project(root), args, &|of_crate, plan| also(root, of_crate, plan))
}

/// Returns the files of this repository. A workspace without them, as in tests, has none.
fn also(root: &Path, of_crate: &Crate, plan: &Plan) -> Result<Also> {
    let mut also = Also::default();
    if root.join(golden::FOLDER).is_dir() {
        goldens(root, of_crate, plan, &mut also)?;
    }
    if root.join(newer::FILE).is_file() {
        rows(root, of_crate, plan, &mut also)?;
    }
    Ok(also)
}

/// One golden for each step of the history, and no others: that of the last step is new.
fn goldens(root: &Path, of_crate: &Crate, plan: &Plan, also: &mut Also) -> Result<()> {
    let path = |name: &str| format!("{ROOT}/{}/{name}", golden::FOLDER);
    let steps: Vec<_> = golden::steps(&plan.versions).collect();
    let wanted: BTreeSet<String> = steps.iter().copied().map(golden::name).collect();
    let entries = fs::read_dir(root.join(golden::FOLDER)).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let is_gone = |name: &String| name.ends_with(".json") && !wanted.contains(name);
    also.texts.extend(names.filter(is_gone).filter_map(|name| Text::of(of_crate, &path(&name), None)));
    let Some(last) = steps.last() else { return Ok(()) };
    let name = golden::name(*last);
    let text = Text::of(of_crate, &path(&name), Some(golden::golden(*last)?));
    if text.is_some() && plan.release.is_some() {
        also.remaining.push(format!("read the golden {}/{name}", golden::FOLDER));
    }
    also.texts.extend(text);
    Ok(())
}

/// The rows of items that no published client has yet.
fn rows(root: &Path, of_crate: &Crate, plan: &Plan, also: &mut Also) -> Result<()> {
    let [.., old, new] = &plan.versions[..] else { return Ok(()) };
    let text = String::from_utf8_lossy(&read::file(&root.join(newer::FILE))?).into_owned();
    let (text, added) = newer::refreshed(&text, &old.ast, &new.ast, new.name());
    also.texts.extend(Text::of(of_crate, &format!("{ROOT}/{}", newer::FILE), Some(text)));
    if added > 0 {
        also.remaining.push(format!(
            "replace the reason of {} in {} by the real one",
            count(added, "new row"),
            newer::FILE
        ));
    }
    Ok(())
}
