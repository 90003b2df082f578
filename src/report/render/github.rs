//! Workflow commands of GitHub Actions, which shows them beside the lines of a change.

use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::Output;
use crate::text::visible;

/// The reports, one command a diagnostic. Where several platforms are reported on, the platform's name begins the message.
#[must_use]
pub fn render(output: &Output) -> String {
    let mut text = String::new();
    for report in &output.reports {
        let platform = if output.reports.len() > 1 { format!("{}: ", report.platform.name) } else { String::new() };
        for diagnostic in &report.diagnostics {
            let Diagnostic { message, detail, .. } = diagnostic;
            let (level, place) = (level(diagnostic.severity), place(diagnostic));
            let root = report.root.as_ref().filter(|_| diagnostic.file.is_none());
            let root = root.map(|root| format!("{root}: ")).unwrap_or_default();
            let body = data(&format!("{platform}{root}{message}\n{detail}"));
            // Writing to a String cannot fail.
            let _ = writeln!(text, "::{level} {place}::{body}");
        }
    }
    text
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

fn place(diagnostic: &Diagnostic) -> String {
    let title = format!("title={}", property(&format!("{} {}", diagnostic.code, diagnostic.name)));
    let Some(file) = &diagnostic.file else { return title };
    let file = property(file);
    match diagnostic.span {
        Some(span) => {
            let (start, end) = (span.start, span.end);
            // GitHub shows a column only where the stretch is within one line.
            let columns =
                if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
            format!("file={file},line={},endLine={}{columns},{title}", start.line, end.line)
        }
        None => format!("file={file},{title}"),
    }
}

/// What follows the second pair of colons.
fn data(text: &str) -> String {
    let escaped = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible(&escaped).into_owned()
}

/// A value between commas.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_command_is_escaped() {
        assert_eq!(data("100%\r\nof a: b, c"), "100%25%0D%0Aof a: b, c");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
        assert_eq!(data("a\x1b]52;c;\x07\u{202e}\u{9b}"), "a\u{241b}]52;c;\u{2407}\u{fffd}\u{fffd}");
    }
}
