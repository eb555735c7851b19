//! Operations: marker, wire code, input, output and error, in one file.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{Imports, deprecated, docs, ident, number};
use super::{
    checksums, cli, client, codec, decode, discovery, encode, endpoint, error, example, metadata, pages,
    schema, stream, structure, syntax, upload, validate, wait,
};
use crate::docs::append;
use crate::ir::{Discovery, Operation, Presence, Service, Struct, Ty};

/// A file for one operation.
pub(super) fn file(service: &Service, operation: &Operation) -> TokenStream {
    let imports = imports(service, operation).tokens();
    let marker = marker(service, operation);
    let constants = metadata::constants(service, operation);
    let implementation = implementation(operation);
    let streams = stream::implementations(service, operation);
    let discovery = discovery::implementation(service, operation);
    let input = own(&operation.input, operation.input_is_shared);
    let output = own(&operation.output, operation.output_is_shared);
    let error = error::items(service, operation);
    let methods = client::methods(service, operation);
    let waits = wait::items(service, operation);
    let pages = pages::implementations(service, operation);
    let upload = upload::items(service, operation);
    let doc = format!(" The operation `{}`.", operation.name);
    let shapes = quote!(#input #output #error);
    let calls = quote!(#pages #methods #waits #upload);
    let schema = schema::operation(service, operation);
    let command = cli::command(service, operation);
    quote!(#![doc = #doc] #imports #marker #constants #implementation #streams #discovery #calls #shapes #schema #command)
}

fn own(shape: &Struct, shared: bool) -> Option<TokenStream> {
    if shared {
        return None;
    }
    let items = structure::items(shape, None);
    let (writer, reader) = (codec::structure_writer(shape), codec::structure_reader(shape));
    Some(quote!(#items #writer #reader))
}

fn imports(service: &Service, operation: &Operation) -> Imports {
    let Operation { request, response, input, output, .. } = operation;
    let sent = request.body.is_document(input).then_some(request.encoder);
    let reads = response.body.is_document(output) && !response.body.carries_nothing();
    let received = reads.then_some(response.codec);
    let mut imports = Imports::default().http().encoder(sent).codecs([received]);
    for (shape, shared) in
        [(&operation.input, operation.input_is_shared), (&operation.output, operation.output_is_shared)]
    {
        if shared {
            imports.name("crate::types", &shape.ident);
        } else {
            imports = imports.fields(&shape.fields);
        }
    }
    // The code names the types of parsed headers, even if the structure is in another file.
    let parsed = operation.response.headers.iter().map(|bound| &operation.output.fields[bound.field].ty);
    let mut imports = imports.types(parsed.map(|ty| if let Ty::List { item, .. } = ty { item } else { ty }));
    stream::import(operation, &mut imports);
    imports.name("crate::error", &service.any_error);
    for error in &operation.errors {
        imports.name("crate::error", &error.ident);
    }
    imports
}

/// ```text
/// #[derive(Clone, Copy, Debug)]
/// pub struct SendEvent;
/// ```
fn marker(service: &Service, operation: &Operation) -> TokenStream {
    let name = ident(&operation.ident);
    let mut lines = structure::described(&operation.docs, &operation.name);
    append(&mut lines, "# Request syntax");
    append(&mut lines, "```text");
    lines.extend(syntax::request(service, operation));
    lines.push("```".to_owned());
    append(&mut lines, "# Response syntax");
    append(&mut lines, "```text");
    lines.extend(syntax::response(service, operation));
    lines.push("```".to_owned());
    example::describe(service, operation, &mut lines);
    stream::describe(service, operation, &mut lines);
    checksums::describe(operation, &mut lines);
    if let Some(discovery) = service.discovery.as_ref().filter(|_| operation.metadata.discovered) {
        append(&mut lines, "# Endpoint");
        append(&mut lines, discovered_endpoint(discovery));
    }
    let docs = docs(&lines);
    let deprecated = deprecated(operation.deprecated.as_ref());
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct #name;
    }
}

fn discovered_endpoint(discovery: &Discovery) -> String {
    let Discovery { module, ident: name, .. } = discovery;
    format!(
        "Its requests go to an endpoint that [`{name}`](super::{module}::{name}) returns. Clients call that \
         operation first, and keep the endpoint for the time that the service states, unless they have a custom endpoint."
    )
}

fn implementation(operation: &Operation) -> TokenStream {
    let name = ident(&operation.ident);
    let wire_name = &operation.name;
    let (input, output) = (ident(&operation.input.ident), ident(&operation.output.ident));
    let error = ident(&operation.error_ident);
    let status = number(operation.response.status);
    let encode = encode::function(operation);
    let read_output = decode::function(operation);
    let read_error = error::reader(operation);
    let repeatable = operation.metadata.repeatable.then(|| {
        quote!(
            const REPEATABLE: bool = true;
        )
    });
    let discovered = operation.metadata.discovered.then(|| {
        quote!(
            const DISCOVERED: bool = true;
        )
    });
    let error_codes = error::codes(operation);
    let errors_in_success = operation.errors_in_success.then(|| {
        quote!(
            const ERRORS_IN_SUCCESS: bool = true;
        )
    });
    let protocol = operation.response.protocol.map(|protocol| {
        quote!(
            const SMITHY_PROTOCOL: Option<&'static str> = Some(#protocol);
        )
    });
    let set_token = set_idempotency_token(&operation.input);
    let validate = validate::of_operation(&operation.input);
    let endpoint_params = endpoint::context(&operation.endpoint_context);
    quote! {
        impl runtime::Operation for #name {
            type Service = crate::service::Service;
            type Input = #input;
            type Output = #output;
            type Error = #error;

            const NAME: &'static str = #wire_name;
            const SUCCESS: u16 = #status;
            #repeatable
            #discovered
            #error_codes
            #errors_in_success
            #protocol

            #encode
            #set_token
            #endpoint_params
            #validate
            #read_output
            #read_error
        }
    }
}

/// Treats an empty token as missing: the service would not recognize a repeated request by it.
fn set_idempotency_token(input: &Struct) -> Option<TokenStream> {
    let field = input.fields.iter().find(|field| field.idempotency_token)?;
    let name = ident(&field.ident);
    let fill = if field.presence == Presence::Optional {
        quote! {
            if input.#name.as_deref().unwrap_or_default().is_empty() {
                input.#name = Some(make());
            }
        }
    } else {
        quote! {
            if input.#name.is_empty() {
                input.#name = make();
            }
        }
    };
    Some(quote! {
        fn set_idempotency_token(input: &mut Self::Input, make: impl FnOnce() -> String) {
            #fill
        }
    })
}
