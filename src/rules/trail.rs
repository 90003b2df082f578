//! How a sentence says by which imports a file is reached.

use crate::analysis::django::events::Event;
use crate::language::{Language, say};

/// A sentence with a blank behind it; empty for a file that is started itself.
pub(in crate::rules) fn trail(event: &Event, language: Language) -> String {
    let mut files: Vec<&String> = event.through.iter().map(|(file, _)| file).collect();
    files.push(&event.file);
    let Some((first, rest)) = files.split_first().filter(|(_, rest)| !rest.is_empty()) else { return String::new() };
    let joint = language.pick("`, which imports `", "`，后者导入 `");
    let rest = rest.iter().map(|file| file.as_str()).collect::<Vec<_>>().join(joint);
    say!(language, "`{first}` imports `{rest}`. ", "`{first}` 导入 `{rest}`。")
}
