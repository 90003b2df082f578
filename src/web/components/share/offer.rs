//! A project that came with a link while another one is open.

use leptos::prelude::*;

use crate::web::components::icon::{Icon, icon};
use crate::web::components::seldom::seldom;
use crate::web::ids::Id;
use crate::web::model::link::Shared;
use crate::web::state::State;
use crate::web::words;

/// Asks which of the two is wanted.
#[component]
pub(crate) fn LinkOffer() -> impl IntoView {
    let state = State::get();
    let draw = move |shared: Shared| {
        let text = {
            let name = shared.name.clone();
            move || words::link_offered(&name, state.language.get())
        };
        view! {
            <div class="alert plain" data-testid=Id::LinkOffer.name()>
                {icon(Icon::Link)} <p>{text}</p>
                <div class="row">
                    <button class="button primary" data-testid=Id::LinkOpen.name() on:click=move |_| state.open_shared(shared.clone())>
                        {state.t(words::LINK_OPEN)}
                    </button>
                    <button class="button" data-testid=Id::LinkRefuse.name() on:click=move |_| state.exchange().offered.set(None)>
                        {state.t(words::LINK_REFUSE)}
                    </button>
                </div>
            </div>
        }
    };
    view! { <div role="status">{move || state.exchange().offered.get().map(seldom(draw))}</div> }
}
