//! What the user says is set on the platform, as text.

use crate::analysis::Settings;
use crate::language::{Language, say};
use crate::syntax::env_file::EnvFile;

/// The variables, a line each, as they were read.
pub(crate) fn env_text(settings: &Settings) -> String {
    let lines: Vec<String> = settings.env.iter().map(|(name, value)| format!("{name}={}\n", quoted(value))).collect();
    lines.concat()
}

/// The settings that two texts mean.
///
/// # Errors
///
/// When a line of the variables is none; the sentence names it.
pub(crate) fn read(env: &str, procfile: &str, language: Language) -> Result<Settings, String> {
    let variables = EnvFile::parse(env).variables(env);
    let env = variables
        .map_err(|wrong| say!(language, "{}; write KEY=VALUE a line", "{}，请每行写一个 KEY=VALUE", wrong.text(language)))?;
    Ok(Settings { env, procfile: Some(procfile.to_owned()).filter(|text| !text.trim().is_empty()), ..Settings::default() })
}

/// A value as it has to stand in the text to be read as it is.
fn quoted(value: &str) -> String {
    let is_plain = value.chars().all(|char| char.is_ascii_alphanumeric() || "-_./:@,+%=".contains(char));
    if is_plain {
        value.to_owned()
    } else {
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language::{En, Zh};

    #[test]
    fn what_is_written_is_read_back() {
        let settings = read("A=1\nB=\"x # y\"\nC='https://example.org/simple?a=b'\n", "web: x\n", En).expect("settings");
        assert_eq!(settings.env["B"], "x # y");
        assert_eq!(read(&env_text(&settings), "web: x\n", En), Ok(settings));
        assert_eq!(read("", " \n", En), Ok(Settings::default()));
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        let wrong = read("A=1\nnonsense\n", "", En).expect_err("a wrong line");
        assert!(wrong.starts_with("line 2"), "{wrong}");
        assert!(read("A=1\nnonsense\n", "", Zh).expect_err("a wrong line").starts_with("第 2 行"));
    }
}
