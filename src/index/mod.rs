//! What a package index has, and what pip makes of it.
//!
//! Nothing here asks an index. [`predict::predict`] takes what is known ([`answers::Index`]) and gives a result or the
//! questions whose answers it lacks; whoever has a network, or a file, answers them and asks again. So a page, a program
//! and a test with recorded answers come to the same result.

pub mod address;
pub mod answers;
pub mod file;
pub mod files;
pub mod inside;
pub mod leftover;
pub mod metadata;
pub mod options;
pub mod page;
pub mod predict;
pub mod project;
pub mod resolve;
pub mod snapshot;
pub mod source;
pub mod specifiers;
pub mod store;
pub mod target;
