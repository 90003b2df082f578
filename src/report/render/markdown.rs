//! Markdown, for comments on a change and for reports of bugs.

use crate::diagnostic::Diagnostic;
use crate::language::{Language, say};
use crate::plan::Step;
use crate::report::{Output, Report};

use super::words::{self, facts, labels};
use crate::text::visible;

/// The reports, one section a platform.
#[must_use]
pub fn render(output: &Output, language: Language) -> String {
    let sections = output.reports.iter().map(|report| section(report, language));
    sections.collect::<Vec<_>>().join("\n")
}

fn section(report: &Report, language: Language) -> String {
    let verdict = words::verdict(report.verdict, language);
    let counts = words::counts(report.counts, language);
    let headline = say!(language, "## {}: {verdict} ({counts})\n\n", "## {}：{verdict}（{counts}）\n\n", report.platform.name);
    let row = |(label, paragraphs): facts::Fact| format!("| {} | {} |\n", label.get(language), cell(&paragraphs.join("\n")));
    let rows: String = facts::facts(report, language).into_iter().map(row).collect();
    let problems: String = report.diagnostics.iter().map(|diagnostic| problem(diagnostic, language)).collect();
    let plan = plan(&report.plan.steps, language);
    format!("{headline}| | |\n|---|---|\n{rows}{problems}{plan}{}", not_checked(report, language))
}

fn problem(diagnostic: &Diagnostic, language: Language) -> String {
    let Diagnostic { code, name, severity, message, detail, stage, certainty, .. } = diagnostic;
    let (severity, colon) = (words::severity(*severity, language), words::colon(language));
    let place = diagnostic.place().map(|place| format!("{}{colon}", code_span(&place))).unwrap_or_default();
    let (stage, certainty) = (words::stage(*stage, language), words::certainty(*certainty, language));
    let fix = diagnostic.fix.as_ref().map(|fix| {
        let safety = words::safety(fix.safety, language);
        format!("- {}{colon}{} ({safety})\n", labels::FIX.get(language), escaped(&fix.title))
    });
    let prints = labels::PLATFORM_PRINTS.get(language);
    let says = diagnostic.platform_says.as_ref().map(|says| format!("\n{prints}{}\n\n{}", colon.trim_end(), block(says)));
    [
        format!("\n### {severity} {code} {name}\n\n{place}{}\n\n{}\n", escaped(message), escaped(detail)),
        format!("\n- {}{colon}{stage}{certainty}\n", labels::STAGE.get(language)),
        fix.unwrap_or_default(),
        says.unwrap_or_default(),
    ]
    .concat()
}

fn plan(steps: &[Step], language: Language) -> String {
    if steps.is_empty() {
        return String::new();
    }
    let heading = language.pick("Build plan", "构建计划");
    let command = |step: &Step| {
        let command = (!step.command.is_empty()).then(|| code_span(&step.command.join(" ")));
        command.map(|command| format!("{}{command}", words::colon(language))).unwrap_or_default()
    };
    let lines = (1..).zip(steps).map(|(number, step)| format!("{number}. {}{}\n", step.title, command(step)));
    format!("\n### {heading}\n\n{}", lines.collect::<String>())
}

fn not_checked(report: &Report, language: Language) -> String {
    if report.not_checked.is_empty() {
        return String::new();
    }
    let heading = labels::NOT_CHECKED.get(language);
    let lines = report.not_checked.iter();
    let lines = lines.map(|one| {
        format!("- {}{}{}\n", words::not_checked(one.what, language), words::colon(language), code_span(&one.command))
    });
    format!("\n### {heading}\n\n{}", lines.collect::<String>())
}

/// Sentences quote what they found between backticks; outside of these, nothing may turn into markup.
#[must_use]
pub fn escaped(text: &str) -> String {
    let text = visible(text);
    let parts = text.split('`').enumerate().map(|(number, part)| if number % 2 == 1 { part.to_owned() } else { plain(part) });
    parts.collect::<Vec<_>>().join("`")
}

fn plain(text: &str) -> String {
    text.chars().fold(String::new(), |mut all, character| {
        if "\\*_[]<>#|~".contains(character) {
            all.push('\\');
        }
        all.push(character);
        all
    })
}

/// What stands in a row of a table: one line, in which no bar ends it.
fn cell(text: &str) -> String {
    plain(&visible(text)).replace('\n', "<br>")
}

/// Text between as many backticks as it needs.
fn code_span(text: &str) -> String {
    let text = visible(text).replace('\n', " ");
    let fence = "`".repeat(longest_run(&text) + 1);
    let blank = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}

fn block(text: &str) -> String {
    let text = visible(text);
    let fence = "`".repeat(longest_run(&text).max(2) + 1);
    format!("{fence}text\n{}\n{fence}\n", text.trim_end())
}

/// How many backticks stand side by side at most.
fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_turns_into_markup() {
        assert_eq!(escaped("a <b> `x*y` and *z*"), "a \\<b\\> `x*y` and \\*z\\*");
        assert_eq!(cell("a|b\nc"), "a\\|b<br>c");
        assert_eq!(code_span("a``b"), "```a``b```");
        assert_eq!(code_span("`"), "`` ` ``");
        assert_eq!(block("x\n```\ny\n"), "````text\nx\n```\ny\n````\n");
    }
}
