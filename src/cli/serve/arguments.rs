//! What `pushready serve` takes.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(in crate::cli) struct Serve {
    /// The project's folder
    #[arg(default_value = ".")]
    pub(super) path: PathBuf,
    /// Port to listen at, on this machine only; 0 takes any that is free [default: the first free one from 4733 to 4742]
    #[arg(long, value_name = "PORT")]
    pub(super) port: Option<u16>,
    /// Folder of a built page [default: the page in this program]
    #[arg(long, value_name = "DIR")]
    pub(super) page: Option<PathBuf>,
    /// Print the address and open no browser
    #[arg(long)]
    pub(super) no_open: bool,
}
