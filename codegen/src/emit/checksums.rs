//! The checksums of the bodies of an operation: the last step of `encode`, and its documentation.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{ident, option};
use crate::docs::append;
use crate::ir::{ChecksumAlgorithm, ChecksumField, Checksums, Finish, Operation, Presence, Struct, Ty};

/// ```text
/// static CHECKSUMS: runtime::checksum::Checksums = runtime::checksum::Checksums { .. };
/// runtime::checksum::set(Self::NAME, &CHECKSUMS, algorithm, mode, &mut request)?;
/// ```
pub(super) fn step(checksums: &Checksums, input: &Struct) -> TokenStream {
    let Checksums { request, mode, response } = checksums;
    let algorithm = request.as_ref().and_then(|request| request.algorithm.as_ref());
    let of_request = option(request.as_ref().map(|request| {
        let required = request.required;
        let member = algorithm.map_or("", |named| input.fields[named.field].name.as_str());
        let header = header(algorithm);
        quote!(runtime::checksum::RequestChecksum { required: #required, member: #member, header: #header })
    }));
    let mode_header = header(mode.as_ref());
    let response = response.iter().map(|algorithm| {
        let name = ident(match algorithm {
            ChecksumAlgorithm::Crc32 => "Crc32",
            ChecksumAlgorithm::Crc32c => "Crc32c",
            ChecksumAlgorithm::Crc64Nvme => "Crc64Nvme",
            ChecksumAlgorithm::Sha1 => "Sha1",
            ChecksumAlgorithm::Sha256 => "Sha256",
        });
        quote!(runtime::checksum::Algorithm::#name)
    });
    let (algorithm, mode) = (value(algorithm, input), value(mode.as_ref(), input));
    quote! {
        static CHECKSUMS: runtime::checksum::Checksums = runtime::checksum::Checksums {
            request: #of_request,
            mode_header: #mode_header,
            response: &[#(#response),*],
        };
        runtime::checksum::set(Self::NAME, &CHECKSUMS, #algorithm, #mode, &mut request)?;
    }
}

fn header(field: Option<&ChecksumField>) -> TokenStream {
    option(field.and_then(|field| field.header.as_ref()).map(|header| quote!(#header)))
}

/// `input.checksum_mode.as_ref().map(|value| value.as_str())`.
fn value(field: Option<&ChecksumField>, input: &Struct) -> TokenStream {
    let Some(field) = field.map(|named| &input.fields[named.field]) else { return quote!(None) };
    let name = ident(&field.ident);
    match (&field.ty, &field.presence) {
        (Ty::String, Presence::Optional) => quote!(input.#name.as_deref()),
        (_, Presence::Optional) => quote!(input.#name.as_ref().map(|value| value.as_str())),
        _ => quote!(Some(input.#name.as_str())),
    }
}

/// A section about the checksums.
pub(super) fn describe(operation: &Operation, lines: &mut Vec<String>) {
    let checksums = operation.request.finish.iter().find_map(|step| match step {
        Finish::Checksums(checksums) => Some(checksums),
        _ => None,
    });
    let Some(Checksums { request, mode, response }) = checksums else { return };
    append(lines, "# Checksums");
    let name = |named: &ChecksumField| operation.input.fields[named.field].ident.as_str();
    if let Some(request) = request {
        let algorithm = match &request.algorithm {
            Some(named) => format!("the algorithm in `{}`, or CRC-32 by default", name(named)),
            None => "CRC-32".to_owned(),
        };
        append(lines, format!("The request has a checksum of its body: with {algorithm}."));
    }
    if !response.is_empty() {
        let turned_on = mode
            .as_ref()
            .map_or_else(String::new, |named| format!(" By default, `{}` asks for one.", name(named)));
        append(lines, format!("Clients validate the checksum of the response, if it has one.{turned_on}"));
    }
}
