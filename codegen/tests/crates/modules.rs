//! Modules of build scripts: every case, with all parts, as modules of one package that denies lints; and a few without
//! parts.

use std::collections::BTreeSet;

use farrier::model::{Role, Source, load};
use farrier::{Config, GeneratedFile, Parts, generate_module};

use crate::cases;
use crate::features::Features;
use crate::scratch::{Package, Workspace};

/// The lints of a strict package. `clippy` adds its own.
const LINTS: &str = "#![deny(missing_docs, rust_2018_idioms, unreachable_pub, unused_qualifications)]\n";

/// A package with the modules of all cases.
fn package(name: &str, parts: Parts, public: usize) -> Package {
    let file = |path: String, text: String| GeneratedFile { path, text };
    let mut root = format!("//! Modules.\n{LINTS}\n/// All modules.\npub mod outer {{\n");
    let (mut files, mut features) = (Vec::new(), BTreeSet::new());
    for (at, case) in cases::all().iter().enumerate() {
        let bytes = std::fs::read(&case.model).expect("a file that was just listed");
        let source = Source { name: case.name.clone(), bytes, role: Role::Model };
        let loaded = load(&[source]).expect("a sound model");
        let module = format!("case_{}", case.name);
        let generated =
            generate_module(&loaded.model, &Config::new(module.clone()), parts).expect("a sound model");
        assert!(!generated.text.contains("feature = "), "{module} depends on a feature");
        features.extend(generated.runtime_features);
        // Items of a private module that are not used must not be reported.
        let visibility = if at % 2 == public { "pub " } else { "" };
        root.push_str(&format!(
            "    /// A case.\n    {visibility}mod {module} {{\n        include!(\"{module}.in.rs\");\n    }}\n"
        ));
        files.push(file(format!("src/{module}.in.rs"), generated.text));
    }
    root.push_str("}\n");
    let features: Vec<&str> = features.into_iter().collect();
    let manifest = format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         farrier-runtime = {{ version = {:?}, features = {features:?} }}\n",
        env!("CARGO_PKG_VERSION")
    );
    files.push(file("Cargo.toml".to_owned(), manifest));
    files.push(file("src/lib.rs".to_owned(), root));
    Package { name: name.to_owned(), files }
}

#[test]
fn modules_compile_anywhere_without_a_warning() {
    let mut all = Parts::default();
    (all.blocking, all.cli, all.client, all.dynamic) = (true, true, true, true);
    (all.test_util, all.time) = (true, true);
    let mut blocking = Parts::default();
    (blocking.blocking, blocking.serde) = (true, true);
    let packages = [
        package("all_parts", all, 0),
        package("blocking_part", blocking, 1),
        package("no_parts", Parts::default(), 0),
    ];
    let problems = Workspace::write("modules", &packages, Features::All).compile(&["--all-features"]);
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
}
