//! Whether pip can build a release from its source.
//!
//! A source alone is no fault: most can be built. Two ways lead to what is known of one that cannot: a table of what was tried
//! ([`tried`]), and reading what its archive says about the build ([`archive`]).

pub mod archive;
pub mod environment;
pub mod extract;
pub mod reading;
pub mod requires;
pub mod tried;
pub mod verdict;
