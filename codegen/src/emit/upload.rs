//! Uploads in one call: additional code of the operation that starts the upload, and of its clients.

use proc_macro2::TokenStream;
use quote::quote;

use super::example;
use super::tokens::{docs, ident, number, ty};
use crate::docs::append;
use crate::ir::{CLIENTS, Completion, Filled, Filling, Operation, Service, Step, Upload};

/// The methods of both clients, and their data.
pub(super) fn items(service: &Service, operation: &Operation) -> Option<TokenStream> {
    let upload = operation.upload.as_ref()?;
    let implementation = implementation(service, operation, upload);
    let asynchronous = method(service, operation, upload, true);
    let blocking = method(service, operation, upload, false);
    Some(quote!(#implementation #asynchronous #blocking))
}

/// ```text
/// impl runtime::upload::Uploads for StartAttachmentUpload { type Complete = CompleteAttachmentUpload; .. }
/// ```
fn implementation(service: &Service, operation: &Operation, upload: &Upload) -> Option<TokenStream> {
    let (name, input) = (ident(&operation.ident), ident(&operation.input.ident));
    let (complete, complete_input) = completion(&upload.completion);
    let given = upload.given.iter().map(|given| ty(&given.ty));
    let (call, id_name, min_size) = (&upload.call, &upload.id_name, number(upload.min_size));
    let types = upload.content_types.iter().map(|(end, ty)| quote!((#end, #ty)));
    let (announce, completing) = (fields(&upload.announce), fields(&upload.completion.fields));
    let (id, url) = (path(&upload.id), path(&upload.url));
    let headers = upload.headers.as_ref().map_or(quote!(None), |steps| path(steps));
    let (given_in, token) = (used(&upload.announce, "given"), used(&upload.announce, "token"));
    let (given_in_last, last_token) =
        (used(&upload.completion.fields, "given"), used(&upload.completion.fields, "token"));
    service.clients(CLIENTS).guard(quote! {
    impl runtime::upload::Uploads for #name {
        type Complete = #complete;
        type Given = (#(#given,)*);

        const CALL: &'static str = #call;
        const ID: &'static str = #id_name;
        const MIN_SIZE: u64 = #min_size;
        const CONTENT_TYPES: &'static [(&'static str, &'static str)] = &[#(#types),*];

        fn announce(
            #given_in: Self::Given,
            file: &runtime::upload::Described,
            #token: Option<String>,
        ) -> Self::Input {
            #input { #announce }
        }

        fn target(output: &Self::Output) -> runtime::upload::Target {
            runtime::upload::Target { id: #id, url: #url, headers: #headers }
        }

        fn complete(#given_in_last: Self::Given, id: String, #last_token: Option<String>) -> #complete_input {
            #complete_input { #completing }
        }
    }})
}

/// The paths of the operation that completes the upload, and of its input.
fn completion(completion: &Completion) -> (TokenStream, TokenStream) {
    let Completion { ident: marker, module, input, input_is_shared, .. } = completion;
    let (marker, module, input) = (ident(marker), ident(module), ident(input));
    let home = quote!(crate::operation::#module);
    let input = if *input_is_shared { quote!(crate::types::#input) } else { quote!(#home::#input) };
    (quote!(#home::#marker), input)
}

/// The name of an argument that not every service uses.
fn used(fields: &[Filled], name: &str) -> TokenStream {
    let uses = |filled: &Filled| match filled.value {
        Filling::Given(_) => name == "given",
        Filling::Token => name == "token",
        _ => false,
    };
    if !fields.iter().any(uses) {
        return quote!(_);
    }
    let name = ident(name);
    quote!(#name)
}

/// `attachment_name: file.name.clone(), ..`
fn fields(fields: &[Filled]) -> TokenStream {
    let fields = fields.iter().map(|Filled { ident: name, value, optional }| {
        let name = ident(name);
        let value = match value {
            Filling::Nothing => return quote!(#name: None),
            Filling::Token if *optional => return quote!(#name: token),
            Filling::Token => return quote!(#name: token.unwrap_or_default()),
            Filling::Given(at) => {
                let at = number(at);
                quote!(given.#at)
            }
            Filling::Name => quote!(file.name.clone()),
            Filling::ContentType => quote!(file.content_type.clone()),
            Filling::Size => quote!(i64::try_from(file.size).unwrap_or(i64::MAX)),
            Filling::SmallSize => quote!(i32::try_from(file.size).unwrap_or(i32::MAX)),
            Filling::Id => quote!(id),
            Filling::Ids => quote!(vec![id]),
            Filling::NonEmptyIds => quote!(runtime::NonEmpty::new(id)),
        };
        if *optional { quote!(#name: Some(#value)) } else { quote!(#name: #value) }
    });
    quote!(#(#fields),*)
}

/// `output.upload_metadata.as_ref().and_then(|at| at.url.clone())`
fn path(steps: &[Step]) -> TokenStream {
    let reach = |step: &Step, last: bool| {
        let name = ident(&step.field);
        match (last, step.optional) {
            (true, _) => quote!(#name.clone()),
            (false, true) => quote!(#name.as_ref()),
            (false, false) => quote!(#name),
        }
    };
    let mut found = None;
    for (at, step) in steps.iter().enumerate() {
        let last = at + 1 == steps.len();
        let name = reach(step, last);
        found = Some(match (found, step.optional, last) {
            (None, true, _) => quote!(output.#name),
            (None, false, true) => quote!(Some(output.#name)),
            (None, false, false) => quote!(Some(&output.#name)),
            (Some(way), true, _) => quote!(#way.and_then(|at| at.#name)),
            (Some(way), false, true) => quote!(#way.map(|at| at.#name)),
            (Some(way), false, false) => quote!(#way.map(|at| &at.#name)),
        });
    }
    found.unwrap_or(quote!(None))
}

/// ```text
/// impl crate::Client { pub async fn upload_attachment(&self, .., upload: Upload) -> Result<Uploaded, UploadError> { .. } }
/// ```
fn method(
    service: &Service,
    operation: &Operation,
    upload: &Upload,
    asynchronous: bool,
) -> Option<TokenStream> {
    let (marker, name) = (ident(&operation.ident), ident(&upload.method));
    let names: Vec<_> = upload.given.iter().map(|given| ident(&given.ident)).collect();
    let arguments = upload.given.iter().zip(&names).map(|(given, name)| {
        let ty = ty(&given.ty);
        quote!(#name: impl Into<#ty>)
    });
    let docs = docs(&description(service, operation, upload, asynchronous));
    let (features, client, keyword, run, wait): (&[_], _, _, _, _) = if asynchronous {
        (&["client-core"], quote!(crate::Client), Some(quote!(async)), quote!(client), Some(quote!(.await)))
    } else {
        (&["blocking"], quote!(crate::blocking::Client), None, quote!(blocking), None)
    };
    service.clients(features).guard(quote! {
    impl #client {
        #docs
        pub #keyword fn #name(
            &self,
            #(#arguments,)*
            upload: runtime::upload::Upload,
        ) -> Result<runtime::upload::Uploaded, runtime::upload::UploadError> {
            runtime::#run::upload::<#marker>(&self.0, (#(#names.into(),)*), upload) #wait
        }
    }})
}

fn description(service: &Service, operation: &Operation, upload: &Upload, asynchronous: bool) -> Vec<String> {
    let complete = &upload.completion.ident;
    let module = upload.completion.module.trim_start_matches("r#");
    let mut lines = vec!["Uploads a file in one call.".to_owned()];
    append(
        &mut lines,
        format!(
            "Calls [`{}`], sends the bytes with an HTTP `PUT` to the URL and with the headers of the response, and calls \
             [`{complete}`](super::{module}::{complete}). The retry policy of the client applies to each step.",
            operation.ident
        ),
    );
    if !upload.content_types.is_empty() {
        let ends: Vec<String> = upload.content_types.iter().map(|(end, _)| format!("`.{end}`")).collect();
        append(&mut lines, format!("These file extensions determine the content type: {}.", ends.join(", ")));
    }
    append(&mut lines, "# Errors");
    append(
        &mut lines,
        "The file cannot be read or has an unsupported type, or a step failed: the \
         [error](runtime::upload::UploadError) names the step and the state of the upload.",
    );
    append(&mut lines, "# Example");
    example::append_block(service, &mut lines, "", code(service, upload, asynchronous));
    lines
}

/// Lines for the front page: one upload with the async client.
pub(super) fn show_piece(service: &Service) -> Option<Vec<String>> {
    let upload = service.operations.iter().find_map(|operation| operation.upload.as_ref())?;
    service.client.then(|| code(service, upload, true))
}

/// Lines that call the method.
fn code(service: &Service, upload: &Upload, asynchronous: bool) -> Vec<String> {
    let name = &service.package.ident;
    let method = &upload.method;
    let words = |given: &str| given.trim_start_matches("r#").replace('_', " ");
    let given: String = upload.given.iter().map(|given| format!("{:?}, ", words(&given.ident))).collect();
    let (keyword, client, wait) = if asynchronous {
        ("async ", format!("{name}::Client"), ".await")
    } else {
        ("", format!("{name}::blocking::Client"), "")
    };
    [
        format!("use {name}::upload::{{Upload, UploadError}};"),
        String::new(),
        format!("{keyword}fn share(client: &{client}) -> Result<(), UploadError> {{"),
        "    let file = Upload::file(\"report.pdf\").on_progress(|sent, total| println!(\"{sent} of {total}\"));".to_owned(),
        format!("    let uploaded = client.{method}({given}file){wait}?;"),
        "    println!(\"{} is {}\", uploaded.name, uploaded.id);".to_owned(),
        "    Ok(())".to_owned(),
        "}".to_owned(),
    ]
    .into()
}
