//! The files of endpoint discovery, and what stands in for them.

use super::File;
use crate::ir::Part;

pub(super) const FILES: &[File] = &[
    file!("blocking/discovery", Some(Part::Discovery), [], []),
    file!("blocking/discovery", no Part::Discovery, "blocking/no_discovery", [], []),
    file!("call/attempts/redirected", Some(Part::Discovery), [], []),
    file!("call/discovery", Some(Part::Discovery), [], ["not_discovered", "Discover", "Discovered", "Known"]),
    file!("call/discovery", no Part::Discovery, "call/no_discovery", [], ["Discovered"]),
    file!("client/discovery", Some(Part::Discovery), [], []),
    file!("client/discovery", no Part::Discovery, "client/no_discovery", [], []),
];
