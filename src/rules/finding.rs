//! From what a rule finds to a diagnostic: places become spans, facts become sentences, edits become bytes.

use std::ops::Range;

use crate::analysis::Facts;
use crate::diagnostic::{Certainty, Diagnostic, Edit, Fix, FixBuilder, Related, Severity, Stage};
use crate::language::Language;
use crate::text::{Span, secrets};

/// The sentences about the facts of one finding.
pub trait Message {
    /// One line that makes sense alone and names what was found; no full stop.
    fn message(&self, language: Language) -> String;

    /// What the platform does with it, what is allowed, and the exact edit.
    fn detail(&self, language: Language) -> String;

    /// What the fix does, as an order; needed where there is a fix.
    fn fix_title(&self, _language: Language) -> String {
        String::new()
    }

    /// Values for the `{name}` placeholders in what the profile says that the platform prints.
    fn values(&self) -> Vec<(&'static str, String)> {
        vec![]
    }
}

/// Where something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    file: Option<String>,
    range: Option<Range<usize>>,
}

impl Place {
    /// Not in a file: a file that is not there, or a variable.
    #[must_use]
    pub fn project() -> Self {
        Self { file: None, range: None }
    }

    /// A whole file.
    #[must_use]
    pub fn file(file: &str) -> Self {
        Self { file: Some(file.to_owned()), range: None }
    }

    /// A byte range of a file's decoded text.
    #[must_use]
    pub fn range(file: &str, range: Range<usize>) -> Self {
        Self { file: Some(file.to_owned()), range: Some(range) }
    }
}

/// What is special about a finding.
#[derive(Debug, Clone, Copy)]
struct Case {
    name: &'static str,
    is_only: bool,
}

/// One thing that a rule found.
#[derive(Debug)]
pub struct Finding<M> {
    message: M,
    about: Box<About>,
}

/// What is known of a finding beside its sentences. There is one kind of it for all rules, so that the code that makes
/// diagnostics is there once.
#[derive(Debug)]
struct About {
    place: Place,
    severity: Option<Severity>,
    certainty: Certainty,
    stage: Option<Stage>,
    says: Option<String>,
    case: Option<Case>,
    is_silent: bool,
    related: Vec<(Place, String)>,
    fix: Option<FixBuilder>,
}

impl About {
    fn new(place: Place) -> Self {
        Self {
            place,
            severity: None,
            certainty: Certainty::Certain,
            stage: None,
            says: None,
            case: None,
            is_silent: false,
            related: vec![],
            fix: None,
        }
    }
}

impl<M: Message> Finding<M> {
    /// Something certain, as severe as the rule usually is.
    #[must_use]
    pub fn new(place: Place, message: M) -> Self {
        Self { message, about: Box::new(About::new(place)) }
    }

    /// Matters more or less than usual, by the facts.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.about.severity = Some(severity);
        self
    }

    /// Depends on something that cannot be seen; the message says on what.
    #[must_use]
    pub fn likely(mut self) -> Self {
        self.about.certainty = Certainty::Likely;
        self
    }

    /// Depends on something that cannot be seen, if this holds.
    #[must_use]
    pub fn likely_if(self, is_likely: bool) -> Self {
        if is_likely { self.likely() } else { self }
    }

    /// Comes up at another stage than usual.
    #[must_use]
    pub fn stage(mut self, stage: Stage) -> Self {
        self.about.stage = Some(stage);
        self
    }

    /// What the platform prints, to the letter; goes before what the profile says.
    #[must_use]
    pub fn says(mut self, text: impl Into<String>) -> Self {
        self.about.says = Some(text.into());
        self
    }

    /// What the platform prints, where that is known.
    #[must_use]
    pub fn says_if_known(mut self, text: Option<String>) -> Self {
        self.about.says = text;
        self
    }

    /// What is special about it; the platform may print something of its own for that.
    #[must_use]
    pub fn case(mut self, name: &'static str) -> Self {
        self.about.case = Some(Case { name, is_only: false });
        self
    }

    /// The same, where what the platform prints otherwise does not fit.
    #[must_use]
    pub fn case_only(mut self, name: &'static str) -> Self {
        self.about.case = Some(Case { name, is_only: true });
        self
    }

    /// The platform prints nothing about it, whatever the profile says of the rule.
    #[must_use]
    pub fn says_nothing(mut self) -> Self {
        self.about.is_silent = true;
        self
    }

    /// Another place that has to do with it.
    #[must_use]
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.about.related.push((place, message.into()));
        self
    }

    /// What would mend it, if anything can be offered.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<FixBuilder>>) -> Self {
        self.about.fix = fix.into();
        self
    }
}

/// What diagnostics have by their rule, where a finding says nothing else.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usual {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) severity: Severity,
    pub(super) stage: Stage,
}

/// Collects what one rule finds in one project.
#[derive(Debug)]
pub struct Findings<'f, 'a> {
    usual: Usual,
    facts: &'f Facts<'a>,
    /// The language of the sentences; rules need it for the texts of related places.
    pub language: Language,
    diagnostics: Vec<Diagnostic>,
}

impl<'f, 'a> Findings<'f, 'a> {
    pub(super) fn new(usual: Usual, facts: &'f Facts<'a>, language: Language) -> Self {
        Self { usual, facts, language, diagnostics: vec![] }
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// Adds a finding. Whatever it says, credentials in addresses are masked.
    pub fn add<M: Message>(&mut self, finding: Finding<M>) {
        self.tell(&finding.message, *finding.about);
    }

    fn tell(&mut self, message: &dyn Message, about: About) {
        let says = about.says.or_else(|| self.profile_says(about.case, message)).filter(|_| !about.is_silent);
        let fix_title = message.fix_title(self.language);
        let diagnostic = Diagnostic {
            code: self.usual.code,
            name: self.usual.name,
            severity: about.severity.unwrap_or(self.usual.severity),
            certainty: about.certainty,
            stage: about.stage.unwrap_or(self.usual.stage),
            span: self.span(&about.place),
            file: about.place.file,
            message: secrets::mask(&message.message(self.language)),
            detail: secrets::mask(&message.detail(self.language)),
            platform_says: says.map(|text| secrets::mask(&text)),
            related: about.related.into_iter().filter_map(|(place, message)| self.relate(place, &message)).collect(),
            fix: about.fix.map(|fix| self.build(fix, fix_title)),
            url: format!("rules/{}", self.usual.code),
        };
        self.diagnostics.push(diagnostic);
    }

    fn profile_says(&self, case: Option<Case>, message: &dyn Message) -> Option<String> {
        let says = &self.facts.platform.says;
        let special = case.and_then(|case| says.get(&format!("{}:{}", self.usual.code, case.name)));
        let usual = says.get(self.usual.code).filter(|_| case.is_none_or(|case| !case.is_only));
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
            edits: edits.chain(rewrites).collect(),
            renames: fix.renames,
            creates: fix.creates,
            deletes: fix.deletes,
        }
    }
}
