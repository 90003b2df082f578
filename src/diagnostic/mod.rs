//! What can be said of a project: diagnostics, and the fixes they offer.

mod apply;
#[cfg(any(feature = "cli", feature = "js", feature = "lsp", feature = "web"))]
pub(crate) mod changes;
mod fix;
#[cfg(any(feature = "cli", feature = "js", feature = "lsp", feature = "web"))]
pub(crate) mod lines;
#[cfg(any(feature = "cli", feature = "js", feature = "web"))]
pub(crate) mod patch;
mod settle;

pub use apply::{Applied, Refused, apply};
pub use fix::{Create, Edit, Fix, FixBuilder, Rename, Safety};
pub use settle::{Offer, Settled, settle};

use serde::{Serialize, Serializer};

use crate::text::Span;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Severity {
    /// Good to know; nothing breaks.
    Info,
    /// It works, but not as most people would want.
    Warning,
    /// The build or the start fails, or something else runs than what was written.
    Error,
}

impl Severity {
    /// The name, the same in every language, for what programs read.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Serialize for Severity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// How sure a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// It follows from the files and the profile alone.
    Certain,
    /// It depends on something that cannot be seen here; the message says on what.
    Likely,
}

/// When the platform runs into it, in the order of a push.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum Stage {
    /// While it looks at the source to find out what it is.
    Detect,
    /// Before the buildpack runs.
    PreCompile,
    /// While Python and the dependencies are installed and static files are collected.
    Build,
    /// While the image or slug is made ready to start.
    Release,
    /// When the start command is run.
    Boot,
    /// While the application serves.
    Run,
}

impl Stage {
    /// All of them, in the order of a push.
    pub const ALL: [Self; 6] = [Self::Detect, Self::PreCompile, Self::Build, Self::Release, Self::Boot, Self::Run];

    /// The name, the same in every language, for what programs read.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Detect => "detect",
            Self::PreCompile => "pre-compile",
            Self::Build => "build",
            Self::Release => "release",
            Self::Boot => "boot",
            Self::Run => "run",
        }
    }
}

impl Serialize for Stage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Another place that has to do with a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Related {
    /// The file, from the root of the project.
    pub file: String,
    /// The place in it; none means the whole file.
    pub span: Option<Span>,
    /// What is there.
    pub message: String,
}

/// One problem of one project on one platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Diagnostic {
    /// The rule's code, such as `PSH203`.
    pub code: &'static str,
    /// The rule's name, such as `missing-space-after-colon`.
    pub name: &'static str,
    /// How much it matters on this platform.
    pub severity: Severity,
    /// How sure it is.
    pub certainty: Certainty,
    /// When the platform runs into it, in the order of a push.
    pub stage: Stage,
    /// The file it is about; none when it is about a file that is not there or a variable.
    pub file: Option<String>,
    /// The place in the file; none means the whole file.
    pub span: Option<Span>,
    /// One line that makes sense alone.
    pub message: String,
    /// What the platform does with it, what is allowed, and the exact edit.
    pub detail: String,
    /// What the platform prints, to the letter, where that is known.
    pub platform_says: Option<String>,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
    /// What would mend it.
    pub fix: Option<Fix>,
    /// The rule's page, relative to the site.
    pub url: &'static str,
}

/// What is said of a project, by platform.
pub type Said = Vec<Vec<Diagnostic>>;

impl Diagnostic {
    /// The place as people write it: the file, with line and column where they are known.
    #[must_use]
    pub fn place(&self) -> Option<String> {
        let file = self.file.as_ref()?;
        Some(self.span.map_or_else(|| file.clone(), |span| format!("{file}:{}:{}", span.start.line, span.start.column)))
    }

    /// Whether it has a fix that can be applied and promises at least as much as this.
    #[must_use]
    pub fn is_fixable(&self, least: Safety) -> bool {
        self.fix.as_ref().is_some_and(|fix| fix.safety <= least)
    }

    /// The order in a report: by file, place and code.
    #[must_use]
    pub fn sort_key(&self) -> (Option<&str>, usize, &'static str) {
        (self.file.as_deref(), self.span.map_or(0, |span| span.start.offset), self.code)
    }
}
