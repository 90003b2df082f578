//! The words of the terminal, beside those of every text.

mod skipped;

use crate::language::Language::{self, En, Zh};
use crate::language::say;
use crate::report::render::words::plural;
use crate::text::Encoding;

pub(super) use crate::report::render::words::{certainty, counts, fix, not_checked, severity, stage, verdict};
pub(super) use skipped::skipped;

/// Where something is in a file whose lines cannot be shown.
pub(super) fn byte_place(offset: usize, encoding: Encoding, language: Language) -> String {
    let name = match encoding {
        Encoding::Undecodable { .. } => language.pick(encoding.name(), "既非 UTF-8 也非 UTF-16"),
        Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. } => encoding.name(),
    };
    say!(language, "byte {offset}; the file is {name}", "第 {offset} 字节，文件编码：{name}")
}

/// The last line: how many files there are, and what was found where only one platform was asked about.
pub(super) fn looked_at(files: usize, counts: Option<String>, language: Language) -> String {
    match counts {
        None => match language {
            En => format!("Looked at {}.", plural(files, "file")),
            Zh => format!("共检查 {files} 个文件。"),
        },
        Some(counts) => match language {
            En => format!("Looked at {}: {counts}.", plural(files, "file")),
            Zh => format!("共检查 {files} 个文件：{counts}。"),
        },
    }
}

/// How much the project does not want to be told; nothing where it has no such wish.
pub(super) fn silenced(count: usize, language: Language) -> Option<String> {
    let sentence = match language {
        En => format!("{} silenced by the project's configuration or comments.", plural(count, "more diagnostic")),
        Zh => format!("另有 {count} 条诊断被项目的配置或注释屏蔽。"),
    };
    (count > 0).then_some(sentence)
}

/// What `pushready fix` would do.
pub(super) fn fixable(fixes: usize, language: Language) -> Option<String> {
    match fixes {
        0 => None,
        _ => match language {
            En => Some(format!("`pushready fix` applies {}.", plural(fixes, "safe fix"))),
            Zh => Some(format!("`pushready fix` 可应用 {fixes} 个安全修复。")),
        },
    }
}
