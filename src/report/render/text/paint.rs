//! Colours. They only repeat what the words say.

use anstyle::{AnsiColor, Style};

use crate::report::Verdict;

/// Puts styles around text, or leaves it plain.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    pub(super) color: bool,
}

impl Paint {
    pub(super) fn bold(self, text: &str) -> String {
        self.with(Style::new().bold(), text)
    }

    pub(super) fn dim(self, text: &str) -> String {
        self.with(Style::new().dimmed(), text)
    }

    pub(super) fn verdict(self, verdict: Verdict, text: &str) -> String {
        let color = match verdict {
            Verdict::Ready => AnsiColor::Green,
            Verdict::Risky => AnsiColor::Yellow,
            Verdict::Blocked | Verdict::NotPython => AnsiColor::Red,
        };
        self.with(color.on_default().bold(), text)
    }

    fn with(self, style: Style, text: &str) -> String {
        if self.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}
