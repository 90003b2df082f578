//! What is known of Python, of its packages and of the programs that come with them: tables, made by `scripts/data`.

pub mod abandoned;
pub mod broken_combinations;
pub mod broken_releases;
pub mod companions;
pub mod late;
pub mod mistaken_names;
pub mod package_sizes;
pub mod packages;
pub mod pip;
pub mod refused_metadata;
pub mod removed_names;
pub mod replacements;
pub mod shadowed;
pub mod source_only;
pub mod standard_library;
pub mod system_packages;
