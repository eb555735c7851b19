//! Services that are not AWS's: the first examples of a README run against the fake server as they are, except for the address,
//! and the command line asks for the endpoint and the identity.

use crate::cases;
use crate::features::Features;
use crate::scratch::{Package, Workspace};
use farrier::GeneratedFile;

/// The endpoint in examples.
const ENDPOINT: &str = "\"https://service.example.com\"";

/// All features except `gzip`, with which the runtime would be compiled once more.
const FEATURES: &str = "blocking,cli,client,dynamic,test-util,tracing";

#[test]
fn users_of_other_services_need_no_settings_of_aws() {
    let readme = include_str!("other_services/readme.rs");
    let (orchard, keys) = (include_str!("other_services/orchard.rs"), include_str!("other_services/keys.rs"));
    let support = include_str!("other_services/support.rs");
    let mut packages = [package("orchard", orchard, support), package("auth_keys", keys, support)];
    let examples = examples(&packages[0]);
    packages[0].files.push(file("tests/readme.rs", &format!("{readme}\n{examples}")));
    Workspace::write("other_services", &packages, Features::Most).run(&[
        "test",
        "--quiet",
        "--workspace",
        "--no-fail-fast",
        "--features",
        FEATURES,
        "--test",
        "readme",
        "--test",
        "tool",
    ]);
}

fn package(name: &str, test: &str, support: &str) -> Package {
    let case = cases::all().into_iter().find(|case| case.name == name).expect("a case");
    let mut files = case.generate().expect("a sound model").files;
    let name = format!("case_{name}");
    let program = support.replace("the_case", &name);
    files.push(file("tests/tool.rs", &format!("{test}\n{program}")));
    Package { name, files }
}

fn file(path: &str, text: &str) -> GeneratedFile {
    GeneratedFile { path: path.to_owned(), text: text.to_owned() }
}

/// The blocks of Rust code in the README, each as a module, with the address of the server.
fn examples(package: &Package) -> String {
    let readme = package.files.iter().find(|file| file.path == "README.md").expect("a README");
    let blocks = readme.text.split("```rust\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    let module = |(number, block): (usize, &str)| {
        let code = block.replace(ENDPOINT, "crate::url()").replace("\nasync fn", "\npub async fn");
        format!("mod example_{} {{\n{}\n}}\n", number + 1, code.replace("\nfn main", "\npub fn main"))
    };
    blocks.enumerate().map(module).collect()
}
