//! Twenty structures that contain each other: too many paths to print.

use super::super::super::schema::{Member, Operation, Shape, Structure};

macro_rules! clique {
    ($($shape:ident $members:ident),*) => {
        $(
            static $shape: Shape = Shape::Structure(&Structure::new(stringify!($shape), &$members));
            static $members: [Member; 20] = all();
        )*

        const fn all() -> [Member; 20] {
            [$(Member::new(stringify!($shape), &$shape)),*]
        }
    };
}

clique!(
    S1 M1, S2 M2, S3 M3, S4 M4, S5 M5, S6 M6, S7 M7, S8 M8, S9 M9, S10 M10, S11 M11, S12 M12, S13 M13, S14 M14, S15 M15,
    S16 M16, S17 M17, S18 M18, S19 M19, S20 M20
);

/// A member with all of them below.
pub(crate) static CLIQUE: Structure =
    Structure::new("Clique", &[Member::new("Clique", &LIST).docs("All of them.")]);

pub(crate) static OPERATION: Operation = Operation::new("Go", "POST", "/", &CLIQUE, &CLIQUE);

static LIST: Shape = Shape::list(&S1);
