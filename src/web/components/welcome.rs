//! The page before a project is open.

use leptos::prelude::*;

use crate::web::state::State;
use crate::web::words;

use super::alert::Alert;
use super::drop_zone::DropZone;
use super::gallery::Gallery;
use super::held::Held;
use super::memory::{Draft, Forgotten};
use super::paste::Paste;
use super::share::LinkOffer;
use super::showcase::Showcase;

/// The page before a project is open.
#[component]
pub(crate) fn Welcome() -> impl IntoView {
    let state = State::get();
    view! {
        <div class="welcome">
            <div class="hero">
                <div class="hero-words">
                    <h1>{state.t(words::HERO)}</h1>
                    <p>{state.t(words::HERO_MORE)}</p>
                </div>
                <Showcase />
            </div>
            <LinkOffer />
            <Alert />
            <Held />
            <Draft />
            <Forgotten />
            <div class="doors">
                <DropZone />
                <section class="paste-card" aria-labelledby="paste-heading">
                    <h2 id="paste-heading">{state.t(words::PASTE)}</h2>
                    <Paste action=words::PASTE_CHECK done=Callback::new(|()| ()) />
                </section>
            </div>
            <Gallery />
        </div>
    }
}
