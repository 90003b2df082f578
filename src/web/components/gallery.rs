//! The examples.

use leptos::prelude::*;

use crate::language::Language;
use crate::report::Verdict;
use crate::web::ids::Id;
use crate::web::model::examples::{self, Example};
use crate::web::model::headline;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon, verdict_class};
use super::inline::inline;

/// The examples, each with what becomes of it on the platform.
#[component]
pub(crate) fn Gallery() -> impl IntoView {
    let state = State::get();
    view! {
        <section class="gallery" data-testid=Id::Gallery.name() aria-labelledby="gallery-heading">
            <h2 id="gallery-heading">{state.t(words::EXAMPLES)}</h2>
            <ul>{examples::all().into_iter().map(|example| view! { <Card example /> }).collect_view()}</ul>
        </section>
    }
}

#[component]
fn Card(example: Example) -> impl IntoView {
    let state = State::get();
    let checked = example.clone();
    let verdict = Memo::new(move |_| state.platform.with(|id| checked.report(id, Language::En)).map(|report| report.verdict));
    let id = example.id;
    let story = {
        let example = example.clone();
        Memo::new(move |_| example.story(state.language.get()))
    };
    let pill = move |verdict: Verdict| {
        view! {
            <span class=format!("pill {}", verdict_class(verdict))>
                {icon(Icon::of_verdict(verdict))} {headline::word(verdict, state.language.get())}
            </span>
        }
    };
    view! {
        <li>
            <button class="card" data-testid=Id::Example.name() data-example=id on:click=move |_| state.open(id.to_owned(), example.project())>
                <span class="card-head">
                    <span class="card-name">{id}</span>
                    {move || verdict.get().map(pill)}
                </span>
                <strong>{move || inline(&story.with(|story| story.title.clone()))}</strong>
                <span class="card-text">{move || inline(&story.with(|story| story.text.clone()))}</span>
            </button>
        </li>
    }
}
