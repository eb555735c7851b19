//! `convert`: writes a model of any format as Smithy JSON AST.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use farrier::model::{Role, Source, load, merged_ast, to_ast};

use crate::Result;
use crate::config::Project;
use crate::job::files_of;
use crate::report::{self, at, say};
use crate::{read, write};

/// The model, and the form of the output.
#[derive(Args, Debug)]
pub struct Convert {
    /// The files of the model: Smithy IDL, Smithy JSON AST or C2J, or a folder of C2J [default: those of farrier.toml]
    #[arg(value_name = "FILE")]
    models: Vec<PathBuf>,
    /// A file with `apply` statements to add; can be repeated
    #[arg(long, value_name = "FILE", requires = "models")]
    overlay: Vec<PathBuf>,
    /// Write each shape with the members and traits of its mixins, and no mixins
    #[arg(long)]
    flatten: bool,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The crate, by the name of its package, if farrier.toml has several
    #[arg(long, short, value_name = "NAME", conflicts_with = "models")]
    package: Option<String>,
}

/// Converts. True if there was no problem.
pub fn run(project: impl FnOnce() -> Result<Project>, args: &Convert) -> bool {
    let written = sources(project, args).and_then(|sources| {
        let ast = if args.flatten { to_ast(&load(&sources)?.model) } else { merged_ast(&sources)? };
        let text = format!("{ast:#}\n");
        match &args.output {
            Some(file) => {
                write::replace(file, text.as_bytes()).map(|()| say(&format!("wrote {}", file.display())))
            }
            None => {
                // A closed pipe, as with `| head`, is not an error.
                let _ = std::io::stdout().lock().write_all(text.as_bytes());
                Ok(())
            }
        }
    });
    match written {
        Ok(()) => true,
        Err(problems) => {
            report::problems(&problems, "nothing was converted");
            false
        }
    }
}

fn sources(project: impl FnOnce() -> Result<Project>, args: &Convert) -> Result<Vec<Source>> {
    if args.models.is_empty() {
        let project = project()?;
        let mut sources = project.named(args.package.as_deref())?.sources()?;
        sources.retain(|source| source.role != Role::Constructors);
        return Ok(sources);
    }
    let mut sources = Vec::new();
    let mut add = |file: &Path, role| -> Result<()> {
        std::fs::metadata(file).map_err(at(file))?;
        sources.push(read::source(file, file.display().to_string(), role)?);
        Ok(())
    };
    for model in &args.models {
        files_of(model)?.iter().try_for_each(|file| add(file, Role::Model))?;
    }
    args.overlay.iter().try_for_each(|file| add(file, Role::Overlay))?;
    Ok(sources)
}
