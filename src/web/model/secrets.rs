//! What looks like a secret in a text that is about to leave the page.
//!
//! Credentials in addresses, values of names such as `SECRET_KEY`, and tokens that begin as those of well-known services do.

use std::ops::Range;

use crate::order;
use crate::text::pattern::pattern;
use crate::text::secrets::{MASK, ranges as credentials};

/// What the names of secrets have in them. The classes of Unicode are not part of the program's patterns.
const NAME: &str = "[A-Za-z0-9_]*(?:SECRET|TOKEN|PASSWORD|PASSWD|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|secret|token|password|passwd|api_?key|access_?key|private_?key|Secret|Token|Password|ApiKey)[A-Za-z0-9_]*";
/// A value without quotes.
const WORD: &str = r#"[^ \t\r\n"'#()\[\]{},$=][^ \t\r\n"'#()\[\]{},$]*"#;

/// A value in quotes.
const QUOTED: &str = r#"[rbu]?"([^"\r\n]+)"|[rbu]?'([^'\r\n]+)'"#;

pattern!(
    /// A name, an equals sign or a colon, and a value: quoted, one word right behind the sign, or up to the end of the line.
    static ASSIGNED =
        &format!(r#"(?m)({NAME})["']?(?:[ \t]*[=:][ \t]*(?:{QUOTED}|({WORD})[ \t]*\r?$)|=({WORD}))"#)
);
pattern!(
    static TOKENS =
        "gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|xox[abprs]-[A-Za-z0-9-]{10,}|AKIA[0-9A-Z]{16}|sk_live_[A-Za-z0-9]{10,}|pypi-[A-Za-z0-9_-]{20,}"
);

/// A secret: what it is called, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Secret {
    /// The name before it; none for what has none.
    pub(crate) name: Option<String>,
    /// The line, from 1.
    pub(crate) line: usize,
    /// Its bytes.
    pub(crate) range: Range<usize>,
}

/// The secrets of a file's text, in their order; none stands in another. In Python, what has no quotes is a name.
pub(crate) fn found(path: &str, text: &str) -> Vec<Secret> {
    let groups: &[usize] = if is_python(path) { &[2, 3] } else { &[2, 3, 4, 5] };
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let plain = |range: Range<usize>| Secret { name: None, line: line(range.start), range };
    let mut all: Vec<Secret> = credentials(text).into_iter().map(plain).collect();
    all.extend(TOKENS.find_iter(text).map(|token| plain(token.range())));
    for assigned in ASSIGNED.captures_iter(text) {
        let value = groups.iter().find_map(|&group| assigned.get(group));
        let Some(value) = value.filter(|value| !is_harmless(value.as_str())) else { continue };
        let name = assigned.get(1).map(|name| name.as_str().to_owned());
        all.push(Secret { name, line: line(value.start()), range: value.range() });
    }
    // The name is worth more than the place of what stands inside the same value.
    order::sort_by_key(&mut all, |secret| (secret.range.start, std::cmp::Reverse(secret.range.end)));
    let mut end = 0;
    all.retain(|secret| {
        let is_new = secret.range.start >= end;
        end = end.max(secret.range.end);
        is_new
    });
    all
}

/// Whether a variable's name or value asks to be hidden.
pub(crate) fn is_secret_variable(name: &str, value: &str) -> bool {
    !found("", &format!("{name}=\"{}\"", value.replace(['"', '\n', '\r'], " "))).is_empty()
}

/// The text with a mask in the place of each secret.
pub(crate) fn masked(path: &str, text: &str) -> String {
    let mut rest = 0;
    let mut shown = String::with_capacity(text.len());
    for Secret { range, .. } in found(path, text) {
        shown.push_str(&text[rest..range.start]);
        shown.push_str(MASK);
        rest = range.end;
    }
    shown.push_str(&text[rest..]);
    shown
}

fn is_python(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending == "py")
}

/// Words that stand for a value: a name that is read from elsewhere, or what was masked before.
fn is_harmless(value: &str) -> bool {
    value.contains(MASK)
        || ["none", "null", "true", "false"].contains(&value.to_ascii_lowercase().as_str())
        || value.contains("environ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked_where_they_stand() {
        let cases = [
            ("SECRET_KEY = 'abc def'\r\n", "SECRET_KEY = '****'\r\n"),
            ("export API_KEY=abc123\nDEBUG=1\n", "export API_KEY=****\nDEBUG=1\n"),
            ("--index-url https://me:pw@host/simple\n", "--index-url https://****@host/simple\n"),
            ("{\"password\": \"p\u{1f511}w\"}", "{\"password\": \"****\"}"),
            ("x = 'ghp_0123456789abcdefghij0123'", "x = '****'"),
            ("DB_PASSWORD: hunter2\n", "DB_PASSWORD: ****\n"),
            ("web: x --env API_TOKEN=abc -b 0\n", "web: x --env API_TOKEN=**** -b 0\n"),
        ];
        for (text, shown) in cases {
            assert_eq!(masked("", text), shown);
            assert_eq!(masked("", shown), shown);
        }
    }

    #[test]
    fn what_is_no_secret_stays() {
        for text in [
            "SECRET_KEY = os.environ['SECRET_KEY']\n",
            "SECRET_KEY = env('SECRET_KEY')\n",
            "TOKEN = None\n",
            "TOKEN = settings.TOKEN\n",
            "django-secrets==1.0.2\nFlask==2.0.3 --hash=sha256:0123\n",
            "web: gunicorn app:app\n",
            "PASSWORD_HASHERS = [\n    'django.x',\n]\n",
            "API_KEY=$OTHER\n",
        ] {
            assert_eq!(masked("x.py", text), text);
        }
        let requirements = "django-secrets==1.0.2\ntoken>=1 ; python_version < '3'\n";
        assert_eq!(masked("requirements.txt", requirements), requirements);
    }

    #[test]
    fn each_is_told_with_its_name_and_line() {
        let found = found("", "DEBUG = 1\nSECRET_KEY = 'https://me:pw@host'\n");
        assert_eq!(found.iter().map(|one| (one.name.as_deref(), one.line)).collect::<Vec<_>>(), [(Some("SECRET_KEY"), 2)]);
        assert!(is_secret_variable("DATABASE_URL", "postgres://me:pw@host/db"));
        assert!(is_secret_variable("SECRET_KEY", "x"));
        assert!(!is_secret_variable("DISABLE_COLLECTSTATIC", "1"));
    }
}
