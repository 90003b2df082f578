//! The verdict, in words, with what it rests on.

use leptos::prelude::*;

use crate::web::ids::Id;
use crate::web::model::facts_line::{Fact, facts};
use crate::web::model::headline::Headline;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon, verdict_class};

/// The verdict on top of everything.
#[component]
pub(crate) fn Verdict() -> impl IntoView {
    let state = State::get();
    let headline = Memo::new(move |_| state.report.get().map(|report| Headline::of(&report, state.language.get())));
    let draw = move |headline: Headline| {
        view! {
            <div class="verdict-icon">{icon(Icon::of_verdict(headline.verdict))}</div>
            <div class="verdict-words">
                <h1 id="verdict-heading">
                    <span class="verdict-word">{headline.word}</span>
                    <span class="verdict-sentence">{headline.sentence}</span>
                </h1>
                <p class="verdict-counts">{headline.counts}</p>
            </div>
        }
    };
    let class = move || headline.get().map_or("verdict", |headline| verdict_class(headline.verdict));
    view! {
        <section
            class=move || format!("verdict {}", class())
            class:stale=state.shown().is_stale
            data-testid=Id::Verdict.name()
            aria-labelledby="verdict-heading"
        >
            <div class="verdict-row">{move || headline.get().map(draw)} <Actions /></div>
            <Facts />
        </section>
    }
}

#[component]
fn Actions() -> impl IntoView {
    let state = State::get();
    let safe = Memo::new(move |_| state.of_workspace(|workspace| workspace.safe_fixes(&state.platform.get())));
    let count = Memo::new(move |_| safe.with(Vec::len));
    let deed =
        Memo::new(move |_| state.workspace.with(|workspace| Some(workspace.as_ref()?.last_deed()?.name(state.language.get()))));
    let fix = move |count| {
        view! {
            <button class="button primary" data-testid=Id::ApplySafe.name() on:click=move |_| state.apply(&safe.get_untracked())>
                {icon(Icon::Wrench)} {words::fix_safe(count, state.language.get())}
            </button>
        }
    };
    let undo = move |deed: String| {
        let title = words::undo_of(&deed, state.language.get());
        view! {
            <button class="button" data-testid=Id::Undo.name() title=title on:click=move |_| state.undo()>
                {icon(Icon::Undo)} {state.t(words::UNDO)}
            </button>
        }
    };
    view! {
        <div class="row actions">
            {move || Some(count.get()).filter(|count| *count > 0).map(fix)} {move || deed.get().map(undo)}
            <button class="button" data-testid=Id::Share.name() on:click=move |_| state.exchange().is_sharing.set(true)>
                {icon(Icon::Share)} {state.t(words::SHARE)}
            </button>
            <button class="button" data-testid=Id::StartOver.name() on:click=move |_| state.start_over()>
                {icon(Icon::Close)} {state.t(words::START_OVER)}
            </button>
        </div>
    }
}

#[component]
fn Facts() -> impl IntoView {
    let state = State::get();
    let all = Memo::new(move |_| state.report.get().map(|report| facts(&report, state.language.get())).unwrap_or_default());
    let one = |fact: Fact| {
        let Fact { label, value, note, is_well } = fact;
        view! {
            <div class="fact" class:wrong=!is_well>
                <dt>{label}</dt>
                <dd>
                    <span class="fact-value" title=value.clone()>{value.clone()}</span>
                    {(!note.is_empty()).then(|| view! { <span class="fact-note">{note}</span> })}
                </dd>
            </div>
        }
    };
    view! {
        <dl class="facts" data-testid=Id::Facts.name() aria-label=state.t(words::RECOGNISED)>
            {move || all.get().into_iter().map(one).collect_view()}
        </dl>
    }
}
