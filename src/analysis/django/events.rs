//! What surely happens while modules are loaded, in its order.

use std::ops::Range;

use super::modules::MissingModule;

/// Something that surely happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub what: What,
    /// The file whose statement does it.
    pub file: String,
    /// Where.
    pub range: Range<usize>,
    /// The files that wait for this one to be loaded, from the one that is started, with the imports that they wait for.
    pub through: Vec<(String, Range<usize>)>,
}

/// What happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A module is asked for that is not the project's, by its name.
    Elsewhere(String),
    /// This variable is set.
    Set(String),
    /// A class of others, or what it has made, by the full name of the class: it is called, or a method of it.
    Called {
        /// The class or the function.
        name: String,
        /// The method.
        method: Option<String>,
    },
    /// A class is made on this one of others.
    Class(String),
    /// A module of the project is asked for that is not there.
    Missing(MissingModule),
    /// Dots in front of a module lead out of the package, or there is none.
    Outside {
        /// Whether there is a package.
        has_package: bool,
    },
    /// A module does not have a name.
    NoName {
        /// The module.
        module: String,
        /// The name.
        name: String,
        /// The module's file.
        file: String,
        /// Whether the module waits for this one, and would have the name later.
        is_half: bool,
    },
}
