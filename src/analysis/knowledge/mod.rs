//! What is known of Python, of its packages and of the programs that come with them: tables, made by `scripts/data`.

pub mod broken_combinations;
pub mod packages;
pub mod replacements;
pub mod standard_library;
pub(crate) mod table;
