//! What the page knows and can do, as plain values that need no browser and are tested natively.

pub(crate) mod bug_report;
pub(crate) mod build_report;
pub(crate) mod crash;
pub(crate) mod examples;
pub(crate) mod expected;
pub(crate) mod facts_line;
pub(crate) mod field_text;
pub(crate) mod file_list;
pub(crate) mod fix_buttons;
pub(crate) mod foretold;
pub(crate) mod headline;
#[cfg(test)]
mod imported;
pub(crate) mod invisible;
pub(crate) mod line_diff;
pub(crate) mod link;
pub(crate) mod markdown;
pub(crate) mod marks;
pub(crate) mod parsed;
pub(crate) mod paste;
pub(crate) mod platform_rows;
pub(crate) mod platform_settings;
pub(crate) mod preview;
pub(crate) mod report_form;
pub(crate) mod row;
pub(crate) mod secrets;
pub(crate) mod silence;
pub(crate) mod stages;
pub(crate) mod take_home;
pub(crate) mod trouble;
pub(crate) mod undo;
pub(crate) mod workspace;
