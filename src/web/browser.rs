//! The few things that only a browser can do.

use js_sys::Promise;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Element, HtmlAnchorElement, HtmlElement, Response, ScrollIntoViewOptions, ScrollLogicalPosition, Url,
};

/// Takes everything out of an element.
pub(crate) fn clear(element: &Element) {
    element.set_inner_html("");
}

/// Writes to the console.
pub(crate) fn log_error(message: &str) {
    web_sys::console::error_1(&JsValue::from_str(message));
}

/// Saves bytes under a name.
pub(crate) fn download(name: &str, bytes: &[u8]) -> Option<()> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type("application/octet-stream");
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url).ok()
}

/// Puts a text on the clipboard; says whether the browser let it.
pub(crate) async fn copy(text: String) -> bool {
    let navigator = window().navigator();
    // Pages without a secure address have no clipboard at all.
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    match clipboard.ok().and_then(|found| found.dyn_into::<web_sys::Clipboard>().ok()) {
        Some(clipboard) => JsFuture::from(clipboard.write_text(&text)).await.is_ok(),
        None => false,
    }
}

/// The text of a file of this site.
pub(crate) async fn fetch_text(path: &str) -> Option<String> {
    let response: Response = JsFuture::from(window().fetch_with_str(path)).await.ok()?.dyn_into().ok()?;
    JsFuture::from(response.text().ok().filter(|_| response.ok())?).await.ok()?.as_string()
}

/// Fetches one of the scripts that the page does without at first, once; the page knows under which name it was built.
pub(crate) fn fetch_script(name: &str) -> Option<()> {
    let address = document().query_selector(&format!("meta[name={name}]")).ok()??.get_attribute("content")?;
    if document().query_selector(&format!("script[src='{address}']")).ok()?.is_some() {
        return None;
    }
    let script = document().create_element("script").ok()?;
    script.set_attribute("type", "module").ok()?;
    script.set_attribute("src", &address).ok()?;
    document().head()?.append_child(&script).ok().map(drop)
}

/// Whether the rest of the program is there, which `www/start.js` loads when the page is drawn. What can wait for it does: the browser would stand
/// still until it is loaded.
pub(crate) fn is_whole() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("data-whole"))
}

/// Lets the browser draw and answer before more is done.
pub(crate) async fn breathe() {
    let later = Promise::new(&mut |done, _| {
        let _ = window().set_timeout_with_callback(&done);
    });
    // A timer never fails.
    let _ = JsFuture::from(later).await;
}

/// Lets the browser draw what has changed before more is done. A page that nobody sees is not drawn, and goes on.
pub(crate) async fn drawn() {
    const UNSEEN: i32 = 100;
    let frame = Promise::new(&mut |done, _| {
        let _ = window().request_animation_frame(&done);
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, UNSEEN);
    });
    // Neither a frame nor a timer fails.
    let _ = JsFuture::from(frame).await;
    breathe().await;
}

/// The first language of the browser.
pub(crate) fn language() -> Option<String> {
    window().navigator().language()
}

/// The address of the page, without what stands behind the `#`.
pub(crate) fn page_address() -> Option<String> {
    let location = window().location();
    Some(format!("{}{}", location.origin().ok()?, location.pathname().ok()?))
}

/// What stands behind the `#` of the address.
pub(crate) fn address_fragment() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Puts this behind the `#` of the address, without a step in the history.
pub(crate) fn set_address_fragment(fragment: &str) {
    replace_address(&address_query(), fragment);
}

/// What stands behind the path of the address, from the `?` on.
pub(crate) fn address_query() -> String {
    window().location().search().unwrap_or_default()
}

/// Puts this query behind the path of the address, without a step in the history.
pub(crate) fn set_address_query(query: &str) {
    replace_address(query, &address_fragment());
}

fn replace_address(query: &str, fragment: &str) {
    if let Ok(history) = window().history() {
        let path = window().location().pathname().unwrap_or_default();
        let mark = if fragment.is_empty() { "" } else { "#" };
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{path}{query}{mark}{fragment}")));
    }
}

/// Sets an attribute of the whole document.
pub(crate) fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Moves the focus to an element.
pub(crate) fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Shows the page from its top, and lets the keyboard go on there.
pub(crate) fn go_to_top(id: &str) {
    focus(id);
    // The focus scrolls to its element, which begins below the header.
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Scrolls an element into view, as little as needed.
pub(crate) fn reveal(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls a line that is too long, and nothing else, so that an element of it is in its middle.
pub(crate) fn center_in_line(selector: &str) {
    let found = document().query_selector(selector).ok().flatten().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let line = found.as_ref().and_then(|element| element.parent_element()?.dyn_into::<HtmlElement>().ok());
    if let (Some(element), Some(line)) = (found, line) {
        let beside = (line.client_width() - element.offset_width()) / 2;
        line.set_scroll_left(element.offset_left() - line.offset_left() - beside);
    }
}

/// Whether the focus is inside of an element like this.
pub(crate) fn is_focus_within(selector: &str) -> bool {
    document().active_element().is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}
