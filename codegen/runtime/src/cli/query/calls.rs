//! Checks the calls in an expression: unknown functions and wrong numbers of arguments are found before the evaluation.

use jmespath::ast::Ast;

use super::functions;

/// Rejects the first invalid call. The tree must not be too deep for recursion.
pub(super) fn check(tree: &Ast) -> Result<(), String> {
    if let Ast::Function { name, args, .. } = tree {
        functions::known(name, args.len())?;
    }
    parts(tree).into_iter().try_for_each(check)
}

/// Returns the parts of an expression.
fn parts(tree: &Ast) -> Vec<&Ast> {
    match tree {
        Ast::Identity { .. }
        | Ast::Field { .. }
        | Ast::Index { .. }
        | Ast::Literal { .. }
        | Ast::Slice { .. } => Vec::new(),
        Ast::Flatten { node, .. } | Ast::Not { node, .. } | Ast::ObjectValues { node, .. } => vec![node],
        Ast::Expref { ast, .. } => vec![ast],
        Ast::Condition { predicate, then, .. } => vec![predicate, then],
        Ast::Comparison { lhs, rhs, .. }
        | Ast::Projection { lhs, rhs, .. }
        | Ast::And { lhs, rhs, .. }
        | Ast::Or { lhs, rhs, .. }
        | Ast::Subexpr { lhs, rhs, .. } => vec![lhs, rhs],
        Ast::MultiList { elements, .. } => elements.iter().collect(),
        Ast::MultiHash { elements, .. } => elements.iter().map(|pair| &pair.value).collect(),
        Ast::Function { args, .. } => args.iter().collect(),
    }
}
