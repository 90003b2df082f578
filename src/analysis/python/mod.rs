//! The project's Python code: its files, what a dotted name leads to, what a module holds, and which modules run.

pub mod apps;
pub mod companions;
mod evaluated;
pub mod module_imports;
pub mod modules;
pub mod names;
pub mod package_imports;
mod pieces;
pub mod python_files;
pub mod reached_modules;
pub mod removed_uses;
pub mod standard_imports;
pub mod uninstalled_imports;
