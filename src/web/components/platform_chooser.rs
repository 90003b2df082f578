//! All platforms, a click away from the row. What opens is drawn by `www/chooser/`, which is loaded then; it says what was chosen by one
//! event, whose detail is a list: the platform that is chosen, the ids that are kept in the row, and whether it is closed.

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CustomEvent;

use crate::platform::{self, Family, Listing};
use crate::web::browser;
use crate::web::ids::Id;
use crate::web::state::State;
use crate::web::words;

use super::icon::verdict_class;

/// The button that opens it, and the place where it is drawn.
#[component]
pub(crate) fn PlatformChooser() -> impl IntoView {
    let state = State::get();
    let is_open = RwSignal::new(false);
    window_event_listener_untyped("platform-chooser", move |event| {
        let detail: Array = event.unchecked_into::<CustomEvent>().detail().unchecked_into();
        if let Some(id) = detail.get(0).as_string() {
            state.set_platform(&id);
        }
        if let Some(ids) = detail.get(1).as_string() {
            state.set_row(&ids);
        }
        if detail.get(2).is_truthy() {
            is_open.set(false);
        }
    });
    let open = move |_| {
        browser::fetch_script("chooser");
        state.check_late();
        is_open.set(true);
    };
    view! {
        <button class="button all-platforms" data-testid=Id::AllPlatforms.name() aria-haspopup="dialog" on:click=open>
            {state.t(words::ALL)} " " <span class="count">{platform::listed().len()}</span>
            <span class="all-platforms-more">" " {state.t(words::ALL_PLATFORMS)}</span>
        </button>
        <platform-chooser prop:shown=move || is_open.get().then(|| shown(state)) />
    }
}

/// What is shown: the platforms, each as a list, and the chosen one.
fn shown(state: State) -> JsValue {
    let one = |platform: &Listing| {
        let summary =
            platform::find(platform.id).map(|profile| state.language.get().pick(&profile.summary.en, &profile.summary.zh));
        let verdict = state.report_on(platform.id).map(|report| verdict_class(report.verdict));
        let is_in_row = state.shown().row.with(|row| row.contains(&platform.id));
        let texts = [
            platform.id,
            platform.name,
            family(platform.family),
            summary.map_or("", String::as_str),
            verdict.unwrap_or_default(),
        ];
        texts.into_iter().map(JsValue::from_str).chain([is_in_row.into()]).collect::<Array>()
    };
    let platforms = platform::listed().iter().map(one).collect::<Array>();
    Array::of2(&platforms, &JsValue::from_str(&state.platform.get())).into()
}

fn family(family: Family) -> &'static str {
    match family {
        Family::Rainbond => "rainbond",
        Family::Heroku => "heroku",
        Family::Buildpacks => "buildpacks",
        Family::Own => "own",
    }
}
