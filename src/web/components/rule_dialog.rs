//! The page of a rule.

use leptos::html;
use leptos::prelude::*;

use crate::rules::registry::RULES;
use crate::web::ids::Id;
use crate::web::model::markdown::{Block, parse};
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
    let page = move || {
        let code = state.rule.get()?;
        let rule = RULES.iter().find(|rule| rule.code == code)?;
        Some(parse(rule.page.get(state.language.get())))
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
                <button class="icon-button" aria-label=state.t(words::CLOSE) on:click=move |_| state.show_rule(None)>
                    {icon(Icon::Close)}
                </button>
            </div>
            <article class="rule-page">{move || page().map(|blocks| blocks.into_iter().map(block).collect_view())}</article>
        </dialog>
    }
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
