//! Lines that mean the same in every step.

use std::sync::LazyLock;

use super::class::FailureClass::{CommandNotFound, DiskFull, Killed, NotExecutable};
use super::pattern::Strength::{Cause, Closing};
use super::pattern::{PatternRow, Table, compile, row};

/// For every step.
pub(super) static ANY_STEP: Table = LazyLock::new(|| compile(ROWS));
/// For the project's scripts.
pub(super) static HOOK: Table = LazyLock::new(|| compile(HOOK_ROWS));

pub(super) const ROWS: &[PatternRow] = &[
    row(DiskFull, Cause, "No space left on device", r"No space left on device"),
    row(DiskFull, Cause, "Disk quota exceeded", r"Disk quota exceeded"),
    row(Killed, Cause, "Killed signal terminated program", r"Killed signal terminated program ([^ ]+)"),
    row(Killed, Cause, "exit code: -9", r"exit code: -9"),
    row(Killed, Cause, "died with <Signals.SIGKILL", r"died with <Signals\.SIGKILL"),
    row(Killed, Cause, "Killed", r"^Killed *$"),
    row(Killed, Cause, "MemoryError", r"^ *MemoryError(:|$)"),
];

pub(super) const HOOK_ROWS: &[PatternRow] = &[
    row(CommandNotFound, Closing, "not found", r"(?:^|: )([^ :]+): (?:command )?not found$"),
    row(
        CommandNotFound,
        Closing,
        "No such file or directory",
        r"^(?:/usr/bin/)?env: [^A-Za-z0-9_./]?([A-Za-z0-9_./+-]+(?:\\r)?)[^A-Za-z0-9_./]?: No such file or directory$",
    ),
    row(NotExecutable, Closing, "Permission denied", r"(?:^|: )([^ :]+): Permission denied$"),
];
