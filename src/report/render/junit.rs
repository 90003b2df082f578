//! JUnit's XML, the form in which CI systems take test results.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Language;
use crate::report::{Output, Report};

use super::words::{self, labels};
use crate::text::visible::sign;

/// What the tests are called together.
const TOOL: &str = env!("CARGO_PKG_NAME");

/// The reports: one suite a platform, one case a diagnostic. An info passes; a platform of which nothing is said has one
/// case, which passes too, because CI systems take a suite without cases for one that did not run.
#[must_use]
pub fn render(output: &Output, language: Language) -> String {
    let mut suites = Suites::default();
    suites.add(output, language);
    suites.end()
}

/// The suites of any number of projects, gathered into one document.
#[derive(Debug, Default)]
pub struct Suites {
    suites: String,
    counts: Counts,
}

/// How many cases there are, and how many of them fail.
#[derive(Debug, Default)]
struct Counts {
    cases: usize,
    failures: usize,
}

impl Suites {
    /// Adds those of one project.
    pub fn add(&mut self, output: &Output, language: Language) {
        for report in &output.reports {
            let counts = Counts::of(report);
            self.counts.cases += counts.cases;
            self.counts.failures += counts.failures;
            self.suites.push_str(&suite(report, &counts, language));
        }
    }

    /// The document.
    #[must_use]
    pub fn end(self) -> String {
        let Self { suites, counts } = self;
        let counts = counts.attributes();
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{TOOL}\"{counts}>\n{suites}</testsuites>\n")
    }
}

impl Counts {
    fn of(report: &Report) -> Self {
        Self { cases: report.diagnostics.len().max(1), failures: report.counts.error + report.counts.warning }
    }

    fn attributes(&self) -> String {
        format!(" tests=\"{}\" failures=\"{}\" errors=\"0\"", self.cases, self.failures)
    }
}

/// The folder that is built stands in front of the name, where it is not the top, and behind the class.
fn suite(report: &Report, counts: &Counts, language: Language) -> String {
    let (id, name, root) = (report.platform.id, report.platform.name, report.root.as_deref());
    let below = root.map(|root| format!(".{}", root.replace('/', "."))).unwrap_or_default();
    let class = attribute("classname", &format!("{TOOL}.{id}{below}"));
    let cases: String = if report.diagnostics.is_empty() {
        let name = attribute("name", &words::counts(report.counts, language));
        format!("    <testcase{class}{name}/>\n")
    } else {
        let cases = report.diagnostics.iter().zip(names(&report.diagnostics));
        cases.map(|(diagnostic, name)| case(diagnostic, &class, &name, language)).collect()
    };
    let name = attribute("name", &root.map_or_else(|| name.to_owned(), |root| format!("{root}: {name}")));
    format!("  <testsuite{name}{}>\n{cases}  </testsuite>\n", counts.attributes())
}

/// CI systems know a case again by its name, so no place is in it, which moves; two of one name would be taken for one.
fn names(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut seen = BTreeMap::new();
    let name = |Diagnostic { code, name, message, .. }: &Diagnostic| {
        let name = format!("{code} {name}: {message}");
        let count: &mut usize = seen.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { name } else { format!("{name} ({count})") }
    };
    diagnostics.iter().map(name).collect()
}

fn case(diagnostic: &Diagnostic, class: &str, name: &str, language: Language) -> String {
    let file = diagnostic.file.as_ref().map(|file| attribute("file", file)).unwrap_or_default();
    let line = diagnostic.span.map(|span| attribute("line", &span.start.line.to_string())).unwrap_or_default();
    let text = escaped(&body(diagnostic, language));
    let outcome = match diagnostic.severity {
        Severity::Info => format!("<system-out>{text}</system-out>"),
        Severity::Error | Severity::Warning => {
            let kind = attribute("type", diagnostic.severity.name());
            format!("<failure{kind}{}>{text}</failure>", attribute("message", &diagnostic.message))
        }
    };
    format!("    <testcase{class}{}{file}{line}>\n      {outcome}\n    </testcase>\n", attribute("name", name))
}

/// What is shown below the name of a case.
fn body(diagnostic: &Diagnostic, language: Language) -> String {
    let Diagnostic { stage, certainty, detail, fix, platform_says, .. } = diagnostic;
    let colon = words::colon(language);
    let stage = format!("{}{}", words::stage(*stage, language), words::certainty(*certainty, language));
    let place = diagnostic.place().map(|place| format!("{place}\n")).unwrap_or_default();
    let fix = fix.as_ref().map(|fix| format!("\n{}{colon}{}", labels::FIX.get(language), words::fix(fix, language)));
    let prints = labels::PLATFORM_PRINTS.get(language);
    let says = platform_says.as_ref().map(|says| format!("\n{prints}{}\n{}", colon.trim_end(), says.trim_end()));
    let (fix, says) = (fix.unwrap_or_default(), says.unwrap_or_default());
    format!("{place}{detail}\n{}{colon}{stage}{fix}{says}", labels::STAGE.get(language))
}

/// Readers turn line ends and tabs in a value into spaces, unless they are written as numbers.
fn attribute(name: &str, value: &str) -> String {
    let value = escaped(value).replace('"', "&quot;").replace('\n', "&#10;").replace('\t', "&#9;");
    format!(" {name}=\"{value}\"")
}

/// Characters that XML knows in no form are made visible, or U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // Readers would take it for a line end.
            '\r' => escaped.push_str("&#13;"),
            '\0'..='\x1f' => escaped.push(sign(character)),
            '\u{fffe}' | '\u{ffff}' => escaped.push(char::REPLACEMENT_CHARACTER),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_turns_into_markup() {
        assert_eq!(escaped("a<b> & \"c\"]]>\r\n\t\0\x1b\u{ffff}"), "a&lt;b&gt; &amp; \"c\"]]&gt;&#13;\n\t␀␛\u{fffd}");
        assert_eq!(attribute("name", "a\r\n\t\"b\""), " name=\"a&#13;&#10;&#9;&quot;b&quot;\"");
    }
}
