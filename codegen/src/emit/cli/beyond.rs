//! Commands of the command-line tool that use several operations or calls: uploads, and lists to follow.

use proc_macro2::TokenStream;
use quote::quote;

use super::{option, path_of};
use crate::emit::tokens::ident;
use crate::ir::cli::Command;
use crate::ir::{Follow, Given, Operation, Ty, Upload};

/// The names in the tables.
pub(super) fn names(each: &[(&Operation, &Command)]) -> TokenStream {
    let any = |has: fn(&Operation) -> bool| each.iter().any(|(operation, _)| has(operation));
    let follow = any(|operation| operation.follow.is_some()).then(|| quote!(FollowCommand,));
    let upload = any(|operation| operation.upload.is_some()).then(|| quote!(, UploadCommand));
    quote!(use crate::runtime::cli::table::{#follow Tool #upload};)
}

/// `&[UploadCommand { name: "upload", command: &crate::operation::start_attachment_upload::command::COMMAND, .. }]`.
pub(super) fn uploads(each: &[(&Operation, &Command)]) -> TokenStream {
    let all =
        each.iter().filter_map(|(operation, _)| Some(upload(each, operation, operation.upload.as_ref()?)));
    quote!(&[#(#all),*])
}

fn upload(each: &[(&Operation, &Command)], operation: &Operation, upload: &Upload) -> TokenStream {
    let (module, marker, table) = (ident(&operation.module), ident(&operation.ident), path_of(operation));
    let Upload { command, given, id_name, content_types, .. } = upload;
    let completion = each.iter().find(|(operation, _)| operation.ident == upload.completion.ident);
    let completes = completion.map_or("", |(_, command)| command.name.as_str());
    let names: Vec<&String> = given.iter().map(|given| &given.name).collect();
    let texts = given.iter().map(|Given { name, ty, .. }| {
        let into = (*ty != Ty::String).then(|| quote!(.into()));
        quote!(given(#name) #into)
    });
    let types = content_types.iter().map(|(end, ty)| quote!((#end, #ty)));
    let used = ident(if names.is_empty() { "_given" } else { "given" });
    quote! {
        UploadCommand {
            name: #command,
            command: &#table,
            options: &[#(#names),*],
            completes: #completes,
            id: #id_name,
            types: &[#(#types),*],
            send: &crate::runtime::cli::uploader::Of::<crate::operation::#module::#marker>::new(|#used| (#(#texts,)*)),
        }
    }
}

/// `&[FollowCommand { name: "transcript", command: &crate::operation::get_transcript::command::COMMAND, .. }]`.
pub(super) fn follows(each: &[(&Operation, &Command)]) -> TokenStream {
    let all = each.iter().filter_map(|(operation, _)| Some(follow(operation, operation.follow.as_ref()?)));
    quote!(&[#(#all),*])
}

fn follow(operation: &Operation, follow: &Follow) -> TokenStream {
    let table = path_of(operation);
    let Follow { command, options, id, columns, text, kind, plain, closed, .. } = follow;
    let set = follow.set.iter().map(|(name, value)| quote!((#name, #value)));
    let from = option(follow.from.as_ref().map(|from| quote!(#from)));
    let last = follow.last.iter().map(|(name, value)| quote!((#name, #value)));
    let more = follow.more.iter().map(|path| quote!(&[#(#path),*]));
    quote! {
        FollowCommand {
            name: #command,
            command: &#table,
            options: &[#(#options),*],
            set: &[#(#set),*],
            id: #id,
            columns: &[#(#columns),*],
            from: #from,
            text: #text,
            kind: &[#(#kind),*],
            plain: &[#(#plain),*],
            more: &[#(#more),*],
            last: &[#(#last),*],
            closed: &[#(#closed),*],
        }
    }
}
