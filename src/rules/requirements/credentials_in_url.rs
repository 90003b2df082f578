//! PSH513: a password or a token in the address of an index or a repository.

use crate::rules::prelude::*;

use crate::analysis::requirements::fault::RequirementFault;

use super::lines::{faulty_lines, is_editable};

rule! {
    code: "PSH513",
    name: "credentials-in-url",
    severity: Warning,
    stage: Build,
    fix: Display,
    en: "A password or a token in an address of a requirements file",
    zh: "requirements 文件的地址中含有密码或令牌",
}

/// What to write for a name with a password, and for a token.
const PAIR: &str = "${ACCESS_USER}:${ACCESS_PASSWORD}";
const TOKEN: &str = "${ACCESS_TOKEN}";

struct CredentialsInUrl<'a> {
    host: &'a str,
    /// What to write in place of the secret; none if the platform's pip knows no variables.
    variables: Option<&'static str>,
    index_variable: Option<&'a str>,
}

impl Message for CredentialsInUrl<'_> {
    fn message(&self, language: Language) -> String {
        say!(language, "The address at {} holds a password or a token", "{} 的地址中含有密码或令牌", self.host)
    }

    fn detail(&self, language: Language) -> String {
        let advice = match (self.variables, self.index_variable) {
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
    let knows_variables = facts.pip_reads().pip().puts_variables_in();
    let index_variable = facts.platform.install.index.as_ref().map(|index| index.value.variable.as_str());
    for (file, _, fault) in faulty_lines(facts, &RULE) {
        let RequirementFault::Secret(range) = fault else { continue };
        let Some(text) = facts.project.text(&file.path) else { continue };
        let (secret, behind) = (&text.as_str()[range.clone()], &text.as_str()[range.end + 1..]);
        let host = behind.split(|char: char| char.is_whitespace() || "/:?#".contains(char)).next().unwrap_or_default();
        let variables = knows_variables.then(|| if secret.contains(':') { PAIR } else { TOKEN });
        let fix = variables.filter(|_| is_editable(facts, &file.path));
        let fix = fix.map(|variables| FixBuilder::display().edit(&file.path, range.clone(), variables));
        let message = CredentialsInUrl { host, variables, index_variable };
        findings.add(Finding::new(Place::range(&file.path, range.clone()), message).fix(fix));
    }
}
