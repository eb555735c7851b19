//! The runtime support: which of the files of `codegen/inline` a crate needs, and the list of their modules.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::ident;
use super::{Content, Module, hints, rust};
use crate::ir::{Part, Service};

/// One file of the runtime support.
struct File {
    /// Its path below `src/runtime`, without `.rs`.
    path: &'static str,
    text: &'static str,
    /// The part that needs it; without one, every crate does.
    part: Option<Part>,
    /// What the crate exports of it.
    public: &'static [&'static str],
    /// What the crate's own code uses of it.
    private: &'static [&'static str],
}

macro_rules! file {
    ($path:literal, $part:expr, [$($public:literal),*], [$($private:literal),*]) => {
        File {
            path: $path,
            text: include_str!(concat!("../../inline/", $path, ".rs")),
            part: $part,
            public: &[$($public),*],
            private: &[$($private),*],
        }
    };
}

/// All of them: path, part, what is exported, what is used inside.
const FILES: &[File] = &[
    file!("answer", None, [], ["Answer"]),
    file!("answer/header_lists", Some(Part::ReadHeaderList), [], []),
    file!("answer/headers", Some(Part::ReadHeader), [], []),
    file!("answer/malformed", Some(Part::MalformedHeader), [], []),
    file!("answer/prefix_headers", Some(Part::ReadPrefixHeaders), [], []),
    file!("answer/required_header", Some(Part::RequiredHeader), [], []),
    file!("answer/text", Some(Part::ReadText), [], []),
    file!("auth_scheme", Some(Part::AuthScheme), ["AuthScheme"], []),
    file!("base64_text", Some(Part::Base64Text), [], []),
    file!("big_number", Some(Part::BigNumber), ["BigDecimal", "BigInteger", "BigNumberError"], []),
    file!("blob", Some(Part::Blob), ["Blob"], []),
    file!("calendar", Some(Part::Timestamp), [], []),
    file!("checker", Some(Part::Checker), [], ["Checker", "Validate", "validate"]),
    file!("checker/big_number", Some(Part::BigNumberRange), [], []),
    file!("checker/pattern", Some(Part::Pattern), [], []),
    file!("content_md5", Some(Part::ContentMd5), [], []),
    file!("decimal", None, [], []),
    file!("document", Some(Part::Document), ["Document", "Number", "NumberError"], []),
    file!("endpoint", None, ["Endpoint", "InvalidEndpoint"], []),
    file!("error", None, ["DecodeError", "EncodeError", "Error"], ["Malformed"]),
    file!("event_header", Some(Part::EventOutput), [], []),
    file!("event_input", Some(Part::EventInput), ["InputStream"], []),
    file!(
        "event_output",
        Some(Part::EventOutput),
        ["EventError", "OutputStream", "StreamError"],
        ["read_event"]
    ),
    file!(
        "event_stream",
        Some(Part::EventStream),
        ["EventHeader", "Message", "MessageDecoder", "MessageError"],
        []
    ),
    file!("event_stream/decoder", Some(Part::EventStream), [], []),
    file!("event_stream/error", Some(Part::EventStream), [], []),
    file!("event_stream/frame", Some(Part::EventStream), [], []),
    file!("event_stream/message", Some(Part::EventStream), [], []),
    file!("event_stream/value", Some(Part::EventStream), [], []),
    file!("gzip", Some(Part::Gzip), [], []),
    file!("host", Some(Part::Host), [], []),
    file!("host_label", Some(Part::HostLabel), [], []),
    file!("json/big_number", Some(Part::BigNumber), [], []),
    file!("json/blob", Some(Part::Blob), [], []),
    file!("json/document", Some(Part::Document), [], []),
    file!("json/error", None, [], ["Error"]),
    file!("json/float", Some(Part::Float), [], []),
    file!("json/from_json", None, [], ["FromJson", "Plain"]),
    file!("json/integer", Some(Part::Integer), [], []),
    file!("json/member_or_skip", None, [], []),
    file!("json/members", None, [], ["read_members"]),
    file!("json/non_empty", Some(Part::NonEmpty), [], []),
    file!("json/payload", Some(Part::ReadPayload), [], ["read_value"]),
    file!("json/plain", None, [], []),
    file!("json/reader", None, [], ["Reader"]),
    file!("json/timestamp", Some(Part::Timestamp), [], ["DateTime", "HttpDate"]),
    file!("json/to_json", None, [], ["ToJson"]),
    file!("json/unit", Some(Part::Unit), [], ["Unit"]),
    file!("json/variant", Some(Part::Union), [], []),
    file!("json/write_members", Some(Part::WriteDocument), [], ["write_members"]),
    file!("json/write_payload", Some(Part::WritePayload), [], ["write_value"]),
    file!("json/writer", None, [], ["Object", "Writer"]),
    file!("list", Some(Part::HeaderList), [], []),
    file!("metadata", None, ["ErrorMetadata", "ServiceError"], ["Retry"]),
    file!("metadata/general_hint", Some(Part::GeneralHint), [], []),
    file!("metadata/hint", Some(Part::Hint), [], []),
    file!("metadata/modelled", Some(Part::Modelled), [], []),
    file!("metadata/of_message", Some(Part::EventOutput), [], []),
    file!("method", Some(Part::Method), [], []),
    file!("non_empty", Some(Part::NonEmpty), ["NonEmpty"], []),
    file!("operation", None, ["Operation", "Response"], []),
    file!("pagination", Some(Part::Pagination), ["Pagination"], []),
    file!("parse", Some(Part::Parse), [], []),
    file!("parse_timestamp", Some(Part::ParseTimestamp), [], []),
    file!("pattern", Some(Part::Pattern), [], ["Pattern", "Step"]),
    file!("percent", Some(Part::Percent), [], []),
    file!("redacted", Some(Part::Redacted), [], ["Redacted"]),
    file!("request", None, [], ["RequestBuilder"]),
    file!("request/body", Some(Part::Body), [], []),
    file!("request/greedy_label", Some(Part::GreedyLabel), [], []),
    file!("request/header", Some(Part::Header), [], []),
    file!("request/header_value", Some(Part::HeaderValue), [], []),
    file!("request/label", Some(Part::Label), [], []),
    file!("request/label_or", Some(Part::LabelOr), [], []),
    file!("request/literal_header", Some(Part::LiteralHeader), [], []),
    file!("request/literal_query", Some(Part::LiteralQuery), [], []),
    file!("request/prefix_headers", Some(Part::PrefixHeaders), [], []),
    file!("request/query", Some(Part::Query), [], []),
    file!("request/query_params", Some(Part::QueryParams), [], []),
    file!("request/sensitive_header", Some(Part::SensitiveHeader), [], []),
    file!("serde/big_number", Some(Part::BigNumber), [], []),
    file!("serde/blob", Some(Part::Blob), [], []),
    file!("serde/document", Some(Part::Document), [], []),
    file!("serde/message", Some(Part::EventStream), [], []),
    file!("serde/non_empty", Some(Part::NonEmpty), [], []),
    file!("serde/timestamp", Some(Part::Timestamp), [], []),
    file!("serde/unknown_member", Some(Part::Union), [], []),
    file!("text", Some(Part::FloatText), [], []),
    file!("time/format", Some(Part::FormatIso8601), [], []),
    file!("time/parse", Some(Part::ParseIso8601), [], []),
    file!("time/timestamp", Some(Part::Timestamp), [], []),
    file!("timestamp", Some(Part::Timestamp), ["Timestamp", "TimestampError"], []),
    file!("tree_hash", Some(Part::TreeHash), [], []),
    file!("unknown_member", Some(Part::Union), ["UnknownMember"], []),
    file!("violation", None, ["Problem", "Violation", "Violations"], []),
    file!("waiter", Some(Part::Waiter), ["Acceptor", "Matcher", "Waiter"], []),
];

/// Names that a file has in any case, and that nothing but the code of one part uses from outside.
const USED_BY: &[(&str, Part)] = &[("Retry", Part::Modelled)];

/// Files of which a service need not use everything.
const PARTLY_USED: &[&str] = &[
    "base64_text",
    "checker",
    "decimal",
    "event_header",
    "event_input",
    "event_output",
    "list",
    "parse",
    "parse_timestamp",
];

/// The files, and the lists of modules above them.
pub(super) fn files(service: &Service) -> Vec<Module> {
    let root = list(service, "", "What all operations share: requests, answers, errors, JSON.");
    let json = list(service, "json/", "JSON, read and written without anything in between.");
    let mut modules = vec![
        rust("src/runtime.rs", &service.id, "runtime", root),
        rust("src/runtime/json.rs", &service.id, "runtime", json),
    ];
    if has_serde(service) {
        let serde =
            list(service, "serde/", "`Serialize` and `Deserialize` for the types of the runtime support.");
        modules.push(rust("src/runtime/serde.rs", &service.id, "runtime", serde));
    }
    if !service.hints.is_empty() {
        modules.push(rust("src/runtime/hints.rs", &service.id, "hints", hints::table(service)));
    }
    if service.time {
        let time = list(service, "time/", "Points in time as the crate `time` has them.");
        modules.push(rust("src/runtime/time.rs", &service.id, "runtime", time));
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
        .filter_map(|part| part.path.strip_prefix(&below))
        .map(|name| format!("mod {name};\n"))
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
    let is_in = |file: &File, folder: &str| file.path.starts_with(folder);
    let wanted = move |file: &&File| {
        (service.serde || !is_in(file, "serde/")) && (service.time || !is_in(file, "time/"))
    };
    FILES.iter().filter(wanted).filter(|file| file.part.is_none_or(|part| service.runtime.contains(&part)))
}

fn has_serde(service: &Service) -> bool {
    needed(service).any(|file| file.path.starts_with("serde/"))
}

/// `mod` lines and exports for the files of one folder.
fn list(service: &Service, folder: &str, doc: &str) -> TokenStream {
    let doc = format!(" {doc}");
    let here = || {
        let stem =
            move |file: &'static File| file.path.strip_prefix(folder).filter(|name| !name.contains('/'));
        needed(service).filter_map(move |file| Some((ident(stem(file)?), file)))
    };
    let json = folder.is_empty().then(|| {
        // A service need not use all that the JSON support can do.
        quote!(
            #[allow(dead_code, unused_imports)]
            pub(crate) mod json;
        )
    });
    let serde = (folder.is_empty() && has_serde(service)).then(|| {
        quote!(
            #[cfg(feature = "serde")]
            mod serde;
        )
    });
    let hints = (folder.is_empty() && !service.hints.is_empty()).then(|| {
        quote!(
            mod hints;
        )
    });
    let time = (folder.is_empty() && service.time).then(|| {
        quote!(
            #[cfg(feature = "time")]
            pub(crate) mod time;
        )
    });
    // What other modules name by its path, since it exports nothing.
    let modules = here().map(|(module, file)| {
        let by_path =
            (folder.is_empty() || folder == "time/") && file.public.is_empty() && file.private.is_empty();
        let visibility = by_path.then(|| quote!(pub(crate)));
        let partly = PARTLY_USED.contains(&file.path).then(|| quote!(#[allow(dead_code)]));
        quote!(#partly #visibility mod #module;)
    });
    let exports = here().map(|(module, file)| {
        let used =
            |name: &str| USED_BY.iter().all(|(other, part)| *other != name || service.runtime.contains(part));
        let names = |names: &'static [&'static str]| {
            names.iter().filter(|name| used(name)).map(|name| ident(name)).collect::<Vec<_>>()
        };
        let (public, private) = (names(file.public), names(file.private));
        let public = (!public.is_empty()).then(|| quote!(pub use self::#module::{#(#public),*};));
        let private = (!private.is_empty()).then(|| quote!(pub(crate) use self::#module::{#(#private),*};));
        quote!(#public #private)
    });
    quote! {
        #![doc = #doc]
        #(#modules)*
        #json
        #serde
        #time
        #hints
        #(#exports)*
    }
}

/// `pub use` lines for `lib.rs`.
pub(super) fn exports(service: &Service) -> TokenStream {
    let names: BTreeSet<&str> = needed(service).flat_map(|file| file.public).copied().collect();
    let names = names.into_iter().map(ident);
    quote!(pub use runtime::{#(#names),*};)
}
