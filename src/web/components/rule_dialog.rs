//! The page of a rule.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::Language;
use crate::rules::registry::RULES;
use crate::web::browser::fetch_text;
use crate::web::ids::Id;
use crate::web::model::markdown::{Block, parse, spans};
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon};
use super::inline::draw;

/// The page of a rule, over the others.
#[component]
pub(crate) fn RuleDialog() -> impl IntoView {
    let state = State::get();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let is_open = state.rule.with(Option::is_some);
        if let Some(dialog) = dialog.get() {
            if is_open {
                let _ = dialog.show_modal();
            } else {
                dialog.close();
            }
        }
    });
    let wanted = Memo::new(move |_| address(state.rule.get()?, state.language.get()));
    let fetched = RwSignal::new(None::<(String, Option<String>)>);
    Effect::new(move |_| {
        if let Some(address) = wanted.get() {
            spawn_local(async move {
                let text = fetch_text(&address).await;
                fetched.set(Some((address, text)));
            });
        }
    });
    // A page that arrives after another one was asked for is not shown.
    let text = move || fetched.get().filter(|(address, _)| wanted.get().as_ref() == Some(address)).map(|(_, text)| text);
    let is_there = Memo::new(move |_| text().flatten().is_some());
    let try_it = move |_| {
        if let (Some(code), Some(page)) = (state.rule.get_untracked(), untrack(text).flatten()) {
            state.try_example(code, &page);
        }
    };
    let page = move || match text()? {
        Some(text) => Some(parse(&text)),
        None => Some(vec![Block::Paragraph(spans(words::RULE_PAGE_FAILED.get(state.language.get())))]),
    };
    view! {
        <dialog
            node_ref=dialog
            class="dialog"
            data-testid=Id::RuleDialog.name()
            aria-label=move || state.rule.get().unwrap_or_default()
            on:close=move |_| state.show_rule(None)
        >
            <div class="dialog-head">
                <span class="dialog-kind">{state.t(words::SEE_RULE)}</span>
                <Show when=move || is_there.get()>
                    <button class="button" data-testid=Id::RuleTry.name() on:click=try_it>{state.t(words::TRY_EXAMPLE)}</button>
                </Show>
                <button class="icon-button" aria-label=state.t(words::CLOSE) on:click=move |_| state.show_rule(None)>
                    {icon(Icon::Close)}
                </button>
            </div>
            <article class="rule-page">{move || page().map(|blocks| blocks.into_iter().map(block).collect_view())}</article>
        </dialog>
    }
}

/// Where the page of a rule lies on this site.
fn address(code: &str, language: Language) -> Option<String> {
    let rule = RULES.iter().find(|rule| rule.code == code)?;
    let ending = language.pick("md", "zh.md");
    Some(format!("rules/{}.{ending}", rule.name))
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Heading(1, spans) => view! { <h2>{draw(spans)}</h2> }.into_any(),
        Block::Heading(_, spans) => view! { <h3>{draw(spans)}</h3> }.into_any(),
        Block::Paragraph(spans) => view! { <p>{draw(spans)}</p> }.into_any(),
        Block::List(items) => {
            view! { <ul>{items.into_iter().map(|item| view! { <li>{draw(item)}</li> }).collect_view()}</ul> }.into_any()
        }
        Block::Code(info, code) => {
            let name = (info != "text" && !info.is_empty()).then_some(info);
            view! {
                <figure class="code">
                    {name.map(|name| view! { <figcaption>{name}</figcaption> })} <pre tabindex="0">{code}</pre>
                </figure>
            }
            .into_any()
        }
    }
}
