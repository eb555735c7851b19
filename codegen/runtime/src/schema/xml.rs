//! The form of members in XML.

/// The element or attribute of a member in XML documents, if it is not simply an element with the name of the member.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Xml {
    /// Its name; a prefix is part of it.
    pub name: &'static str,
    /// Its name in a form, in requests of the Query protocols.
    pub form_name: &'static str,
    /// Whether it is an attribute of the element of its structure.
    pub is_attribute: bool,
    /// The names of the parts of its value.
    pub parts: Parts,
}

/// The names of the elements of lists and maps.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Parts {
    /// The value is neither.
    None,
    /// A list.
    List {
        /// Whether each item is an element with the name of the member, next to the other members.
        flattened: bool,
        /// The name of items otherwise.
        item: &'static str,
        /// The parts of each item.
        each: &'static Parts,
    },
    /// A map.
    Map {
        /// Whether each entry is an element with the name of the member, next to the other members; otherwise, its name is `entry`.
        flattened: bool,
        /// The name of keys.
        key: &'static str,
        /// The name of values.
        value: &'static str,
        /// The parts of each value.
        each: &'static Parts,
    },
}

impl Xml {
    /// Returns an element of this name.
    pub const fn new(name: &'static str) -> Self {
        Self { name, form_name: name, is_attribute: false, parts: Parts::None }
    }

    /// Sets the name in a form.
    #[must_use]
    pub const fn form_name(self, name: &'static str) -> Self {
        Self { form_name: name, ..self }
    }

    /// States that it is an attribute.
    #[must_use]
    pub const fn attribute(self) -> Self {
        Self { is_attribute: true, ..self }
    }

    /// Sets the names of its parts.
    #[must_use]
    pub const fn parts(self, parts: Parts) -> Self {
        Self { parts, ..self }
    }
}
