//! The coloured copy of the text behind the editor's text field.

use leptos::prelude::*;

use crate::web::ids::Id;
use crate::web::model::layer::{Line, Look, Piece, class, lines};
use crate::web::model::marks::Mark;

/// The coloured lines; only those that changed are drawn again.
#[component]
pub(crate) fn Layer(text: Signal<String>, marks: Memo<Vec<Mark>>) -> impl IntoView {
    let lines = Memo::new(move |_| marks.with(|marks| text.with(|text| lines(text, marks))));
    view! {
        <div class="layer" aria-hidden="true" data-testid=Id::Layer.name()>
            <For each=move || lines.get() key=|line| line.key children=|line| draw(&line) />
        </div>
    }
}

fn draw(line: &Line) -> impl IntoView + use<> {
    let mark = line.severity.map_or("", class);
    view! { <div class=format!("line {mark}")>{line.pieces.iter().cloned().map(piece).collect_view()} "\n"</div> }
}

fn piece(piece: Piece) -> AnyView {
    let look = match piece.look {
        Look::Plain => "",
        Look::Comment => "comment",
        Look::Name => "entry-name",
        Look::Invisible => "invisible",
    };
    match piece.mark {
        Some(mark) if piece.text.is_empty() => view! { <i class=format!("point {mark}")></i> }.into_any(),
        Some(mark) => view! { <mark class=format!("{mark} {look}")>{piece.text}</mark> }.into_any(),
        None if look.is_empty() => piece.text.into_any(),
        None => view! { <span class=look>{piece.text}</span> }.into_any(),
    }
}
