//! The door to the real build; nothing is behind it yet.

pub mod failure;
