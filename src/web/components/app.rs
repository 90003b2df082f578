//! The whole page.

use leptos::ev;
use leptos::prelude::*;

use crate::web::browser;
use crate::web::ids::Id;
use crate::web::intake;
use crate::web::local;
use crate::web::model::headline::Headline;
use crate::web::state::State;
use crate::web::words;

use super::add_dialog::AddDialog;
use super::bug_report::BugReport;
use super::header::Header;
use super::icon::{Icon, icon};
use super::memory::ForgetEverything;
use super::platform_settings::PlatformSettings;
use super::rule_dialog::RuleDialog;
use super::share::ShareDialog;
use super::welcome::Welcome;
use super::workbench::Workbench;

/// The whole page.
#[component]
pub(crate) fn App() -> impl IntoView {
    let state = State::new();
    provide_context(state);
    reflect(state);
    listen(state);
    state.restore();
    state.follow_address();
    let is_open = Memo::new(move |_| state.workspace.with(Option::is_some));
    view! {
        <a class="skip-link" href="#main">{state.t(words::SKIP)}</a>
        <Header />
        <main id=Id::Main.name() tabindex="-1">
            <Show when=move || is_open.get() fallback=|| view! { <Welcome /> }>
                <Workbench />
            </Show>
        </main>
        <footer class="footer">
            <p class="private">{icon(Icon::Lock)} {state.t(words::PRIVATE)}</p>
            <ForgetEverything />
            <p><a href="docs/index.html">{state.t(words::DOCUMENTS)}</a></p>
            <p data-testid=Id::Version.name()>"pushready " {env!("CARGO_PKG_VERSION")}</p>
        </footer>
        <Dialogs />
        <DropCurtain />
        <div class="sr-only" role="status" aria-live="polite" data-testid=Id::Live.name()>{state.spoken}</div>
    }
}

/// Keeps what lies outside the page's own elements in step with the state.
fn reflect(state: State) {
    Effect::new(move |_| browser::set_root_attribute("lang", state.language.get().tag()));
    Effect::new(move |_| browser::set_root_attribute("data-theme", state.theme.get().name()));
    Effect::new(move |_| {
        let language = state.language.get();
        let verdict = state.report.get().map(|report| Headline::of(&report, language).word);
        let name = state.of_workspace(|workspace| workspace.name().to_owned());
        let title = verdict.map_or_else(|| state.t(words::PROMISE)().to_owned(), |word| format!("{word} · {name}"));
        document().set_title(&format!("{title} · pushready"));
    });
    Effect::new(move |before: Option<String>| {
        let language = state.language.get();
        let now = state.report.get().map(|report| Headline::of(&report, language).spoken(language)).unwrap_or_default();
        if before.as_ref() != Some(&now) {
            state.speak(now.clone());
        }
        now
    });
}

fn listen(state: State) {
    let keys = window_event_listener(ev::keydown, move |event| {
        if event.key() == "F8" {
            event.prevent_default();
            state.step(!event.shift_key());
        }
    });
    // A browser takes the answer to the last of these two for the answer to the drop: who lets go as soon as another element is
    // under the pointer has asked with the first one alone.
    let enter = window_event_listener(ev::dragenter, |event| event.prevent_default());
    let over = window_event_listener(ev::dragover, |event| event.prevent_default());
    let drop = window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        if let Some(transfer) = event.data_transfer() {
            intake::dropped(state, &transfer);
        }
    });
    let leave = window_event_listener(ev::pagehide, move |_| state.keep_owed_draft());
    let address = window_event_listener(ev::hashchange, move |_| state.follow_address());
    local::listen(state);
    on_cleanup(move || address.remove());
    on_cleanup(move || leave.remove());
    on_cleanup(move || [keys, enter, over, drop].into_iter().for_each(leptos::leptos_dom::helpers::WindowListenerHandle::remove));
}

/// All dialogs, from the first time on that one of them is wanted: until then the page is drawn sooner without them.
#[component]
fn Dialogs() -> impl IntoView {
    let state = State::get();
    let is_any_open = move || {
        let exchange = state.exchange();
        [state.is_adding, state.is_setting, exchange.is_sharing, exchange.is_reporting].iter().any(RwSignal::get)
            || state.rule.with(Option::is_some)
    };
    let have_been_open = Memo::new(move |before: Option<&bool>| before == Some(&true) || is_any_open());
    view! {
        <Show when=move || have_been_open.get()>
            <RuleDialog />
            <AddDialog />
            <PlatformSettings />
            <ShareDialog />
            <BugReport />
        </Show>
    }
}

/// What is drawn over the page while something is dragged onto it.
#[component]
fn DropCurtain() -> impl IntoView {
    let state = State::get();
    // Each element that is entered is also left; the page is left when all of them are.
    let depth = RwSignal::new(0_i32);
    let enter = window_event_listener(ev::dragenter, move |_| depth.update(|depth| *depth += 1));
    let leave = window_event_listener(ev::dragleave, move |_| depth.update(|depth| *depth = (*depth - 1).max(0)));
    let drop = window_event_listener(ev::drop, move |_| depth.set(0));
    on_cleanup(move || [enter, leave, drop].into_iter().for_each(leptos::leptos_dom::helpers::WindowListenerHandle::remove));
    view! {
        <Show when=move || { depth.get() > 0 }>
            <div class="curtain" aria-hidden="true">
                <p>{icon(Icon::Upload)} {state.t(words::DROP_NOW)}</p>
            </div>
        </Show>
    }
}
