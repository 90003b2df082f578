//! A link that holds the project.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::web::browser;
use crate::web::components::copy_button::CopyButton;
use crate::web::components::icon::{Icon, icon};
use crate::web::ids::Id;
use crate::web::model::link::{MOST_CHARACTERS, Place, Shared};
use crate::web::state::State;
use crate::web::words;

/// Makes a link, only when it is asked for.
#[component]
pub(crate) fn ShareLink() -> impl IntoView {
    let state = State::get();
    let shared = StoredValue::new(state.shared());
    let secrets = shared.with_value(|shared| shared.as_ref().map(Shared::secrets)).unwrap_or_default();
    let keeps_secrets = RwSignal::new(false);
    let link = RwSignal::new(None::<String>);
    let leaving = move || {
        let shared = shared.get_value()?;
        Some(if keeps_secrets.get_untracked() { shared } else { shared.masked() })
    };
    let make = move |_| {
        spawn_local(async move {
            if let Some(shared) = leaving() {
                link.set(state.link_to(shared).await);
            }
        });
    };
    let save = move |_| {
        if let Some(shared) = leaving() {
            browser::download("pushready-project.json", shared.bundle.to_json().as_bytes());
        }
    };
    let drawn = move |text: String| {
        let length = text.chars().count();
        if length > MOST_CHARACTERS {
            return view! {
                <p class="field-problem" data-testid=Id::LinkTooLong.name()>{move || words::link_too_long(length, state.language.get())}</p>
                <button class="button" data-testid=Id::LinkSave.name() on:click=save>{icon(Icon::Download)} {state.t(words::SAVE_BUNDLE)}</button>
            }
            .into_any();
        }
        let copied = text.clone();
        view! {
            <input class="link mono" type="text" readonly aria-label=state.t(words::LINK) data-testid=Id::Link.name() prop:value=text />
            <CopyButton id=Id::LinkCopy label=words::COPY text=Callback::new(move |()| copied.clone()) />
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="share-link">
            <h3 id="share-link">{state.t(words::LINK)}</h3>
            <p class="note">{state.t(words::LINK_MORE)}</p>
            {(!secrets.is_empty()).then(|| view! { <Secrets secrets keeps_secrets link /> })}
            <div class="row">
                <button class="button" data-testid=Id::LinkMake.name() on:click=make>{icon(Icon::Link)} {state.t(words::LINK_MAKE)}</button>
            </div>
            <div class="row" aria-live="polite">{move || link.get().map(drawn)}</div>
        </section>
    }
}

/// What looks like a secret, and whether it stays in.
#[component]
fn Secrets(secrets: Vec<Place>, keeps_secrets: RwSignal<bool>, link: RwSignal<Option<String>>) -> impl IntoView {
    let state = State::get();
    let one = |place: Place| view! { <li><code>{place.at}</code> " " {place.name}</li> };
    let change = move |event| {
        keeps_secrets.set(event_target_checked(&event));
        link.set(None);
    };
    view! {
        <div class="secrets" data-testid=Id::Secrets.name()>
            <p>{state.t(words::SECRETS)}</p>
            <ul>{secrets.into_iter().map(one).collect_view()}</ul>
            <label class="check">
                <input type="checkbox" data-testid=Id::SecretsKeep.name() prop:checked=keeps_secrets on:change=change />
                <span>{state.t(words::SECRETS_KEEP)}</span>
            </label>
        </div>
    }
}
