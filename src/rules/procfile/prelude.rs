//! What the rules about the lines of a Procfile use.

pub(super) use super::in_document::{
    entry_faults, failing, finding, fix, fix_if, in_force, item_faults, loss, mended, starts_nothing, text_faults,
};
pub(super) use super::words::excerpt;
pub(super) use crate::analysis::procfile::document::Document;
pub(super) use crate::analysis::procfile::effect::{Effect, Refusal};
pub(super) use crate::analysis::procfile::faults::{ItemFault, TextFault};
pub(super) use crate::diagnostic::Safety;
pub(super) use crate::rules::prelude::*;
