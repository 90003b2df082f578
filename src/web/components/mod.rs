//! What is drawn. Each component is thin: what it shows is a value of `model`.

mod add_dialog;
mod alert;
mod app;
mod drop_zone;
mod editor;
mod editor_field;
mod editor_jump;
mod file_groups;
mod file_list;
mod fix_view;
mod gallery;
mod header;
mod held;
mod icon;
mod inline;
mod not_checked;
mod paste;
mod plan;
mod platform_settings;
mod platform_table;
mod problem;
mod problems;
mod rule_dialog;
mod segmented;
mod showcase;
mod take_home;
mod verdict;
mod welcome;
mod workbench;

pub(crate) use app::App;
