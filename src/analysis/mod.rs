//! What is true of a project on a platform, without a sentence in it.

pub mod commands;
pub mod detection;
pub mod django;
mod facts;
pub mod ignored;
pub mod knowledge;
pub mod lock_file;
mod memo;
pub mod package_manager;
pub mod packages;
pub mod procfile;
pub mod program;
pub mod python;
pub mod python_version;
pub mod recognition;
pub mod requirements;
mod settings;
pub mod static_files;
pub mod variables;

pub use facts::Facts;
pub use settings::Settings;
