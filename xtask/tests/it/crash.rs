//! A run that is killed, or that fails, at any point leaves the old tree or the new one.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::sync::OnceLock;

use crate::support::{Workspace, said, texts};

type Texts = BTreeMap<String, String>;

const OLD: [&str; 4] = ["Alpha", "Beta=one", "Gone", "GoneToo"];
const NEW: [&str; 4] = ["Alpha", "Beta=two", "Added", "AddedToo"];

/// What the old tree and the new one look like.
struct Trees {
    old: Texts,
    new: Texts,
}

impl Trees {
    fn get() -> &'static Self {
        static TREES: OnceLock<Trees> = OnceLock::new();
        TREES.get_or_init(|| {
            let workspace = Workspace::new(&NEW);
            workspace.succeed(&["codegen"]);
            let new = texts(&workspace.path("generated"));
            workspace.model(&OLD);
            workspace.succeed(&["codegen"]);
            // A file outside src/ changes too, so that there is more to do than to exchange src/.
            let readme = workspace.read("generated/README.md");
            workspace.write("generated/README.md", format!("{readme}old\n"));
            Self { old: texts(&workspace.path("generated")), new }
        })
    }

    /// Trees where folders become files and files become folders.
    fn odd() -> Self {
        let Self { mut old, new } = Self { old: Self::get().old.clone(), new: Self::get().new.clone() };
        old.remove("src/lib.rs");
        old.insert("src/lib.rs/was/a-folder.rs".to_owned(), String::new());
        let folders = new.keys().filter_map(|path| path.strip_prefix("src/")?.split_once('/'));
        let folder = format!("src/{}", folders.map(|(folder, _)| folder).next_back().unwrap());
        old.retain(|path, _| !path.starts_with(&format!("{folder}/")));
        old.insert(folder, "this was a file".to_owned());
        Self { old, new }
    }

    /// A workspace with the old tree and the new model.
    fn workspace(&self) -> Workspace {
        let workspace = Workspace::new(&NEW);
        for (path, text) in &self.old {
            workspace.write(&format!("generated/{path}"), text);
        }
        workspace
    }

    /// Whether it is the new tree (true) or the old one (false).
    #[track_caller]
    fn is_new(&self, tree: &Texts, when: &str) -> bool {
        assert!(*tree == self.old || *tree == self.new, "a mix {when}: {:?}", tree.keys());
        *tree == self.new
    }
}

fn generated(workspace: &Workspace) -> Texts {
    texts(&workspace.path("generated"))
}

fn src(texts: &Texts) -> Texts {
    texts.iter().filter(|(path, _)| path.starts_with("src/")).map(|(n, t)| (n.clone(), t.clone())).collect()
}

/// Runs `codegen` and kills it where it stops. False if it ended before.
fn kill_at(workspace: &Workspace, fault: &str) -> bool {
    let mut command = workspace.command(&["codegen"]);
    let mut run = command.env("XTASK_FAULT", fault).stderr(Stdio::piped()).spawn().unwrap();
    let stopped = BufReader::new(run.stderr.take().unwrap()).lines().any(|line| line.unwrap() == "stopped");
    run.kill().unwrap();
    run.wait().unwrap();
    stopped
}

/// The tree that a run leaves that can do no more than to recover, since the model is broken.
fn recovered(workspace: &Workspace) -> Texts {
    workspace.write("models/connectparticipant/service.json", "broken");
    let said = workspace.run(&["codegen"]);
    assert_eq!(said.code, 1, "{said:?}");
    let tree = generated(workspace);
    workspace.model(&NEW);
    tree
}

fn killed_everywhere(mode: &str) {
    let trees = Trees::get();
    let (mut olds, mut news) = (0, 0);
    for point in 1.. {
        let workspace = trees.workspace();
        if !kill_at(&workspace, &format!("{mode}stop:{point}")) {
            break;
        }
        if mode.is_empty() && cfg!(target_os = "linux") {
            let found = src(&generated(&workspace));
            assert!(
                found == src(&trees.old) || found == src(&trees.new),
                "a mix at {point}, not yet recovered"
            );
        }
        if trees.is_new(&recovered(&workspace), &format!("at {mode}{point}")) {
            news += 1;
        } else {
            olds += 1;
        }
        workspace.succeed(&["codegen"]);
        assert_eq!(generated(&workspace), trees.new);
    }
    assert!(olds > 2 && news > 2, "{olds} old, {news} new");
}

#[test]
fn killed_when_src_is_exchanged() {
    killed_everywhere("");
}

#[test]
fn killed_when_files_go_one_by_one() {
    killed_everywhere("by-file,");
}

/// Kills a run, and then the next one that was to recover from it.
#[test]
fn killed_again_while_recovering() {
    let trees = Trees::odd();
    for mode in ["", "by-file,"] {
        // The second kill comes at another point for each first one: all pairs would take long.
        for point in 1.. {
            let workspace = trees.workspace();
            if !kill_at(&workspace, &format!("{mode}stop:{point}")) {
                break;
            }
            kill_at(&workspace, &format!("stop:{}", 1 + point % 7));
            trees.is_new(&recovered(&workspace), &format!("at {mode}{point}"));
        }
    }
}

fn failing_everywhere(mode: &str) {
    let trees = Trees::get();
    for point in 1.. {
        let workspace = trees.workspace();
        let mut command = workspace.command(&["codegen"]);
        let said = said(command.env("XTASK_FAULT", format!("{mode}fail:{point}")).output().unwrap());
        let tree = generated(&workspace);
        if said.code == 0 {
            assert_eq!(tree, trees.new);
            assert!(point > 5, "{point}");
            break;
        }
        assert_eq!(tree, trees.old, "{mode}{point}: {said:?}");
        assert!(said.err.contains("made to fail\n1 problem; generated/ is untouched\n"), "{said:?}");
    }
}

#[test]
fn failing_when_src_is_exchanged() {
    failing_everywhere("");
}

#[test]
fn failing_when_files_go_one_by_one() {
    failing_everywhere("by-file,");
}

/// Fails at one point and is killed at a later one, while it undoes what it did.
#[test]
fn killed_while_undoing() {
    let trees = Trees::odd();
    for mode in ["", "by-file,"] {
        for point in 1.. {
            let mut later = point + 1;
            let workspace = loop {
                let workspace = trees.workspace();
                if !kill_at(&workspace, &format!("{mode}fail:{point},stop:{later}")) {
                    break workspace;
                }
                trees.is_new(&recovered(&workspace), &format!("at {mode}{point}, {later}"));
                later += 3;
            };
            if generated(&workspace) == trees.new {
                break;
            }
        }
    }
}

#[test]
fn check_tells_of_a_write_that_is_not_completed() {
    let workspace = Trees::get().workspace();
    let mut point = 1;
    while !workspace.path("generated/.farrier-next/journal").exists() {
        assert!(kill_at(&workspace, &format!("stop:{point}")));
        point += 1;
    }
    let before = generated(&workspace);
    let said = workspace.run(&["check"]);
    let error = "error: an earlier run was cut short while it wrote; run `cargo xtask codegen`\n";
    assert_eq!((said.code, said.err.as_str()), (1, error));
    assert_eq!(generated(&workspace), before);
}

#[test]
fn the_first_run_of_all_is_all_or_nothing() {
    let new = &Trees::get().new;
    for point in 1.. {
        let workspace = Workspace::new(&NEW);
        if !kill_at(&workspace, &format!("stop:{point}")) {
            break;
        }
        let tree = recovered(&workspace);
        assert!(tree.is_empty() || tree == *new, "a mix at {point}: {:?}", tree.keys());
    }
}
