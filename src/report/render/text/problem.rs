//! One diagnostic with its code frame.

use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Message, Origin, Renderer, Snippet};
use unicode_width::UnicodeWidthStr;

use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::language::Localized;
use crate::project::Project;
use crate::text::Span;
use crate::text::visible;

use super::frame::Frame;
use super::look::Look;
use super::wrap::{WIDTH, wrap};
use super::{labels, words};

/// Draws diagnostics of one project.
pub(super) struct Problems<'a> {
    pub(super) project: &'a Project,
    pub(super) look: &'a Look,
}

impl Problems<'_> {
    pub(super) fn render(&self, diagnostic: &Diagnostic) -> String {
        let level = level(diagnostic.severity).with_name(words::severity(diagnostic.severity, self.look.language));
        let title = level.primary_title(shown(&diagnostic.message)).id(diagnostic.code);
        let title = match self.look.site.as_deref().filter(|_| self.look.color) {
            Some(site) => title.id_url(format!("{}/#{}", site.trim_end_matches('/'), diagnostic.url)),
            None => title,
        };
        let places = self.places(diagnostic);
        let indent = places.iter().map(|place| digits(place.last_line())).max().unwrap_or(0);
        let places = places.into_iter().map(Place::into_element);
        let group = title.elements(places).elements(self.notes(diagnostic, indent));
        let renderer = if self.look.color { Renderer::styled() } else { Renderer::plain() };
        format!("{}\n", renderer.term_width(WIDTH).render(&[group]).trim_end())
    }

    /// The diagnostic's own place, then those related ones that can be shown.
    fn places(&self, diagnostic: &Diagnostic) -> Vec<Place> {
        let own = diagnostic.file.as_deref().map(|file| self.place(file, diagnostic.span, AnnotationKind::Primary, None));
        let related = diagnostic.related.iter().filter_map(|related| {
            let frame = Frame::new(self.project, &related.file, related.span?)?;
            Some(Place::Frame(visible(&related.file).into_owned(), frame, AnnotationKind::Context, Some(shown(&related.message))))
        });
        own.into_iter().chain(related).collect()
    }

    fn place(&self, file: &str, span: Option<Span>, kind: AnnotationKind, label: Option<String>) -> Place {
        let path = visible(file).into_owned();
        match span.and_then(|span| Frame::new(self.project, file, span)) {
            Some(frame) => Place::Frame(path, frame, kind, label),
            None => Place::Name(path, span),
        }
    }

    /// The paragraphs below the frame, wrapped to stand behind their labels.
    fn notes(&self, diagnostic: &Diagnostic, indent: usize) -> Vec<Message<'static>> {
        let language = self.look.language;
        let stage = words::stage(diagnostic.stage, language);
        let note = |label: Localized, text: &str| note(label.get(language), text, indent);
        let mut notes = vec![];
        notes.extend(self.byte_place(diagnostic).map(|text| note(labels::PLACE, &text)));
        notes.push(note(labels::STAGE, &format!("{stage}{}", words::certainty(diagnostic.certainty, language))));
        notes.extend(diagnostic.platform_says.iter().map(|text| literal(labels::PLATFORM_PRINTS.get(language), text)));
        notes.push(note(labels::NOTE, &diagnostic.detail));
        notes.extend(
            diagnostic
                .related
                .iter()
                .filter(|related| !self.has_frame(related))
                .map(|related| note(labels::SEE, &format!("{}: {}", related.file, related.message))),
        );
        notes.extend(diagnostic.fix.iter().map(|fix| note(labels::FIX, &words::fix(fix, language))));
        notes
    }

    fn has_frame(&self, related: &Related) -> bool {
        related.span.is_some_and(|span| Frame::new(self.project, &related.file, span).is_some())
    }

    /// The offset, where no frame can show the place.
    fn byte_place(&self, diagnostic: &Diagnostic) -> Option<String> {
        let (file, span) = (diagnostic.file.as_deref()?, diagnostic.span?);
        let encoding = self.project.text(file)?.encoding;
        (!encoding.is_utf8()).then(|| words::byte_place(span.start.offset, encoding, self.look.language))
    }
}

/// A place as it is drawn.
enum Place {
    /// With its lines.
    Frame(String, Frame, AnnotationKind, Option<String>),
    /// By name only.
    Name(String, Option<Span>),
}

impl Place {
    fn last_line(&self) -> usize {
        match self {
            Self::Frame(_, frame, ..) => frame.first_line + frame.source.matches('\n').count(),
            Self::Name(..) => 0,
        }
    }

    fn into_element(self) -> Element<'static> {
        match self {
            Self::Frame(path, Frame { source, first_line, range }, kind, label) => {
                let annotation: Annotation<'static> = kind.span(range).label(label);
                Snippet::source(source).path(path).line_start(first_line).fold(false).annotation(annotation).into()
            }
            Self::Name(path, span) => span
                .map_or_else(
                    || Origin::path(path.clone()),
                    |span| Origin::path(path.clone()).line(span.start.line).char_column(span.start.column),
                )
                .into(),
        }
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

fn note(label: &'static str, text: &str, indent: usize) -> Message<'static> {
    let before = indent + " = ".len() + label.width() + ": ".len();
    Level::NOTE.with_name(label).message(wrap(&visible(text), WIDTH.saturating_sub(before)).join("\n"))
}

/// A text to the letter, so not wrapped.
fn literal(label: &'static str, text: &str) -> Message<'static> {
    Level::NOTE.with_name(label).message(shown(text.trim_end()))
}

fn shown(text: &str) -> String {
    visible(text).into_owned()
}

fn digits(number: usize) -> usize {
    if number == 0 { 0 } else { number.to_string().len() }
}
