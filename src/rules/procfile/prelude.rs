//! What the rules about the lines of a Procfile use.

pub(super) use super::in_document::{entry_faults, finding, fix, fix_if, in_force, item_faults, text_faults};
pub(super) use crate::analysis::procfile::document::Document;
pub(super) use crate::analysis::procfile::effect::{Effect, Refusal};
pub(super) use crate::analysis::procfile::faults::{ItemFault, TextFault};
pub(super) use crate::diagnostic::Safety;
pub(super) use crate::rules::prelude::*;
pub(super) use crate::text::visible::excerpt;
