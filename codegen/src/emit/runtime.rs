//! The runtime support: which of the files of `codegen/inline` a crate needs, and the lists of their modules.

mod files;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::ident;
use super::{Content, Module, hints, rust};
use crate::ir::{Part, Service};

use files::File;

/// Names that a file has in any case, and that nothing but the code of one part uses from outside.
const USED_BY: &[(&str, Part)] = &[
    ("Arn", Part::EndpointArnArgument),
    ("BodyFollows", Part::Auth),
    ("ErrorCodes", Part::ErrorCodes),
    ("Retry", Part::Modelled),
    ("Url", Part::EndpointUrlArgument),
    ("asked_pause", Part::Upload),
    ("is_loopback", Part::Upload),
    ("may_resend", Part::Upload),
];

/// Files of which a service, or a choice of features, need not use everything.
const PARTLY_USED: &[&str] = &[
    "auth/identity",
    "base64_text",
    "blocking/auth",
    "checker",
    "client/auth",
    "decimal",
    "endpoint_rules/parse_arn",
    "endpoint_rules/parse_url",
    "event_header",
    "event_input",
    "event_output",
    "list",
    "parse",
    "parse_timestamp",
    "wait_texts",
];

/// A folder with a list of its modules.
struct Folder {
    /// Its path below `src/runtime`, without the slash at its end.
    path: &'static str,
    doc: &'static str,
    /// Features any of which it is for; none if all crates have it.
    features: &'static [&'static str],
}

const ROOT: Folder =
    Folder { path: "", doc: "What all operations share: requests, answers, errors, JSON.", features: &[] };

const FOLDERS: &[Folder] = &[
    Folder {
        path: "auth",
        doc: "Who is calling: credentials, tokens, keys.",
        features: &["client-core", "blocking"],
    },
    Folder {
        path: "blocking",
        doc: "The client for programs without an async runtime.",
        features: &["blocking"],
    },
    Folder { path: "call", doc: CALL, features: &["client-core", "blocking"] },
    Folder { path: "cli", doc: "The command-line tool: what is not about one service.", features: &["cli"] },
    Folder { path: "client", doc: "The async client.", features: &["client-core"] },
    Folder {
        path: "endpoint_rules",
        doc: "What endpoint rules give, and the functions that they call.",
        features: &[],
    },
    Folder { path: "json", doc: "JSON, read and written without anything in between.", features: &[] },
    Folder {
        path: "serde",
        doc: "`Serialize` and `Deserialize` for the types of the runtime support.",
        features: &["serde"],
    },
    Folder {
        path: "test_util",
        doc: "For tests: the service in this process, on loopback, and what else makes a test quick and exact.",
        features: &["test-util"],
    },
    Folder {
        path: "upload",
        doc: "Files uploaded in one call of a client.",
        features: &["client-core", "blocking"],
    },
    Folder { path: "time", doc: "Points in time as the crate `time` has them.", features: &["time"] },
];

const CALL: &str =
    "What the clients have in common: settings, limits of time, retries, errors of the transport.";

impl Folder {
    /// The path that its files begin with.
    fn prefix(&self) -> String {
        if self.path.is_empty() { String::new() } else { format!("{}/", self.path) }
    }

    /// Whether a file is in it, or below. It is asked for each file and each other: no text is put together for it.
    fn holds(&self, file: &File) -> bool {
        file.path.strip_prefix(self.path).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whether it is one of those whose public items a crate exports as a module.
    fn is_public(&self) -> bool {
        !self.features.is_empty() && !matches!(self.path, "cli" | "serde" | "time")
    }
}

/// `#[cfg(feature = "serde")]`, `#[cfg(any(feature = "client-core", feature = "blocking"))]`.
pub(super) fn behind(features: &[&str]) -> Option<TokenStream> {
    match features {
        [] => None,
        [feature] => Some(quote!(#[cfg(feature = #feature)])),
        features => Some(quote!(#[cfg(any(#(feature = #features),*))])),
    }
}

/// The files, and the lists of modules above them.
pub(super) fn files(service: &Service) -> Vec<Module> {
    let mut modules = vec![rust("src/runtime.rs", &service.id, "runtime", list(service, &ROOT))];
    modules.extend(folders(service).map(|folder| {
        rust(&format!("src/runtime/{}.rs", folder.path), &service.id, "runtime", list(service, folder))
    }));
    if !service.hints.is_empty() {
        modules.push(rust("src/runtime/hints.rs", &service.id, "hints", hints::table(service)));
    }
    modules.extend(needed(service).map(|file| Module {
        path: format!("src/runtime/{}.rs", file.path),
        content: Content::Inline { emitter: "runtime", text: text(service, file) },
    }));
    modules
}

/// The text of a file, with the list of its own parts behind its first lines.
fn text(service: &Service, file: &File) -> String {
    let below = format!("{}/", file.path);
    let parts: String = needed(service)
        .filter_map(|part| Some((part.path.strip_prefix(&below)?, part.features)))
        // Some files list their parts themselves, so that tests can have them by their paths.
        .filter(|(name, _)| !name.contains('/') && !file.text.contains(&format!("\nmod {name};\n")))
        .map(|(name, features)| match features {
            [feature] if features != file.features => {
                format!("#[cfg(feature = \"{feature}\")]\nmod {name};\n")
            }
            _ => format!("mod {name};\n"),
        })
        .collect();
    // Examples in the documentation name the crate that they are in.
    let own = file.text.replace("this_crate", &service.crate_ident);
    if parts.is_empty() {
        return own;
    }
    // Inner documentation must come first, so the list goes behind its last line.
    let docs: usize = own.lines().take_while(|line| line.starts_with("//!")).map(|line| line.len() + 1).sum();
    format!("{}\n{parts}{}", &own[..docs], &own[docs..])
}

fn needed(service: &Service) -> impl Iterator<Item = &'static File> + '_ {
    let wanted = |file: &&File| {
        let folder = FOLDERS.iter().find(|folder| folder.holds(file));
        folder.is_none_or(|folder| has_features(service, folder))
    };
    let has = |part: Part| service.runtime.contains(&part);
    let fits = move |file: &&File| file.part.is_none_or(has) && !file.unless.is_some_and(has);
    files::all().iter().copied().filter(wanted).filter(fits)
}

fn has_features(service: &Service, folder: &Folder) -> bool {
    match folder.features {
        [] => true,
        ["cli"] => service.cli.is_some(),
        ["serde"] => service.serde,
        ["time"] => service.time,
        ["test-util"] => service.simulation.is_some(),
        _ => service.client,
    }
}

/// The folders of which the crate has anything.
fn folders(service: &Service) -> impl Iterator<Item = &'static Folder> + '_ {
    FOLDERS.iter().filter(|folder| needed(service).any(|file| folder.holds(file)))
}

/// `mod` lines and exports for the files of one folder.
fn list(service: &Service, folder: &Folder) -> TokenStream {
    let doc = format!(" {}", folder.doc);
    let prefix = folder.prefix();
    let here = || {
        let prefix = prefix.clone();
        needed(service).filter_map(move |file| {
            let stem = file.path.strip_prefix(&prefix).filter(|name| !name.contains('/'))?;
            Some((ident(stem), file))
        })
    };
    // The modules of a folder that are not files of ours.
    let model = (folder.path == "test_util").then(|| {
        quote!(
            mod each;
            mod model;
            pub use self::each::each_operation;
        )
    });
    let hints = (folder.path.is_empty() && !service.hints.is_empty()).then(|| {
        quote!(
            mod hints;
        )
    });
    let folders = folder.path.is_empty().then(|| folders(service).map(folder_line).collect::<TokenStream>());
    // What other modules name by its path, since it exports nothing.
    let modules = here().map(|(module, file)| {
        let by_path = matches!(folder.path, "" | "cli" | "serde" | "time")
            && file.public.is_empty()
            && file.private.is_empty();
        let visibility = by_path.then(|| quote!(pub(crate)));
        // Keys in query strings belong to the clients.
        let of_client = file.path == "percent" && service.runtime.contains(&Part::AuthApiKey);
        let partly = file.unless.is_none() && (PARTLY_USED.contains(&file.path) || of_client);
        let partly = partly.then(|| quote!(#[allow(dead_code)]));
        // A folder may have a file of its own name, which holds what it is named for.
        let inception = (module == folder.path).then(|| quote!(#[allow(clippy::module_inception)]));
        let cfg = behind(file.features);
        quote!(#cfg #partly #inception #visibility mod #module;)
    });
    let exports = here().map(|(module, file)| {
        let used =
            |name: &str| USED_BY.iter().all(|(other, part)| *other != name || service.runtime.contains(part));
        let names = |names: &'static [&'static str]| {
            names.iter().filter(|name| used(name)).map(|name| ident(name)).collect::<Vec<_>>()
        };
        let cfg = behind(file.features);
        let (public, private) = (names(file.public), names(file.private));
        let public = (!public.is_empty()).then(|| quote!(#cfg pub use self::#module::{#(#public),*};));
        let private =
            (!private.is_empty()).then(|| quote!(#cfg pub(crate) use self::#module::{#(#private),*};));
        quote!(#public #private)
    });
    quote! {
        #![doc = #doc]
        #(#modules)*
        #model
        #hints
        #folders
        #(#exports)*
    }
}

/// `pub(crate) mod json;` with what it is behind.
fn folder_line(folder: &Folder) -> TokenStream {
    let module = ident(folder.path);
    let cfg = behind(folder.features);
    // A service need not use all that the JSON support can do.
    let partly = (folder.path == "json").then(|| quote!(#[allow(dead_code, unused_imports)]));
    // Its dependencies need a newer Rust than the rest of the crate.
    let newer = (folder.path == "cli").then(|| quote!(#[allow(clippy::incompatible_msrv)]));
    let visibility = match folder.path {
        "cli" | "endpoint_rules" | "json" | "serde" | "time" => quote!(pub(crate)),
        _ => quote!(pub),
    };
    quote!(#cfg #partly #newer #visibility mod #module;)
}

/// `pub use` lines for `lib.rs`.
pub(super) fn exports(service: &Service) -> TokenStream {
    // What the rules give is in the module `endpoint`.
    let elsewhere = |folder: &Folder| folder.is_public() || folder.path == "endpoint_rules";
    let in_public = |file: &File| FOLDERS.iter().any(|f| elsewhere(f) && f.holds(file));
    let files = needed(service).filter(|file| !in_public(file));
    let names: BTreeSet<&str> = files.flat_map(|file| file.public).copied().collect();
    let names = names.into_iter().map(ident);
    let modules = folders(service).filter(|folder| folder.is_public()).map(|folder| {
        let (module, cfg) = (ident(folder.path), behind(folder.features));
        match folder.path {
            "call" => quote!(#cfg pub use runtime::call as config;),
            "client" => quote!(#cfg pub use runtime::client::{self, Client};),
            _ => quote!(#cfg pub use runtime::#module;),
        }
    });
    quote!(#(#modules)* pub use runtime::{#(#names),*};)
}
