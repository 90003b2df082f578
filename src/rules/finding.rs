//! What a rule finds: a place, facts with their sentences, and what would mend it.

use std::ops::Range;
use std::rc::Rc;

use crate::diagnostic::{Certainty, FixBuilder, Severity, Stage};
use crate::language::Language;

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
    pub(super) file: Option<String>,
    pub(super) range: Option<Range<usize>>,
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
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) is_only: bool,
}

/// One thing that a rule found.
#[derive(Debug)]
pub struct Finding<M> {
    pub(super) message: M,
    pub(super) about: Box<About>,
}

/// What is known of a finding beside its sentences. There is one kind of it for all rules, so that the code that makes
/// diagnostics is there once.
#[derive(Debug)]
pub(super) struct About {
    pub(super) place: Place,
    pub(super) severity: Option<Severity>,
    pub(super) certainty: Certainty,
    pub(super) stage: Option<Stage>,
    pub(super) says: Option<Rc<str>>,
    pub(super) case: Option<Case>,
    pub(super) is_silent: bool,
    pub(super) related: Vec<(Place, String)>,
    pub(super) fix: Option<FixBuilder>,
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

    /// Depends on something that cannot be seen, if that is so.
    #[must_use]
    pub fn likely_if(self, depends: bool) -> Self {
        if depends { self.likely() } else { self }
    }

    /// Comes up at another stage than usual.
    #[must_use]
    pub fn stage(mut self, stage: Stage) -> Self {
        self.about.stage = Some(stage);
        self
    }

    /// What the platform prints, to the letter; goes before what the profile says.
    #[must_use]
    pub fn says(mut self, text: impl Into<Rc<str>>) -> Self {
        self.about.says = Some(text.into());
        self
    }

    /// What the platform prints, where that is known.
    #[must_use]
    pub fn says_if_known(mut self, text: Option<String>) -> Self {
        self.about.says = text.map(Rc::from);
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
