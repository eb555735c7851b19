//! A service as data: its operations, and the members of their inputs, outputs and errors.
//!
//! A generated crate with the feature `schema` has a module of that name, with these types and the static `SERVICE`. Everything
//! in it is a constant: a program that does not look at it does not contain it.
//!
//! ```
//! use farrier_runtime::schema::{Limits, Member, Operation, Service, Shape, Structure};
//!
//! # static INPUT: Structure = Structure::new("GetNoteInput", &[
//! #     Member::new("NoteId", &Shape::String(Limits::between(1, 36))).required().label(),
//! # ]);
//! # static OUTPUT: Structure = Structure::new("GetNoteOutput", &[]);
//! # static GET_NOTE: Operation = Operation::new("GetNote", "GET", "/notes/{NoteId}", &INPUT, &OUTPUT);
//! # static SERVICE: Service = Service::new("Notes", "2031-05-06", "aws.protocols#restJson1", &[&GET_NOTE], &[]);
//! // In a generated crate: `use notes::schema::{Shape, SERVICE};`
//! for operation in SERVICE.operations {
//!     println!("{}: {} {}", operation.name, operation.method, operation.uri);
//!     for member in operation.input.members {
//!         if let Shape::String(limits) = member.shape {
//!             println!("  {} has {:?} to {:?} characters", member.name, limits.min, limits.max);
//!         }
//!     }
//! }
//! # let note = SERVICE.operation("GetNote").and_then(|operation| operation.input.member("NoteId"));
//! # assert_eq!(note.map(|member| member.required), Some(true));
//! ```

mod limits;
mod member;
mod operation;
mod shape;

pub use super::auth_scheme::AuthScheme;
pub use super::pagination::Pagination;
pub use super::waiter::Waiter;
pub use limits::{Limits, TextFormat};
#[doc(hidden)]
pub use member::snake_case;
pub use member::{Location, Member};
pub use operation::{EventStream, Operation, Pages, Service};
pub use shape::{Enum, ErrorTraits, IntEnum, Shape, Structure, TimestampFormat};
