//! A service as data: its operations, and the members of their inputs, outputs, errors and events.
//!
//! A generated crate with the feature `schema` has a module of that name, with these types and the static `SERVICE`. Everything
//! in it is a constant: a program that does not use it does not contain it. The command line and the fake server run on it.
//!
//! A table of all operations, with the members of their inputs and their limits:
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
//! let mut table = String::new();
//! for operation in SERVICE.operations {
//!     table += &format!("{} {} {}\n", operation.name, operation.method, operation.uri);
//!     for member in operation.input.members {
//!         let need = if member.required { "required" } else { "optional" };
//!         let limits = member.shape.limits_in_words().unwrap_or_default();
//!         table += &format!("  {} {need} {limits}\n", member.name);
//!     }
//! }
//! assert_eq!(table, "GetNote GET /notes/{NoteId}\n  NoteId required 1 to 36 characters\n");
//! ```
//!
//! The limits of one member, and a value that does not keep them:
//!
//! ```
//! # use farrier_runtime::schema::{Limits, Member, Operation, Service, Shape, Structure};
//! # static INPUT: Structure = Structure::new("GetNoteInput", &[
//! #     Member::new("NoteId", &Shape::String(Limits::between(1, 36))).required().label(),
//! # ]);
//! # static GET_NOTE: Operation = Operation::new("GetNote", "GET", "/notes/{NoteId}", &INPUT, &Structure::UNIT);
//! # static SERVICE: Service = Service::new("Notes", "2031-05-06", "aws.protocols#restJson1", &[&GET_NOTE], &[]);
//! let input = SERVICE.operation("GetNote").map(|operation| operation.input);
//! let limits = input.and_then(|input| input.member("NoteId")).map(|member| member.shape.limits());
//! let limits = limits.unwrap_or(Limits::NONE);
//! assert_eq!(limits.max, Some(36));
//! let problem = limits.check_length("characters", 0).unwrap_err();
//! assert_eq!(problem.to_string(), "must have 1 to 36 characters");
//! ```

mod limits;
mod member;
mod operation;
mod shape;
#[cfg(feature = "serde")]
mod visit;
mod xml;

pub use super::auth_scheme::AuthScheme;
pub use super::pagination::Pagination;
pub use super::waiter::Waiter;
pub use limits::{Limits, TextFormat};
#[doc(hidden)]
pub use member::snake_case;
pub use member::{Location, Member};
pub use operation::{EventStream, Operation, Pages, Service};
pub use shape::{Enum, ErrorTraits, IntEnum, Shape, Structure, TimestampFormat};
#[cfg(feature = "serde")]
pub use visit::{Described, VisitOperation};
pub use xml::{Parts, Xml};
