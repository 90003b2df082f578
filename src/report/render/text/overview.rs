//! Many projects at a glance: a row a project and a column a platform, or a line a verdict where the columns are too many for a
//! line; then what is wrong most often.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use super::paint::Paint;
use super::wrap::{WIDTH, filled, padded};
use super::{Look, labels, words};
use crate::diagnostic::Severity;
use crate::language::Language::{self, En, Zh};
use crate::language::say;
use crate::order;
use crate::report::render::words::plural;
use crate::report::{Output, Report, Verdict};
use crate::text::visible;

/// How many of the most frequent problems are listed.
const MOST: usize = 5;

/// Between two columns.
const GAP: &str = "  ";

/// In which order a project's verdicts are listed.
const WORST_FIRST: [Verdict; 4] = [Verdict::Blocked, Verdict::NotPython, Verdict::Risky, Verdict::Ready];

/// What is kept of many projects for a table; their reports may go.
#[derive(Debug, Default)]
pub struct Overview {
    platforms: Vec<&'static str>,
    rows: Vec<Row>,
    /// In how many projects a rule finds an error or a warning, by its code and name.
    problems: BTreeMap<(&'static str, &'static str), usize>,
}

#[derive(Debug)]
struct Row {
    path: String,
    cells: Result<Vec<Cell>, String>,
}

#[derive(Debug)]
struct Cell {
    platform: &'static str,
    verdict: Verdict,
    /// How many diagnostics there are of the severity that the verdict comes from.
    count: usize,
}

impl Overview {
    /// Adds a project.
    pub fn add(&mut self, path: &str, output: &Output) {
        for report in &output.reports {
            if !self.platforms.contains(&report.platform.id) {
                self.platforms.push(report.platform.id);
            }
        }
        let found = output.reports.iter().flat_map(|report| &report.diagnostics);
        let found = found.filter(|found| found.severity > Severity::Info).map(|found| (found.code, found.name));
        for problem in order::set(found) {
            *self.problems.entry(problem).or_default() += 1;
        }
        self.push(path, Ok(output.reports.iter().map(Cell::of).collect()));
    }

    /// Adds a project that cannot be judged, and why.
    pub fn add_failure(&mut self, path: &str, why: &str) {
        self.push(path, Err(visible(why).into_owned()));
    }

    fn push(&mut self, path: &str, cells: Result<Vec<Cell>, String>) {
        self.rows.push(Row { path: visible(path).into_owned(), cells });
    }

    /// The table and the counts.
    #[must_use]
    pub fn render(&self, look: &Look) -> String {
        let (language, paint) = (look.language, Paint { color: look.color });
        let columns: Vec<_> = self.platforms.iter().map(|platform| (*platform, self.width(platform, language))).collect();
        let is_wide = columns.iter().map(|(_, width)| width + GAP.len()).sum::<usize>() > WIDTH;
        let mut lines = if is_wide { self.lists(language, paint) } else { self.table(&columns, language, paint) };
        lines.push(String::new());
        let frequent = self.frequent(language);
        if !frequent.is_empty() {
            lines.push(paint.bold(labels::FREQUENT.get(language)));
            lines.extend(frequent);
            lines.push(String::new());
        }
        lines.push(self.counts(language));
        if self.rows.iter().any(|row| row.verdict() != Some(Verdict::Ready)) {
            lines.push(labels::ONE_PROJECT.get(language).to_owned());
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// The width of a platform's column.
    fn width(&self, platform: &str, language: Language) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.cell(platform)).map(|cell| cell.text(language).width());
        cells.chain([platform.width()]).max().unwrap_or(0)
    }

    fn table(&self, columns: &[(&str, usize)], language: Language, paint: Paint) -> Vec<String> {
        let head = labels::PROJECT.get(language);
        let first = self.rows.iter().map(|row| row.path.width()).chain([head.width()]).max().unwrap_or(0);
        let heads = columns.iter().map(|(platform, width)| padded(platform, *width));
        let heads = std::iter::once(padded(head, first)).chain(heads).collect::<Vec<_>>().join(GAP);
        let line = |row: &Row| {
            let path = padded(&row.path, first);
            if let Err(why) = &row.cells {
                return not_judged(&path, why, language);
            }
            let cells = columns.iter().map(|(platform, width)| match row.cell(platform) {
                Some(cell) => {
                    let text = cell.text(language);
                    format!("{}{}", paint.verdict(cell.verdict, &text), " ".repeat(width.saturating_sub(text.width())))
                }
                None => padded("-", *width),
            });
            std::iter::once(path).chain(cells).collect::<Vec<_>>().join(GAP).trim_end().to_owned()
        };
        std::iter::once(paint.bold(heads.trim_end())).chain(self.rows.iter().map(line)).collect()
    }

    /// Beneath each project, the platforms by what becomes of it there.
    fn lists(&self, language: Language, paint: Paint) -> Vec<String> {
        let label = |verdict| words::verdict(verdict, language);
        let widest = WORST_FIRST.into_iter().map(|verdict| label(verdict).width()).max().unwrap_or(0);
        let list = |cells: &[Cell], verdict| {
            let found = cells.iter().filter(|cell| cell.verdict == verdict).map(|cell| cell.named(language));
            let lines = filled(found, language.pick(", ", "、"), WIDTH - widest - 2 * GAP.len());
            let indent = " ".repeat(widest);
            let first = format!("{}{}", paint.verdict(verdict, label(verdict)), " ".repeat(widest - label(verdict).width()));
            let labels = std::iter::once(first).chain(std::iter::repeat(indent));
            labels.zip(lines).map(|(label, line)| format!("{GAP}{label}{GAP}{line}")).collect::<Vec<_>>()
        };
        let project = |row: &Row| match &row.cells {
            Ok(cells) => {
                let lists = WORST_FIRST.into_iter().flat_map(|verdict| list(cells, verdict));
                std::iter::once(paint.bold(&row.path)).chain(lists).collect()
            }
            Err(why) => vec![not_judged(&row.path, why, language)],
        };
        self.rows.iter().flat_map(project).collect()
    }

    fn frequent(&self, language: Language) -> Vec<String> {
        let mut problems: Vec<_> = self.problems.iter().collect();
        order::sort_by_key(&mut problems, |(problem, count)| (Reverse(**count), **problem));
        problems.truncate(MOST);
        let width = problems.iter().map(|((_, name), _)| name.len()).max().unwrap_or(0);
        let line = |((code, name), count): &(&(&str, &str), &usize)| match language {
            En => format!("  {code}  {name:width$}  {}", plural(**count, "project")),
            Zh => format!("  {code}  {name:width$}  {count} 个项目"),
        };
        problems.iter().map(line).collect()
    }

    /// A project counts by its worst verdict.
    fn counts(&self, language: Language) -> String {
        let verdicts = [Verdict::Blocked, Verdict::Risky, Verdict::Ready, Verdict::NotPython];
        let count = |wanted: Option<Verdict>| self.rows.iter().filter(|row| row.verdict() == wanted).count();
        let parts = verdicts.into_iter().map(|verdict| (count(Some(verdict)), words::verdict(verdict, language)));
        let parts = parts.chain([(count(None), language.pick("not judged", "未能检查"))]).filter(|(count, _)| *count > 0);
        match language {
            En => {
                let parts: Vec<String> = parts.map(|(count, word)| format!("{count} {word}")).collect();
                format!("Judged {}: {}.", plural(self.rows.len(), "project"), parts.join(", "))
            }
            Zh => {
                let parts: Vec<String> = parts.map(|(count, word)| format!("{count} 个{word}")).collect();
                format!("共检查 {} 个项目：{}。", self.rows.len(), parts.join("，"))
            }
        }
    }
}

fn not_judged(path: &str, why: &str, language: Language) -> String {
    say!(language, "{path}{GAP}not judged: {why}", "{path}{GAP}未能检查：{why}")
}

impl Row {
    fn cell(&self, platform: &str) -> Option<&Cell> {
        self.cells.as_ref().ok()?.iter().find(|cell| cell.platform == platform)
    }

    fn verdict(&self) -> Option<Verdict> {
        self.cells.as_ref().ok()?.iter().map(|cell| cell.verdict).max()
    }
}

impl Cell {
    fn of(report: &Report) -> Self {
        let count = match report.verdict {
            Verdict::Blocked | Verdict::NotPython => report.counts.error,
            Verdict::Risky => report.counts.warning,
            Verdict::Ready => 0,
        };
        Self { platform: report.platform.id, verdict: report.verdict, count }
    }

    /// The platform, with how many problems there are.
    fn named(&self, language: Language) -> String {
        let platform = self.platform;
        if self.count == 0 { platform.to_owned() } else { say!(language, "{platform} ({0})", "{platform}（{0}）", self.count) }
    }

    fn text(&self, language: Language) -> String {
        let verdict = words::verdict(self.verdict, language);
        if self.count == 0 { verdict.to_owned() } else { say!(language, "{verdict} ({0})", "{verdict}（{0}）", self.count) }
    }
}
