//! A text about a result that is wrong: enough to see it again, and nothing that is nobody's business.

use super::secrets;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::project::Project;
use crate::report::Report;
use crate::text::visible;

/// Lines around the place.
const AROUND: usize = 3;
/// The longest line that is shown.
const MOST_CHARACTERS: usize = 300;

/// The text, in Markdown.
pub(crate) fn text(project: &Project, report: &Report, problem: &Diagnostic, language: Language) -> String {
    let Diagnostic { code, name, message, .. } = problem;
    let version = env!("CARGO_PKG_VERSION");
    let platform = report.platform.id;
    let [wrong, expected, excerpt] = [
        language.pick("This result is wrong", "这个结果不对"),
        language.pick("What I expected", "我的预期"),
        language.pick("The place", "相关位置"),
    ];
    let python = report.python.resolved.as_deref().unwrap_or("none");
    let mut parts = vec![
        format!("## {wrong}: {code} {name}\n"),
        format!("- pushready {version} (page)\n- platform: `{platform}`\n- Python: {python}"),
    ];
    if let Some(place) = problem.place() {
        parts.push(format!("- place: `{place}`"));
    }
    parts.push(format!("\n> {}\n", secrets::masked("", &visible(message)).replace('\n', "\n> ")));
    if let Some(lines) = lines(project, problem) {
        parts.push(format!("### {excerpt}\n\n{}", fenced(&lines)));
    }
    parts.push(format!("### {expected}\n\n…\n"));
    parts.join("\n")
}

/// The lines around the place, with secrets masked; a secret over several lines is masked before the lines are cut out.
fn lines(project: &Project, problem: &Diagnostic) -> Option<String> {
    let path = problem.file.as_deref()?;
    let masked = secrets::masked(path, project.text(path)?.as_str());
    let line = problem.span.map_or(1, |span| span.start.line);
    let first = line.saturating_sub(AROUND + 1);
    let shown = masked.lines().skip(first).take(line + AROUND - first);
    let short = |line: &str| visible(&line.chars().take(MOST_CHARACTERS).collect::<String>()).into_owned();
    Some(shown.map(short).collect::<Vec<_>>().join("\n")).filter(|text| !text.trim().is_empty())
}

/// A block behind as many backticks as it needs.
fn fenced(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{text}\n{fence}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language::En;
    use crate::web::model::workspace::tests::workspace;

    fn of(procfile: &str) -> String {
        let workspace = workspace(&[
            ("Procfile", procfile),
            ("requirements.txt", "gunicorn==20.1.0\n"),
            ("runtime.txt", "python-3.6.6\n"),
            ("app.py", ""),
        ]);
        let report = workspace.report("rainbond").unwrap();
        let problem = report.diagnostics.iter().find(|problem| problem.code == "PSH203").unwrap();
        text(workspace.project(), &report, problem, En)
    }

    #[test]
    fn it_says_what_is_needed_to_see_it_again() {
        let version = env!("CARGO_PKG_VERSION");
        let expected = format!(
            "## This result is wrong: PSH203 missing-space-after-colon\n\n- pushready {version} (page)\n- platform: `rainbond`\n- Python: 3.6.6\n- place: `Procfile:1:5`\n\n> `web:` has no space before its command\n\n### The place\n\n```text\nweb:gunicorn app:app\n```\n\n### What I expected\n\n…\n"
        );
        assert_eq!(of("web:gunicorn app:app\n"), expected);
    }

    #[test]
    fn secrets_and_long_lines_stay_out() {
        let long = format!("web:gunicorn app:app --env API_TOKEN=abc123 -b https://me:hunter2@host {}\n", "x".repeat(5000));
        let report = of(&long);
        assert!(!report.contains("hunter2") && report.len() < 1500, "{report}");
    }
}
