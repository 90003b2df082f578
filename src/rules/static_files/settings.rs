//! What findings about settings have in common: the place, the doubt, and pieces of edits.

use crate::analysis::Facts;
use crate::analysis::django::{Binding, Django, ReadSettings, Value, paths};
use crate::diagnostic::Severity;
use crate::language::{Language, say};
use crate::rules::{Finding, Message, Place};
use crate::syntax::python_module::{ExpressionKind, StatementKind};
use crate::text::Text;

/// The place of a setting's value, else the settings file.
pub(super) fn place(read: &ReadSettings, binding: Option<&Binding>) -> Place {
    match binding.and_then(|binding| binding.origin.as_ref()) {
        Some(origin) => Place::range(&origin.file, origin.value.clone()),
        None => Place::file(&read.file),
    }
}

/// Where a variable on the platform could name other settings, nothing is certain.
pub(super) fn hedge<M: Message>(finding: Finding<M>, django: &Django) -> Finding<M> {
    if django.has_alternatives { finding.severity(Severity::Warning).likely() } else { finding }
}

/// The sentence about other settings that a variable could name.
pub(super) fn doubt(django: &Django, language: Language) -> String {
    let (manage_py, module) = (&django.manage_py, &django.module);
    match django.has_alternatives {
        false => String::new(),
        true => say!(
            language,
            " This holds for `{module}`, which `{manage_py}` names; where `DJANGO_SETTINGS_MODULE` is set on the platform, other settings count.",
            "以上针对 `{manage_py}` 指定的 `{module}`；如果平台上设置了 `DJANGO_SETTINGS_MODULE`，则以那里的设置为准。"
        ),
    }
}

/// A path below `BASE_DIR`, as it can be written at the end of a file of settings.
pub(super) fn below_base_dir(facts: &Facts<'_>, read: &ReadSettings, file: &str, folder: &str) -> Option<String> {
    let base = read.bound("BASE_DIR")?;
    if base.origin.as_ref()?.file != file || paths::in_project(base.value.text()?).is_none() {
        return None;
    }
    let module = facts.files.module(file)?;
    let is_os = |kind: &StatementKind| matches!(kind, StatementKind::Import { module, alias: None } if module == "os");
    match base.value {
        Value::Path(_) => Some(format!("BASE_DIR / \"{folder}\"")),
        _ if module.body.iter().any(|statement| is_os(&statement.kind)) => Some(format!("os.path.join(BASE_DIR, \"{folder}\")")),
        _ => None,
    }
}

/// The place to put a statement behind another one at the left margin, and the text that does it; none if something else
/// stands on the lines of that statement.
pub(super) fn behind(text: &Text<'_>, range: &std::ops::Range<usize>, line: &str) -> Option<(usize, String)> {
    let text = text.as_str();
    let at_margin = range.start == 0 || text[..range.start].ends_with(['\n', '\u{feff}']);
    let rest = text[range.end..].split('\n').next().unwrap_or_default();
    let is_alone = rest.trim().is_empty() || rest.trim_start().starts_with('#');
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let end = range.end + rest.trim_end_matches('\r').len();
    (at_margin && is_alone).then(|| (end, format!("{newline}{line}")))
}

/// The places of the items of a list or tuple that stands in a file as such.
pub(super) fn items(facts: &Facts<'_>, file: &str, range: &std::ops::Range<usize>) -> Option<Vec<std::ops::Range<usize>>> {
    let module = facts.files.module(file)?;
    let found = module.expressions().into_iter().find(|expression| expression.range == *range)?;
    match &found.kind {
        ExpressionKind::List(items) | ExpressionKind::Tuple(items) => Some(items.iter().map(|item| item.range.clone()).collect()),
        _ => None,
    }
}
