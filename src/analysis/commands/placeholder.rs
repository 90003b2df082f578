//! Words of tutorials that stand where a project's own name belongs: `your_project_name`.

use std::ops::Range;
use std::sync::OnceLock;

use crate::project::Project;
use crate::text::pattern::{self, Regex};

/// Words of tutorials, in lower case: `your_project_name`, `<project>`, `(your app)`, `{{ project_name }}`, and
/// `project_name` where a module belongs.
static PATTERNS: [Pattern; 5] = [
    Pattern::new(
        "your",
        "(?:^|[^a-z0-9_])(your[_-]?(?:app(?:lication)?|django|flask|module|package|project|site)(?:[_-]?(?:app|dir|file|folder|module|name|project))*)(?:[^a-z0-9_]|$)",
    ),
    Pattern::new(
        "<",
        "(<(?:[a-z]+[ _-])*(?:app|application|folder|module|name|package|project|projectname|site)(?:[ _-][a-z]+)*>)",
    ),
    Pattern::new("(your", "([(]your(?: [a-z]+)+[)])"),
    Pattern::new("{{", "([{][{] ?[a-z_]+(?:[.][a-z_]+)? ?[}][}])"),
    Pattern::new("name", "(?:^|[ \t])((?:app|module|package|project|site)_?name)(?:[.](?:asgi|wsgi)|:)"),
];

/// Made into a search only for a command that has the part that every match has: making all of them took a fifth of a check.
struct Pattern {
    part: &'static str,
    text: &'static str,
    search: OnceLock<Regex>,
}

impl Pattern {
    const fn new(part: &'static str, text: &'static str) -> Self {
        Self { part, text, search: OnceLock::new() }
    }

    fn find(&self, command: &str) -> Option<Range<usize>> {
        let search = || self.search.get_or_init(|| pattern::compiled(self.text));
        let search = command.contains(self.part).then(search)?;
        Some(search.captures(command)?.get(1)?.range())
    }
}

/// The first placeholder of a command that is not the name of something in the project.
#[must_use]
pub fn placeholder(project: &Project, command: &str) -> Option<Range<usize>> {
    let lower = command.to_ascii_lowercase();
    let found = PATTERNS.iter().filter_map(|pattern| pattern.find(&lower));
    let is_in_project = |name: &str| project.has_named(name) || project.has_named(&format!("{name}.py"));
    found.filter(|range| !is_in_project(&command[range.clone()])).min_by_key(|range| range.start)
}

/// Whether a command has a placeholder, so that other rules need not speak of what it names.
#[must_use]
pub fn is_placeholder(project: &Project, command: &str) -> bool {
    placeholder(project, command).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Content;

    fn found<'a>(project: &Project, command: &'a str) -> Option<&'a str> {
        placeholder(project, command).map(|range| &command[range])
    }

    #[test]
    fn words_of_tutorials_are_placeholders() {
        let cases = [
            ("gunicorn your_project_name.wsgi", "your_project_name"),
            ("gunicorn your-app:app", "your-app"),
            ("gunicorn yourproject.wsgi", "yourproject"),
            ("gunicorn YOUR_APP_NAME.wsgi", "YOUR_APP_NAME"),
            ("gunicorn <project>.wsgi", "<project>"),
            ("gunicorn <your project name>.wsgi", "<your project name>"),
            ("gunicorn (Your app).wsgi", "(Your app)"),
            ("gunicorn {{ project_name }}.wsgi", "{{ project_name }}"),
            ("gunicorn project_name.wsgi", "project_name"),
        ];
        for (command, word) in cases {
            assert_eq!(found(&Project::new(), command).unwrap_or_default(), word, "{command}");
        }
    }

    #[test]
    fn names_that_may_be_real_are_left_alone() {
        let commands = [
            "gunicorn myproject.wsgi",
            "gunicorn mysite.wsgi --name project_name",
            "gunicorn yourself:app",
            "gunicorn yourapply:app",
            "python x.py <in >out",
            "sort <names >project",
            "gunicorn \"app:create_app('production')\"",
            "echo ${your_value}",
        ];
        for command in commands {
            assert_eq!(found(&Project::new(), command), None, "{command}");
        }
    }

    #[test]
    fn what_is_in_the_project_is_no_placeholder() {
        let mut project = Project::new();
        project.insert("src/your_app/wsgi.py", Content::Unknown { size: None });
        project.insert("yourproject.py", Content::Unknown { size: None });
        assert_eq!(found(&project, "gunicorn your_app.wsgi"), None);
        assert_eq!(found(&project, "gunicorn yourproject:app"), None);
    }
}
