//! Asking for silence: a comment in the file, or an entry in the project's configuration.

use toml_span::Span as TomlSpan;

use crate::diagnostic::Diagnostic;
use crate::project::Project;
use crate::text::toml;

/// The project's own configuration.
const OWN: &str = "pushready.toml";
/// The file in which the configuration may stand beside that of other tools.
const SHARED: &str = "pyproject.toml";
const SHARED_TABLE: &str = "[tool.pushready]";
/// It ends as those do, and has none.
const RUNTIME: &str = "runtime.txt";
/// Endings of files in which `#` begins a comment.
const COMMENTED: &[&str] = &[".py", ".toml", ".txt", ".in"];
/// Names of such files without an ending.
const COMMENTED_NAMES: &[&str] = &["Procfile", "Pipfile"];

/// A file as it is to be.
pub(crate) type Written = (String, String);

/// The file of a problem with a comment that asks for silence about it; none where its format has no comments, or where a
/// line more would change what the file says.
pub(crate) fn in_place(project: &Project, problem: &Diagnostic) -> Option<Written> {
    let path = problem.file.as_deref().filter(|path| has_comments(path))?;
    let text = utf8(project, path)?;
    let end = line_end(text);
    let (at, comment) = match problem.span {
        Some(span) => {
            let start = text.get(..span.start.offset)?.rfind('\n').map_or(0, |newline| newline + 1);
            let line = text[start..].lines().next().unwrap_or_default();
            if !takes_a_line_before(&text[..start], line) {
                return None;
            }
            let indent = &line[..line.len() - line.trim_start_matches([' ', '\t', '\u{feff}']).len()];
            (
                start + if indent.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 },
                format!("{}# pushready: ignore {}{end}", indent.trim_start_matches('\u{feff}'), problem.code),
            )
        }
        None => (first_line(text), format!("# pushready: ignore-file {}{end}", problem.code)),
    };
    Some((path.to_owned(), format!("{}{comment}{}", &text[..at], &text[at..])))
}

/// The configuration in which a rule is switched off for the whole project.
pub(crate) fn everywhere(project: &Project, code: &str) -> Option<Written> {
    if project.has(OWN) {
        let text = utf8(project, OWN)?;
        return Some((OWN.to_owned(), with_ignored(text, "/ignore", 0, code)?));
    }
    if let Some(text) = utf8(project, SHARED)
        && let Some(header) = text.find(SHARED_TABLE)
    {
        let after = text[header..].find('\n').map_or(text.len(), |newline| header + newline + 1);
        return Some((SHARED.to_owned(), with_ignored(text, "/tool/pushready/ignore", after, code)?));
    }
    Some((OWN.to_owned(), format!("ignore = [\"{code}\"]\n")))
}

/// The text with a code more in its list, which is begun at `start` where there is none.
fn with_ignored(text: &str, pointer: &str, start: usize, code: &str) -> Option<String> {
    let root = toml::parse(text).ok()?;
    let Some(list) = root.pointer(pointer) else {
        let (before, after) = text.split_at(start);
        let (end, gap) = (line_end(text), if before.is_empty() || before.ends_with('\n') { "" } else { "\n" });
        return Some(format!("{before}{gap}ignore = [\"{code}\"]{end}{after}"));
    };
    let entries = list.as_array()?;
    let TomlSpan { start, end } = list.span;
    let (at, entry) = match entries.last() {
        // The span of a text may leave its quotes out.
        Some(entry) => {
            let quote = usize::from(text[entry.span.end..].starts_with(['"', '\'']));
            (entry.span.end + quote, format!(", \"{code}\""))
        }
        None => (start + text[start..end].find('[')? + 1, format!("\"{code}\"")),
    };
    Some(format!("{}{entry}{}", &text[..at], &text[at..]))
}

fn has_comments(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    COMMENTED_NAMES.contains(&name) || (name != RUNTIME && COMMENTED.iter().any(|ending| name.ends_with(ending)))
}

/// Whether a comment of its own may stand before this line, and would cover it.
fn takes_a_line_before(before: &str, line: &str) -> bool {
    let line = line.trim();
    let is_continued = before.trim_end_matches(['\r', '\n']).ends_with('\\') && !before.is_empty();
    let is_in_text = ["\"\"\"", "'''"].iter().any(|quotes| before.matches(quotes).count() % 2 == 1);
    !(line.is_empty() || line.starts_with('#') || is_continued || is_in_text)
}

/// Behind a mark of the byte order and a line that names an interpreter.
fn first_line(text: &str) -> usize {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    if text[start..].starts_with("#!") { text.find('\n').map_or(text.len(), |newline| newline + 1) } else { start }
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

fn utf8<'p>(project: &'p Project, path: &str) -> Option<&'p str> {
    std::str::from_utf8(project.bytes_of(path)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::model::workspace::tests::workspace;

    fn ignored(files: &[(&str, &str)], code: &str) -> Option<Written> {
        let workspace = workspace(files);
        let report = workspace.report("rainbond").unwrap();
        let problem = report.diagnostics.iter().find(|problem| problem.code == code).unwrap();
        in_place(workspace.project(), problem)
    }

    const REQUIREMENTS: (&str, &str) = ("requirements.txt", "Flask==2.0.3\ngunicorn==20.1.0\n");

    #[test]
    fn a_comment_before_the_line_asks_for_silence() {
        let files = [
            ("Procfile", "# all\r\nweb:gunicorn app:app\r\n"),
            REQUIREMENTS,
            ("runtime.txt", "python-3.6.6\n"),
            ("app.py", "app = 1\n"),
        ];
        let (path, text) = ignored(&files, "PSH203").unwrap();
        assert_eq!(
            (path.as_str(), text.as_str()),
            ("Procfile", "# all\r\n# pushready: ignore PSH203\r\nweb:gunicorn app:app\r\n")
        );
        let after = workspace(&[("Procfile", text.as_str()), files[1], files[2], files[3]]);
        let report = after.report("rainbond").unwrap();
        assert!(report.diagnostics.iter().all(|problem| problem.code != "PSH203"));
        assert_eq!(report.silenced, 1);
    }

    #[test]
    fn formats_without_comments_are_left_alone() {
        let files = [("Procfile", "web: gunicorn app:app\n"), REQUIREMENTS, ("runtime.txt", "3.6.6\n"), ("app.py", "app = 1\n")];
        let workspace = workspace(&files);
        let report = workspace.report("rainbond").unwrap();
        let problems: Vec<_> =
            report.diagnostics.iter().filter(|problem| problem.file.as_deref() == Some("runtime.txt")).collect();
        assert!(!problems.is_empty() && problems.iter().all(|problem| in_place(workspace.project(), problem).is_none()));
    }

    #[test]
    fn a_line_more_never_changes_what_a_file_says() {
        assert!(takes_a_line_before("a\n", "b"));
        assert!(!takes_a_line_before("a \\\n", "b"));
        assert!(!takes_a_line_before("x = \"\"\"\n", "b"));
        assert!(!takes_a_line_before("", "# b"));
        assert_eq!(first_line("\u{feff}x"), 3);
        assert_eq!(first_line("#!/bin/sh\nx"), 10);
    }

    #[test]
    fn the_configuration_is_begun_or_goes_on() {
        let written = |file: &str, text: &str| {
            let workspace = workspace(&[(file, text)]);
            everywhere(workspace.project(), "PSH203").unwrap()
        };
        let own = |text: &str| written(OWN, text).1;
        assert_eq!(written("Procfile", "web: x\n"), (OWN.to_owned(), "ignore = [\"PSH203\"]\n".to_owned()));
        assert_eq!(own("ignore = [\"PSH404\"] # old\n"), "ignore = [\"PSH404\", \"PSH203\"] # old\n");
        assert_eq!(own("ignore = [\n  'PSH404',\n]\n"), "ignore = [\n  'PSH404', \"PSH203\",\n]\n");
        assert_eq!(own("ignore = []\n"), "ignore = [\"PSH203\"]\n");
        assert_eq!(own("[per-file-ignore]\r\n"), "ignore = [\"PSH203\"]\r\n[per-file-ignore]\r\n");
        assert_eq!(written(SHARED, "[tool.pushready]\nenv = []\n").1, "[tool.pushready]\nignore = [\"PSH203\"]\nenv = []\n");
        assert_eq!(written(SHARED, "[tool.pushready]").1, "[tool.pushready]\nignore = [\"PSH203\"]\n");
        assert_eq!(written(SHARED, "[project]\n").0, OWN);
    }
}
