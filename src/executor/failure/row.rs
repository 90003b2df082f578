//! What there is to know of a class of failures: one row.

use crate::language::Language::{self, En, Zh};
use crate::language::say;

use super::ending::Ending;

/// All about a class of failures.
pub(super) struct ClassRow {
    /// The name in reports.
    pub(super) name: &'static str,
    /// Where it comes from.
    pub(super) origin: Origin,
    /// The rules that explain it, each of which may have seen it coming.
    pub(super) codes: &'static [&'static str],
    /// What happened, in one line.
    pub(super) message: fn(&Telling<'_>) -> String,
    /// What to do about it.
    pub(super) advice: fn(&Telling<'_>) -> String,
}

/// Where a failure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The project: the platform's build may fail in the same way.
    Project,
    /// The machine or the network of this build.
    Machine,
}

/// A failure that is told in a language.
pub(super) struct Telling<'f> {
    pub(super) ending: &'f Ending,
    pub(super) subject: Option<&'f str>,
    pub(super) more: Option<&'f str>,
    pub(super) language: Language,
}

impl Telling<'_> {
    /// The sentence as it is shown.
    pub(super) fn tell(&self, sentence: fn(&Self) -> String) -> String {
        match self.language {
            En => sentence(self),
            Zh => without_extra_spaces(&sentence(self)),
        }
    }

    /// The subject between back-quotes, or other words when there is none. Chinese puts spaces around other scripts.
    pub(super) fn it(&self, en: &str, zh: &str) -> String {
        match self.subject {
            Some(subject) => say!(self.language, "`{subject}`", " `{subject}` "),
            None => self.language.pick(en, zh).to_owned(),
        }
    }

    /// The subject as it is, or other words when there is none.
    pub(super) fn bare<'a>(&'a self, otherwise: &'a str) -> &'a str {
        self.subject.unwrap_or(otherwise)
    }

    /// More about the subject, put into words, or nothing.
    pub(super) fn more(&self, words: impl Fn(&str) -> String) -> String {
        self.more.map_or_else(String::new, words)
    }

    /// How the program of the step ended.
    pub(super) fn ending(&self) -> String {
        match self.ending {
            Ending::Exited(status) => say!(self.language, "exit status {status}", "退出状态 {status}"),
            Ending::Signalled(signal) => say!(self.language, "signal {signal}", "信号 {signal}"),
            Ending::TimedOut { seconds } => say!(self.language, "stopped after {seconds} seconds", "{seconds} 秒后被停止"),
            Ending::Stopped => say!(self.language, "stopped by pushready", "由 pushready 停止"),
            Ending::Interrupted => say!(self.language, "stopped by you", "由你停止"),
            Ending::NotStarted { reason } => reason.clone(),
        }
    }

    /// Whether the subject ends so.
    pub(super) fn ends(&self, end: &str) -> bool {
        self.subject.is_some_and(|subject| subject.ends_with(end))
    }
}

/// Without the spaces at the ends and beside Chinese punctuation.
fn without_extra_spaces(sentence: &str) -> String {
    let mut sentence = sentence.trim().to_owned();
    for mark in ["（", "，", "；", "：", "。"] {
        sentence = sentence.replace(&format!("` {mark}"), &format!("`{mark}"));
    }
    sentence
}
