//! Results of endpoint rules, and the functions that the rules call.

mod bucket;
mod element;
mod host_label;
mod parse_arn;
mod parse_url;
mod partition;
mod partitions;
mod region;
mod resolved;
mod split;
mod substring;
mod uri_encode;
pub mod without_rules;

#[doc(hidden)]
pub use self::bucket::is_hostable_bucket;
#[doc(hidden)]
pub use self::element::element;
#[doc(hidden)]
pub use self::host_label::is_host_label;
#[doc(hidden)]
pub use self::parse_arn::{parse_arn, Arn};
#[doc(hidden)]
pub use self::parse_url::{parse_url, Url};
pub use self::partition::Partition;
pub use self::partitions::partition;
#[doc(hidden)]
pub use self::region::check_region;
pub use self::resolved::{EndpointAuthScheme, Property, ResolveError, Resolved};
#[doc(hidden)]
pub use self::split::split;
#[doc(hidden)]
pub use self::substring::substring;
#[doc(hidden)]
pub use self::uri_encode::uri_encode;
