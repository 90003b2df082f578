//! What a search that found nothing rests on.

use std::sync::Arc;

use pubgrub::{DerivationTree, External};

use super::catalogue::Unusable;
use super::node::Node;
use super::package::Set;

type Tree = DerivationTree<Node, Set, Unusable>;

/// That some releases of something require some releases of a package.
#[derive(Debug)]
pub(super) struct Edge {
    pub(super) from: Node,
    pub(super) from_set: Set,
    pub(super) to: Node,
    pub(super) to_set: Set,
}

/// The requirements that a derivation rests on. Taken apart without recursion, since it may be as deep as the search was long.
#[expect(clippy::arc_with_non_send_sync, reason = "this is how a derivation holds its parts")]
pub(super) fn edges(tree: Tree) -> Vec<Edge> {
    let mut edges = vec![];
    let mut rest = vec![Arc::new(tree)];
    while let Some(tree) = rest.pop() {
        // What is shared is looked at when the last of its owners lets it go.
        match Arc::try_unwrap(tree) {
            Ok(DerivationTree::Derived(derived)) => rest.extend([derived.cause1, derived.cause2]),
            Ok(DerivationTree::External(External::FromDependencyOf(from, from_set, to, to_set)))
                // Every extra requires its own package.
                if from.name() != to.name() =>
            {
                edges.push(Edge { from, from_set, to, to_set });
            }
            _ => {}
        }
    }
    edges
}
