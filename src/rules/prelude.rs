//! What every rule uses.

pub(in crate::rules) use super::rule::rule;
pub(in crate::rules) use super::{Finding, Findings, Message, Place, Settings};
pub(in crate::rules) use crate::analysis::Facts;
pub(in crate::rules) use crate::analysis::procfile::processes::{PROCFILE, WEB};
pub(in crate::rules) use crate::diagnostic::{FixBuilder, Severity, Stage};
pub(in crate::rules) use crate::language::Language::{self, En, Zh};
pub(in crate::rules) use crate::language::say;
