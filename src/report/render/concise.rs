//! One line a diagnostic: `FILE:LINE:COLUMN: severity CODE name: message`.

use std::fmt::Write;

use crate::diagnostic::Diagnostic;
use crate::report::Output;

use crate::text::visible;

/// The reports, one line a diagnostic. Where several platforms are reported on, the platform's id stands in front.
#[must_use]
pub fn render(output: &Output) -> String {
    let mut text = String::new();
    for report in &output.reports {
        let platform = if output.reports.len() > 1 { format!("{}: ", report.platform.id) } else { String::new() };
        for diagnostic in &report.diagnostics {
            let Diagnostic { code, name, severity, message, .. } = diagnostic;
            let (place, severity, message) = (place(diagnostic, report.root.as_deref()), severity.name(), one_line(message));
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{platform}{place}: {severity} {code} {name}: {message}");
        }
    }
    text
}

/// A whole file is named by its first place, so that every line about a file has the same form. What is in no file is in the
/// folder that is built, where that is not the top.
fn place(diagnostic: &Diagnostic, root: Option<&str>) -> String {
    let Some(file) = &diagnostic.file else { return root.map_or_else(|| "-".to_owned(), one_line) };
    let (line, column) = diagnostic.span.map_or((1, 1), |span| (span.start.line, span.start.column));
    format!("{}:{line}:{column}", one_line(file))
}

fn one_line(text: &str) -> String {
    visible(text).replace('\n', "\u{240a}")
}
