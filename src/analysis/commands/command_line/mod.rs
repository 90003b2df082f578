//! A command of a web server or task runner, read as that program reads it.

mod argparse;
mod click;
mod complaint;
mod getopt;
mod line;
mod meant;
mod read;
mod reading;
mod table;
#[cfg(test)]
mod tests;
mod tools;

pub use complaint::complaint;
pub use line::{CommandLine, OptionFault, OptionFaultKind, OptionValue, UsedOption};
pub use meant::meant;
