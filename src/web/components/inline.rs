//! Text with `code` and **strong** words in it.

use leptos::prelude::*;

use crate::web::model::markdown::{Span, spans};

/// Draws a text.
pub(crate) fn inline(text: &str) -> impl IntoView + use<> {
    draw(spans(text))
}

/// Draws spans.
pub(crate) fn draw(spans: Vec<Span>) -> impl IntoView {
    let one = |span| match span {
        Span::Text(text) => text.into_any(),
        Span::Code(code) => view! { <code>{code}</code> }.into_any(),
        Span::Strong(text) => view! { <strong>{text}</strong> }.into_any(),
    };
    spans.into_iter().map(one).collect_view()
}
