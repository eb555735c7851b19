//! Files that are uploaded in one call.

mod content;
mod error;
mod pieces;
mod plan;
mod put;

#[doc(hidden)]
pub use self::content::Described;
pub use self::content::Upload;
#[cfg(feature = "serde")]
pub(crate) use self::error::Failure;
pub use self::error::{PutError, UploadError, UploadStep};
pub(crate) use self::pieces::Pieces;
pub(crate) use self::plan::Plan;
pub use self::plan::Uploaded;
#[doc(hidden)]
pub use self::plan::{Target, Uploads};
pub(crate) use self::put::{Put, PutVerdict, MAX_REFUSAL};
