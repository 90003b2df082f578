//! What a rule is, and the head of its file.

use serde::Serialize;

use super::findings::{Findings, Usually};
use crate::analysis::Facts;
use crate::analysis::django::{Django, ReadSettings};
use crate::diagnostic::{Severity, Stage};
use crate::language::Localized;
use crate::platform::{Level, Platform};

/// What a rule's fix promises at its best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FixKind {
    /// Removes the problem and changes nothing else that runs.
    Safe,
    /// Is probably what was meant.
    Unsafe,
    /// Shown only.
    Display,
    /// None.
    None,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// What the project is taken for; `PSH1`.
    Detection,
    /// The Procfile; `PSH2`.
    Procfile,
    /// The commands that it starts; `PSH3`.
    StartCommand,
    /// The Python version; `PSH4`.
    PythonVersion,
    /// The requirements; `PSH5`.
    Requirements,
    /// Django's settings and static files; `PSH6`.
    StaticFiles,
    /// The variables of the build; `PSH7`.
    Variables,
}

impl Family {
    /// The family of a code, which its first digit tells.
    pub(in crate::rules) const fn of(code: &str) -> Self {
        match code.as_bytes()[3] {
            b'1' => Self::Detection,
            b'2' => Self::Procfile,
            b'3' => Self::StartCommand,
            b'4' => Self::PythonVersion,
            b'5' => Self::Requirements,
            b'6' => Self::StaticFiles,
            b'7' => Self::Variables,
            _ => panic!("a code is PSH and three digits, the first of which is that of a family"),
        }
    }
}

/// One thing that can be wrong.
#[derive(Debug)]
pub struct Rule {
    /// The code, stable once released.
    pub code: &'static str,
    /// Where its page is, relative to the site.
    pub url: &'static str,
    /// The bad pattern; reads well after "allow".
    pub name: &'static str,
    /// The version that brought it.
    pub since: &'static str,
    /// What it looks at.
    pub family: Family,
    /// How much it matters in the usual case.
    pub severity: Severity,
    /// When the platform runs into it in the usual case.
    pub stage: Stage,
    /// The best fix that it offers.
    pub fix: FixKind,
    /// What it finds, in one line. A function, so that the page in the browser need not load the sentences of all rules at first.
    pub summary: fn() -> Localized,
    /// Its page, in Markdown. The page in the browser fetches it when it is opened.
    #[cfg(feature = "pages")]
    pub page: Localized,
    /// Whether it is about pointers of Git LFS. Nothing else that is said of a file that is one is true.
    pub reads_pointers: bool,
    /// Looks for it.
    pub check: Check,
}

/// The settings of Django that a project has, with what was read of them.
pub type Settings<'f> = (&'f Django, &'f ReadSettings);

/// What looks for something, by what there has to be for it.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// A project.
    Project(fn(&Facts<'_>, &mut Findings<'_, '_>)),
    /// Settings that can be read, whether or not the build runs `manage.py`.
    Configured(fn(&Facts<'_>, Settings<'_>, &mut Findings<'_, '_>)),
    /// Settings that the build collects static files with, and that can be read.
    Collected(fn(&Facts<'_>, Settings<'_>, &mut Findings<'_, '_>)),
}

impl Check {
    /// Looks for it, if there is what it takes.
    pub(super) fn run(self, facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
        let (check, settings) = match self {
            Self::Project(check) => return check(facts, findings),
            Self::Configured(check) => (check, facts.configured()),
            Self::Collected(check) => (check, facts.collected_settings()),
        };
        if let Some(settings) = settings {
            check(facts, settings, findings);
        }
    }
}

impl Rule {
    /// How much it matters on a platform, where that differs from the usual.
    pub(super) fn level(&self, platform: &Platform) -> Option<Level> {
        platform.rules.get(self.code).map(|fact| fact.value)
    }

    /// What is said of everything that it finds on a platform.
    pub(super) fn usually(&self, platform: &Platform) -> Usually {
        let severity = match self.level(platform) {
            Some(Level::Error) => Severity::Error,
            Some(Level::Warning) => Severity::Warning,
            Some(Level::Info) => Severity::Info,
            Some(Level::Off) | None => self.severity,
        };
        Usually {
            code: self.code,
            url: self.url,
            name: self.name,
            severity,
            stage: self.stage,
            reads_pointers: self.reads_pointers,
        }
    }
}

/// The head of a rule's file: what cannot be derived. The family follows from the code, the page from the name, and what
/// looks for it is the file's `check`, of a project unless `of` says that it is a check of settings.
macro_rules! rule {
    (@check) => {
        $crate::rules::Check::Project(check)
    };
    (@check $of:ident) => {
        $crate::rules::Check::$of(check)
    };
    (
        code: $code:literal,
        name: $name:literal,
        $(since: $since:literal,)?
        severity: $severity:ident,
        stage: $stage:ident,
        fix: $fix:ident,
        $(of: $of:ident,)?
        $(reads_pointers: $reads_pointers:literal,)?
        en: $en:literal,
        zh: $zh:literal $(,)?
    ) => {
        pub(in crate::rules) static RULE: $crate::rules::Rule = $crate::rules::Rule {
            code: $code,
            url: concat!("rules/", $code),
            name: $name,
            since: [$($since,)? "0.1.0"][0],
            family: $crate::rules::Family::of($code),
            severity: $crate::diagnostic::Severity::$severity,
            stage: $crate::diagnostic::Stage::$stage,
            fix: $crate::rules::FixKind::$fix,
            reads_pointers: [$($reads_pointers,)? false][0],
            summary: || $crate::language::Localized { en: $en, zh: $zh },
            #[cfg(feature = "pages")]
            page: $crate::language::Localized {
                en: include_str!(concat!($name, ".md")),
                zh: include_str!(concat!($name, ".zh.md")),
            },
            check: $crate::rules::rule::rule!(@check $($of)?),
        };
    };
}
pub(in crate::rules) use rule;
