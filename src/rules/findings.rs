//! From what a rule finds to diagnostics: places become spans, facts become sentences, edits become bytes.

use std::rc::Rc;

use crate::analysis::Facts;
use crate::diagnostic::{Diagnostic, Edit, Fix, FixBuilder, Related, Severity, Stage};
use crate::language::Language;
use crate::text::{Span, lfs, secrets};

use super::finding::{About, Case, Finding, Message, Place};

/// What is said of everything that a rule finds, unless the finding says otherwise.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usually {
    pub(super) code: &'static str,
    pub(super) url: &'static str,
    pub(super) name: &'static str,
    pub(super) severity: Severity,
    pub(super) stage: Stage,
    /// Whether it is about pointers of Git LFS.
    pub(super) reads_pointers: bool,
}

/// What all rules find. There is one list for all of them: it may be long, and there are many of them.
#[derive(Debug)]
pub(super) struct Found {
    /// The codes of the errors.
    pub(super) errors: Vec<&'static str>,
    /// What is said of everything, where somebody reads it.
    pub(super) diagnostics: Option<Vec<Diagnostic>>,
}

/// Longer words of a platform, in bytes, are told once.
const LONG_WORDS: usize = 4096;

/// Collects what one rule finds in one project, behind what others have found.
#[derive(Debug)]
pub struct Findings<'f, 'a> {
    rule: Usually,
    facts: &'f Facts<'a>,
    /// The language of the sentences; rules need it for the texts of related places.
    pub language: Language,
    found: &'f mut Found,
    /// The last words of the platform that are long.
    said: Option<Rc<str>>,
}

impl<'f, 'a> Findings<'f, 'a> {
    pub(super) fn new(rule: Usually, facts: &'f Facts<'a>, language: Language, found: &'f mut Found) -> Self {
        Self { rule, facts, language, found, said: None }
    }

    /// Adds a finding. Whatever it says, credentials in addresses are masked.
    pub fn add<M: Message>(&mut self, finding: Finding<M>) {
        self.tell(&finding.message, *finding.about);
    }

    fn tell(&mut self, message: &dyn Message, about: About) {
        if !self.rule.reads_pointers && self.is_lfs_pointer(&about.place) {
            return;
        }
        let severity = about.severity.unwrap_or(self.rule.severity);
        self.found.errors.extend((severity == Severity::Error).then_some(self.rule.code));
        let told = self.found.diagnostics.is_some().then(|| self.diagnostic(severity, message, about));
        if let Some((diagnostics, told)) = self.found.diagnostics.as_mut().zip(told) {
            diagnostics.push(told);
        }
    }

    fn diagnostic(&mut self, severity: Severity, message: &dyn Message, about: About) -> Diagnostic {
        let says = about.says.or_else(|| self.profile_says(about.case, message).map(Rc::from)).filter(|_| !about.is_silent);
        let says = says.filter(|text| self.is_news(text));
        let fix_title = message.fix_title(self.language);
        Diagnostic {
            code: self.rule.code,
            name: self.rule.name,
            severity,
            certainty: about.certainty,
            stage: about.stage.unwrap_or(self.rule.stage),
            span: self.span(&about.place),
            file: about.place.file,
            message: secrets::mask(&message.message(self.language)),
            detail: secrets::mask(&message.detail(self.language)),
            platform_says: says.map(|text| secrets::mask(&text)),
            related: exact(about.related.into_iter().filter_map(|(place, message)| self.relate(place, &message)).collect()),
            fix: about.fix.filter(|fix| self.can_edit(fix)).map(|fix| self.build(fix, fix_title)),
            url: self.rule.url,
        }
    }

    /// Whether a place is in a file that holds nothing of its own.
    fn is_lfs_pointer(&self, place: &Place) -> bool {
        let text = place.file.as_deref().and_then(|file| self.facts.project.text(file));
        text.is_some_and(|text| lfs::is_pointer(text.as_str()))
    }

    /// Whether words of the platform have not been told by this rule. Short ones are told each time: without them, a problem says
    /// less. Long ones hold the whole file, and would be told for each of its lines.
    fn is_news(&mut self, says: &Rc<str>) -> bool {
        let is_told = self.said.as_ref().is_some_and(|said| Rc::ptr_eq(said, says));
        if says.len() > LONG_WORDS {
            self.said = Some(Rc::clone(says));
        }
        !is_told
    }

    fn profile_says(&self, case: Option<Case>, message: &dyn Message) -> Option<String> {
        let says = &self.facts.platform.says;
        let special = case.and_then(|case| says.get(&format!("{}:{}", self.rule.code, case.name)));
        let usual = says.get(self.rule.code).filter(|_| case.is_none_or(|case| !case.is_only));
        let text = &special.or(usual)?.value;
        Some(message.values().iter().fold(text.clone(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value)))
    }

    fn span(&self, place: &Place) -> Option<Span> {
        let text = self.facts.project.text(place.file.as_deref()?)?;
        Some(text.span(place.range.clone()?))
    }

    fn relate(&self, place: Place, message: &str) -> Option<Related> {
        let span = self.span(&place);
        Some(Related { file: place.file?, span, message: secrets::mask(message) })
    }

    /// Whether the text that a fix writes is of the encoding that it is written into.
    fn can_edit(&self, fix: &FixBuilder) -> bool {
        fix.edits.iter().all(|(file, ..)| self.facts.project.text(file).is_none_or(|text| text.encoding.is_utf8()))
    }

    fn build(&self, fix: FixBuilder, title: String) -> Fix {
        let edits = fix.edits.into_iter().filter_map(|(file, range, text)| {
            let span = self.facts.project.text(&file)?.span(range);
            Some(Edit { file, start: span.start.offset, end: span.end.offset, text })
        });
        let rewrites = fix.rewrites.into_iter().filter_map(|(file, text)| {
            let end = self.facts.project.bytes_of(&file)?.len();
            Some(Edit { file, start: 0, end, text })
        });
        Fix {
            title,
            safety: fix.safety,
            edits: exact(edits.chain(rewrites).collect()),
            renames: fix.renames,
            creates: fix.creates,
            deletes: fix.deletes,
        }
    }
}

/// A list without room for more: there may be as many of them as a file has lines.
fn exact<T>(mut list: Vec<T>) -> Vec<T> {
    list.shrink_to_fit();
    list
}
