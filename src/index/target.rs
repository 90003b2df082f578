//! For whom pip chooses.

use crate::platform::{Series, Version};

/// What pip chooses for: CPython on Linux on x86-64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The Python.
    pub python: Version,
    /// The pip, by its first two numbers.
    pub pip: Series,
    /// The C library of the image that runs it, by its first two numbers, such as 2.35.
    pub glibc: Series,
}
