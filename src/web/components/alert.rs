//! What went wrong with what the user gave.

use leptos::prelude::*;

use crate::web::ids::Id;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};
use super::inline::inline;
use super::seldom::seldom;

/// What went wrong, until it is closed or something goes well.
#[component]
pub(crate) fn Alert() -> impl IntoView {
    let state = State::get();
    let text = move || state.trouble.get().map(|trouble| trouble.words(state.language.get()));
    let draw = move |text: String| {
        view! {
            <div class="alert">
                {icon(Icon::Alert)}
                <p>{inline(&text)}</p>
                <button
                    class="icon-button"
                    data-testid=Id::AlertClose.name()
                    aria-label=state.t(words::CLOSE)
                    on:click=move |_| state.trouble.set(None)
                >
                    {icon(Icon::Close)}
                </button>
            </div>
        }
    };
    let reading = move || {
        let count = state.reading.get()?;
        let words = words::reading(count, state.language.get());
        Some(view! { <p class="reading" data-testid=Id::Reading.name()>{words}</p> })
    };
    view! {
        <div role="alert" data-testid=Id::Alert.name()>{move || text().map(seldom(draw))}</div>
        {reading}
    }
}
