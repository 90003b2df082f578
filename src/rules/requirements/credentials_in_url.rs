//! PSH513: a password or a token in the address of an index or a repository.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::syntax::requirements::{Line, has_variable};
use crate::text::secrets;

use super::{files, is_editable, pip};

rule! {
    code: "PSH513",
    name: "credentials-in-url",
    severity: Warning,
    stage: Build,
    fix: Display,
    en: "A password or a token in an address of a requirements file",
    zh: "requirements 文件的地址中含有密码或令牌",
}

/// The first pip that puts the values of variables into requirements files.
const PUTS_VARIABLES_IN: u32 = 10;
/// A name without a password that is longer than this, with digits in it, is a token.
const LONGEST_NAME: usize = 20;
/// What to write for a name with a password, and for a token.
const PAIR: &str = "${ACCESS_USER}:${ACCESS_PASSWORD}";
const TOKEN: &str = "${ACCESS_TOKEN}";
/// How the tokens of known services begin.
const TOKEN_STARTS: &[&str] = &["ghp_", "gho_", "ghs_", "ghu_", "ghr_", "github_pat_", "glpat-", "pypi-"];

struct CredentialsInUrl {
    host: String,
    /// What to write in place of the secret; none if the platform's pip knows no variables.
    variables: Option<&'static str>,
    index_variable: Option<String>,
}

impl Message for CredentialsInUrl {
    fn message(&self, language: Language) -> String {
        say!(language, "The address at {} holds a password or a token", "{} 的地址中含有密码或令牌", self.host)
    }

    fn detail(&self, language: Language) -> String {
        let advice = match (self.variables, &self.index_variable) {
            (Some(variables), _) => say!(
                language,
                "Set the new one as a variable on the platform and write `{variables}` before the `@`: pip puts the value in.",
                "请在平台上把新的值设为变量，并在 `@` 之前写 `{variables}`：pip 会代入变量的值。"
            ),
            (None, Some(variable)) => say!(
                language,
                "The platform's pip does not put variables into the file. For an index, take the line out and set its whole address as `{variable}` on the platform; for a repository, use a key that may only read it.",
                "平台使用的 pip 不会代入文件中的变量。如果是包索引，请删除这一行，并在平台上把完整地址设为 `{variable}`；如果是仓库，请使用只读的密钥。"
            ),
            (None, None) => say!(
                language,
                "The platform's pip does not put variables into the file; use a key that may only read.",
                "平台使用的 pip 不会代入文件中的变量，请使用只读的密钥。"
            ),
        };
        say!(
            language,
            "Everyone who can read the file or the history of the repository can use it, and build logs may print it. Replace the secret where it was made, since it is known now. {advice}",
            "任何能读取该文件或仓库历史的人都可以使用它，构建日志也可能把它打印出来。它已经泄露，请先在签发它的地方更换。{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Write `{}` before the `@`", "在 `@` 之前写 `{}`", self.variables.unwrap_or_default())
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for file in files(facts) {
        let Some(text) = facts.project.text(&file.path) else { continue };
        for line in &file.file.lines {
            let content = &text.as_str()[line.content.clone()];
            for range in secrets::ranges(content).into_iter().filter(|range| is_secret(&content[range.clone()])) {
                findings.add(finding(facts, &file.path, line, content, range));
            }
        }
    }
}

fn finding(facts: &Facts<'_>, path: &str, line: &Line, content: &str, range: Range<usize>) -> Finding<CredentialsInUrl> {
    let host = content[range.end + 1..].split(['/', ':', ' ', '?', '#']).next().unwrap_or_default().to_owned();
    let place = line.content.start + range.start..line.content.start + range.end;
    let knows_variables = pip(facts).major >= PUTS_VARIABLES_IN;
    let variables = knows_variables.then(|| if content[range].contains(':') { PAIR } else { TOKEN });
    let index_variable = facts.platform.install.index.as_ref().map(|index| index.value.variable.clone());
    let finding = Finding::new(Place::range(path, place.clone()), CredentialsInUrl { host, variables, index_variable });
    match variables.filter(|_| is_editable(facts, path)) {
        Some(variables) => finding.fix(FixBuilder::display().edit(path, place, variables)),
        None => finding,
    }
}

/// Whether what stands before the host gives access: a password, or a name that is a token. Variables do not.
pub(super) fn is_secret(text: &str) -> bool {
    match text.split_once(':') {
        Some((_, password)) if !password.is_empty() => !has_variable(password),
        Some((name, _)) => is_token(name),
        None => is_token(text),
    }
}

fn is_token(name: &str) -> bool {
    let known = TOKEN_STARTS.iter().any(|start| name.starts_with(start));
    known
        || (name.len() > LONGEST_NAME
            && name.contains(|char: char| char.is_ascii_digit())
            && !has_variable(name)
            && !name.contains('%'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_gives_access_is_secret() {
        let secrets = ["me:pa55", "git:x", "${USER}:pa55", "ghp_abc", "0123456789abcdef0123456789abcdef01234567", "glpat-x:"];
        let others = ["git", "me", "me:${PASSWORD}", "${TOKEN}", "${USER}:${PASSWORD}", "a-rather-long-name-of-a-team", "me:"];
        for text in secrets {
            assert!(is_secret(text), "{text}");
        }
        for text in others {
            assert!(!is_secret(text), "{text}");
        }
    }
}
