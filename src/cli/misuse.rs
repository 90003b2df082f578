//! What is wrong with the options, in Chinese. In English, clap says it itself.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::language::{Language, list};
use crate::text::nearest::hint;

/// What is wrong, in a sentence without its end; none where clap has to say more than a sentence, as with its help.
pub(super) fn in_chinese(error: &Error) -> Option<String> {
    let texts = |kind| texts(error, kind);
    let text = |kind| texts(kind).first().cloned().unwrap_or_default();
    let (argument, value) = (text(ContextKind::InvalidArg), text(ContextKind::InvalidValue));
    let meant = |kind| hint(texts(kind).first().map(String::as_str), Language::Zh);
    Some(match error.kind() {
        ErrorKind::UnknownArgument => {
            format!("没有 `{argument}` 这个选项或参数{}；`pushready help 命令` 列出全部选项", meant(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => {
            let command = text(ContextKind::InvalidSubcommand);
            format!("没有 `{command}` 这个命令{}；`pushready --help` 列出全部命令", meant(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("`{argument}` 需要一个值{}", possible(&texts(ContextKind::ValidValue)))
        }
        ErrorKind::InvalidValue => {
            let nearest = meant(ContextKind::SuggestedValue);
            format!("`{argument}` 的值不能是 `{value}`{nearest}{}", possible(&texts(ContextKind::ValidValue)))
        }
        ErrorKind::ValueValidation => format!("`{argument}` 的值不能是 `{value}`；`pushready help 命令` 说明它的写法"),
        ErrorKind::MissingRequiredArgument => {
            format!(
                "缺少 {}；`pushready help 命令` 说明用法",
                list::and(list::quoted(texts(ContextKind::InvalidArg)), Language::Zh)
            )
        }
        ErrorKind::ArgumentConflict => {
            let others = list::and(list::quoted(texts(ContextKind::PriorArg)), Language::Zh);
            match others.is_empty() || others == format!("`{argument}`") {
                true => format!("`{argument}` 只能给出一次"),
                false => format!("`{argument}` 不能与 {others} 同时使用"),
            }
        }
        _ => return None,
    })
}

fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => vec![],
    }
}

fn possible(values: &[String]) -> String {
    if values.is_empty() { String::new() } else { format!("；可用的值有 {}", list::row(values, Language::Zh)) }
}
