//! Findings about a part of a Procfile, with where that is.

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::procfile::document::{Document, Origin};
use crate::analysis::procfile::effect::Effect;
use crate::analysis::procfile::faults::{ItemFault, TextFault};
use crate::analysis::procfile::items::Item;
use crate::analysis::procfile::processes::{PROCFILE, Source};
use crate::diagnostic::{FixBuilder, Safety, Severity};
use crate::language::{Language, say};
use crate::rules::start_command::failure;
use crate::rules::{Finding, Message, Place};
use crate::syntax::procfile::EntryText;

/// What is wrong with the items of all Procfiles.
pub(super) fn item_faults<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (&'f Document<'f>, &'f Item<'f>, &'f ItemFault<'f>)> {
    let procfiles = facts.procfiles.iter();
    procfiles.flat_map(|procfile| procfile.item_faults().map(|(item, fault)| (&procfile.document, item, fault)))
}

/// What is wrong with the entries of all Procfiles.
pub(super) fn entry_faults<'f>(
    facts: &'f Facts<'_>,
) -> impl Iterator<Item = (&'f Document<'f>, &'f Item<'f>, &'f EntryText<'f>, &'f ItemFault<'f>)> {
    item_faults(facts).filter_map(|(document, item, fault)| Some((document, item, item.entry()?, fault)))
}

/// What is wrong with all Procfiles as a whole.
pub(super) fn text_faults<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (&'f Document<'f>, &'f TextFault<'f>)> {
    facts.procfiles.iter().flat_map(|procfile| procfile.faults.iter().map(|fault| (&procfile.document, fault)))
}

/// How much it matters what stands in the project's file: where the platform's Procfile replaces it, nothing in it can break
/// anything, and it is good to know.
pub(super) fn in_force(facts: &Facts<'_>, severity: Severity) -> Severity {
    if facts.procfile.source == Source::Override { Severity::Info } else { severity }
}

/// A finding about a command of the project's file that fails, with when it does, and how much that matters: not every platform
/// starts it.
pub(super) fn failing<M: Message>(finding: Finding<M>, facts: &Facts<'_>, process: &str) -> Finding<M> {
    let is_started = facts.procfile.starts_named(process);
    let severity = in_force(facts, if is_started { Severity::Error } else { Severity::Warning });
    finding.severity(severity).stage(failure::stage(facts.platform, process))
}

/// How much it matters that an entry is not read as it is written: it is an error where the build stops, or where something
/// that the platform starts is lost or changed.
pub(super) fn loss(document: &Document<'_>, name: &str, effect: &Effect) -> Severity {
    let is_lost = document.starts(name) && document.reading.place(name).is_none();
    let is_error = match effect {
        Effect::Rejected(_) => true,
        Effect::Kept => is_lost,
        Effect::Dropped => is_lost || starts_nothing(document),
        Effect::Misread { name, .. } | Effect::Folded { name, .. } => {
            is_lost || document.starts(name) || starts_nothing(document)
        }
    };
    if is_error { Severity::Error } else { Severity::Warning }
}

/// Whether the platform starts `web` alone, and nothing of what it reads serves as that.
pub(super) fn starts_nothing(document: &Document<'_>) -> bool {
    document.platform.procfile.only_web.value && !document.serves()
}

/// A finding about a part of a Procfile, with what it leads to. Where the platform's Procfile replaces the file, nothing of
/// the file can break anything, so it is no more than good to know.
pub(super) fn finding<M: Message>(
    document: &Document<'_>,
    range: Range<usize>,
    severity: Severity,
    effect: &Effect,
    message: M,
) -> Finding<InDocument<M>> {
    let origin = document.origin;
    let place = match origin {
        Origin::File | Origin::ReplacedFile => Place::range(PROCFILE, range),
        Origin::Platform | Origin::BesideFile => Place::project(),
    };
    let severity = if origin == Origin::ReplacedFile { Severity::Info } else { severity };
    let is_copied = document.platform.procfile.snapshot.is_some() && severity != Severity::Info;
    let message = InDocument { message, origin, is_copied, web_comes_first: false };
    let finding = Finding::new(place, message).severity(severity).stage(effect.stage(document.platform));
    match document.reading.says().filter(|_| effect.is_rejected()) {
        Some(says) => finding.says(says),
        None => finding,
    }
}

/// A finding that one edit mends, unless something has to stand above the entry that it makes.
pub(super) fn mended<M: Message>(
    document: &Document<'_>,
    range: Range<usize>,
    severity: Severity,
    effect: &Effect,
    message: M,
    edit: (Range<usize>, String),
) -> Finding<InDocument<M>> {
    let edits = [edit];
    let mut finding = finding(document, range, severity, effect, message);
    finding.message.web_comes_first = document.is_broken_by(&edits);
    finding.fix(fix(document, Safety::Safe, edits))
}

/// Edits of a Procfile; what is set on the platform cannot be edited from here, and no edit makes a platform refuse the text.
pub(super) fn fix(
    document: &Document<'_>,
    safety: Safety,
    edits: impl IntoIterator<Item = (Range<usize>, String)>,
) -> FixBuilder {
    let edits: Vec<_> = edits.into_iter().collect();
    let fix = match safety {
        Safety::Display => return FixBuilder::display(),
        _ if document.origin.is_setting() => return FixBuilder::display(),
        _ if document.is_broken_by(&edits) || document.is_refused_by(&edits) => return FixBuilder::display(),
        Safety::Safe if !document.is_doubled_by(&edits) => FixBuilder::safe(),
        Safety::Safe | Safety::Unsafe => FixBuilder::unsafe_(),
    };
    edits.into_iter().fold(fix, |fix, (range, text)| fix.edit(PROCFILE, range, text))
}

/// The fix that makes one edit, or shows what to do where there is none.
pub(super) fn fix_if(document: &Document<'_>, safety: Safety, edit: Option<(Range<usize>, String)>) -> FixBuilder {
    match edit {
        Some(edit) => fix(document, safety, [edit]),
        None => FixBuilder::display(),
    }
}

/// A message about a Procfile, with where it is unless that is plain.
pub(super) struct InDocument<M> {
    message: M,
    origin: Origin,
    /// Whether the platform builds from a copy of the file.
    is_copied: bool,
    /// Whether the platform takes the entry that is meant only below another one.
    web_comes_first: bool,
}

impl<M: Message> Message for InDocument<M> {
    fn message(&self, language: Language) -> String {
        let message = self.message.message(language);
        match self.origin {
            Origin::File | Origin::ReplacedFile => message,
            Origin::Platform | Origin::BesideFile => {
                say!(language, "In the Procfile that is set on the platform: {message}", "平台上设置的 Procfile 中：{message}")
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let mut detail = self.message.detail(language);
        if self.web_comes_first {
            detail = say!(
                language,
                "{detail} Put an entry `web: ` above it: the platform puts `web: ` before a Procfile that does not begin with `web:`, and would refuse the result.",
                "{detail}并在它上面加一个 `web: ` 条目：如果 Procfile 不以 `web:` 开头，平台会在最前面加上 `web: `，而这样得到的内容会被拒绝。"
            );
        }
        match self.origin {
            Origin::File if self.is_copied => say!(
                language,
                "{detail} The platform keeps a copy of the file from when it detected the project, so let it detect the project again after the change.",
                "{detail}平台使用的是检测项目时保存的副本，因此修改后需要重新检测项目。"
            ),
            Origin::File | Origin::Platform | Origin::BesideFile => detail,
            Origin::ReplacedFile => say!(
                language,
                "At present the Procfile that is set on the platform replaces this file; once that is taken away, this holds: {detail}",
                "目前平台上设置的 Procfile 会覆盖这个文件；取消该设置后，情况如下：{detail}"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        self.message.fix_title(language)
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        self.message.values()
    }
}
