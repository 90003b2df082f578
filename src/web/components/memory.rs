//! What the browser remembers of the user's projects.

use leptos::prelude::*;

use crate::web::ids::Id;
use crate::web::model::link::Shared;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};
use super::seldom::seldom;

/// Offers what was open on another day.
#[component]
pub(crate) fn Draft() -> impl IntoView {
    let state = State::get();
    let draw = move |draft: Shared| {
        let text = move || words::draft_kept(&draft.name, state.language.get());
        view! {
            <div class="alert plain" data-testid=Id::Draft.name()>
                {icon(Icon::Folder)} <p>{text}</p>
                <div class="row">
                    <button class="button primary" data-testid=Id::DraftOpen.name() on:click=move |_| state.open_draft()>
                        {state.t(words::DRAFT_OPEN)}
                    </button>
                    <button class="button" data-testid=Id::DraftForget.name() on:click=move |_| state.forget_draft()>
                        {state.t(words::HELD_FORGET)}
                    </button>
                </div>
            </div>
        }
    };
    view! { {move || state.exchange().draft.get().map(seldom(draw))} }
}

/// Says that everything is forgotten, and brings it back.
#[component]
pub(crate) fn Forgotten() -> impl IntoView {
    let state = State::get();
    view! {
        <div role="status">
            <Show when=move || state.exchange().forgotten.with(Option::is_some)>
                <div class="alert plain" data-testid=Id::Forgotten.name()>
                    {icon(Icon::Check)} <p>{state.t(words::FORGOTTEN)}</p>
                    <button
                        class="button"
                        id=Id::ForgottenUndo.name()
                        data-testid=Id::ForgottenUndo.name()
                        on:click=move |_| state.remember()
                    >
                        {icon(Icon::Undo)} {state.t(words::UNDO)}
                    </button>
                </div>
            </Show>
        </div>
    }
}

/// Forgets everything.
#[component]
pub(crate) fn ForgetEverything() -> impl IntoView {
    let state = State::get();
    view! {
        <button class="link-button" data-testid=Id::ForgetEverything.name() on:click=move |_| state.forget_everything()>
            {state.t(words::FORGET_EVERYTHING)}
        </button>
    }
}
