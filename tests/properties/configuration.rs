//! How a project wants to be checked: every text is understood or refused with a place, and what is left out is not said.

use pushready::Request;
use pushready::configuration::Configuration;
use pushready::language::Language;
use pushready::platform::{self, custom};
use pushready::project::{Content, Project};
use pushready::rules::Selection;
use pushready::rules::registry::RULES;
use pushready::text::Text;

use super::bundle;

pub(crate) fn hold(bytes: &[u8]) {
    let (mut project, settings) = bundle::read(bytes);
    custom_profile(&project);
    let selection = selection(&project);
    let configuration = match Configuration::of(&project) {
        Ok(configuration) => configuration,
        Err(error) => {
            let text = project.text(&error.file).expect("the file of an error");
            let lines = text.as_str().matches('\n').count() + 1;
            assert!((1..=lines).contains(&error.position.line), "{error:?}");
            for language in [Language::En, Language::Zh] {
                let text = error.text(language);
                assert!(!text.is_empty() && !text.ends_with('.'), "{text:?}");
            }
            return;
        }
    };
    let request = Request { platforms: vec![], settings, selection, language: Language::En }.configured(&configuration);
    assert!(!request.platforms.is_empty());
    let output = pushready::check(&project, &request);
    assert_eq!(output.reports.len(), request.platforms.len());
    for said in output.reports.iter().flat_map(|report| &report.diagnostics) {
        let rule = RULES.iter().find(|rule| rule.code == said.code).expect("a rule");
        assert!(request.selection.contains(rule) && !request.selection.silences(said), "{} is left out", said.code);
    }
    a_comment_silences_its_file(&mut project, &request);
}

/// A file that asks for silence at its end gets it.
fn a_comment_silences_its_file(project: &mut Project, request: &Request) {
    const PATH: &str = "requirements.txt";
    let Some(bytes) = project.bytes_of(PATH).filter(|bytes| bytes.ends_with(b"\n") && std::str::from_utf8(bytes).is_ok()) else {
        return;
    };
    let more = [bytes, b"# pushready: ignore-file\n"].concat();
    if Text::new(&more).encoding.is_utf8() {
        project.insert(PATH, Content::from(more));
        let output = pushready::check(project, request);
        let mut said = output.reports.iter().flat_map(|report| &report.diagnostics);
        assert!(said.all(|said| said.file.as_deref() != Some(PATH)), "something is said of a file that asks for silence");
    }
}

/// What the command line might say beside it: the lines of a file of the bundle.
fn selection(project: &Project) -> Selection {
    let lines = |path: &str| -> Vec<String> {
        project.text(path).map(|text| text.as_str().lines().take(9).map(str::to_owned).collect()).unwrap_or_default()
    };
    Selection::new(lines("--select"), lines("--ignore")).unwrap_or_default()
}

/// A profile of the user's own is read or refused with a sentence.
fn custom_profile(project: &Project) {
    let Some(text) = project.text("platform.toml") else { return };
    match custom::read(text.as_str()) {
        Ok(platform) => assert!(platform::find(&platform.id).is_none()),
        Err(error) => {
            for language in [Language::En, Language::Zh] {
                assert!(!error.text(language).is_empty());
            }
        }
    }
}
