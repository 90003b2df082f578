//! The platforms side by side, each with what becomes of the project there.

use leptos::prelude::*;

use crate::platform;
use crate::web::browser;
use crate::web::ids::Id;
use crate::web::model::headline;
use crate::web::state::State;
use crate::web::words;

use super::icon::{Icon, icon, verdict_class};
use super::platform_chooser::PlatformChooser;
use super::segmented::{Choice, Segmented};

/// The platforms, one of which is chosen.
#[component]
pub(crate) fn PlatformBar() -> impl IntoView {
    let state = State::get();
    let choices = move || {
        let choice = |platform: &platform::Listing| Choice {
            value: platform.id.to_owned(),
            label: Signal::stored(platform.name.to_owned()),
            lang: None,
            icon: None,
        };
        let row = state.shown().row.get();
        platform::listed().iter().filter(|platform| row.contains(&platform.id)).map(choice).collect()
    };
    let mark = Callback::new(move |id: String| {
        let verdict = Memo::new(move |_| state.report_on(&id).map(|report| report.verdict));
        let draw = move |verdict| {
            view! {
                <span class=format!("dot {}", verdict_class(verdict))>
                    {icon(Icon::of_verdict(verdict))}
                    <span class="sr-only">{headline::word(verdict, state.language.get())} ": "</span>
                </span>
            }
        };
        // Its place is kept from the start, so that the names do not move when the verdicts come.
        let place = move || (state.opened.get() > 0).then(|| view! { <span class="dot"></span> });
        (move || match verdict.get() {
            Some(verdict) => draw(verdict).into_any(),
            None => place().into_any(),
        })
        .into_any()
    });
    // The line may be longer than the screen; what is chosen stays in sight.
    Effect::new(move |_| {
        state.platform.track();
        state.opened.track();
        let chosen = format!("[data-testid='{}'] > label:has(:checked)", Id::Platform.name());
        request_animation_frame(move || browser::center_in_line(&chosen));
    });
    let row = move || {
        view! {
            <Segmented
                id=Id::Platform
                legend=Signal::derive(move || state.t(words::PLATFORM)().to_owned())
                choices=choices()
                chosen=Signal::derive(move || state.platform.get())
                choose=Callback::new(move |id: String| state.set_platform(&id))
                before=mark
            />
        }
    };
    view! {
        <div class="platform-bar">{row} <PlatformChooser /></div>
    }
}
