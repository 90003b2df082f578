//! What can be taken out of the page: the report, a link, the files.

mod files;
mod link;
mod offer;
mod report;

pub(crate) use offer::LinkOffer;

use leptos::prelude::*;

use crate::web::ids::Id;
use crate::web::state::State;
use crate::web::words;

use super::dialog::Dialog;
use files::TakeFiles;
use link::ShareLink;
use report::TakeReport;

/// The dialog with all of it.
#[component]
pub(crate) fn ShareDialog() -> impl IntoView {
    let state = State::get();
    view! {
        <Dialog id=Id::ShareDialog heading=words::SHARE is_open=state.exchange().is_sharing>
            <div class="share">
                <TakeReport />
                <ShareLink />
                <TakeFiles />
            </div>
        </Dialog>
    }
}
