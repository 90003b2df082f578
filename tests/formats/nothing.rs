//! Nothing: what counts is the dependency.
