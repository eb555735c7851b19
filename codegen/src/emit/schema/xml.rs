//! The form of members in XML, in the schema of a service whose protocol names the parts of values.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Layout, Service, XmlMember};

/// `.xml(&Xml::new("Tag").parts(Parts::List { flattened: true, item: "member", each: &Parts::None }))`; nothing for an element with
/// the name of the member.
pub(super) fn member(
    service: &Service,
    name: &str,
    [wire_name, form_name]: [&str; 2],
    xml: &XmlMember,
    layout: &Layout,
) -> Option<TokenStream> {
    let is_plain = name == wire_name && name == form_name && !xml.attribute && *layout == Layout::Plain;
    if !service.names_parts || is_plain {
        return None;
    }
    let attribute = xml.attribute.then(|| quote!(.attribute()));
    let form = (form_name != wire_name).then(|| quote!(.form_name(#form_name)));
    let parts = (*layout != Layout::Plain).then(|| {
        let parts = parts(layout);
        quote!(.parts(#parts))
    });
    Some(quote!(.xml(&Xml::new(#wire_name) #form #attribute #parts)))
}

fn parts(layout: &Layout) -> TokenStream {
    match layout {
        Layout::Plain => quote!(Parts::None),
        Layout::List { flattened, item, each } => {
            let (item, each) = (&item.name, parts(each));
            quote!(Parts::List { flattened: #flattened, item: #item, each: &#each })
        }
        Layout::Map { flattened, key, value, each } => {
            let (key, value, each) = (&key.name, &value.name, parts(each));
            quote!(Parts::Map { flattened: #flattened, key: #key, value: #value, each: &#each })
        }
    }
}
