// Talks to the page's own program, as `src/web/local.rs` hears it, and finds places on the page.
const send = (...detail) => {
  const length = detail.length;
  dispatchEvent(new CustomEvent("local-folder", { detail }));
  return detail.length > length ? { opened: detail[length], changes: JSON.parse(detail[length + 1]) } : null;
};

export const page = {
  // Which project is open, by its number, and what was changed in it; null where none is.
  ask: () => send(null, "", false),
  open: (files, name) => send(files, name, true),
  // The files of the open project as they are now, and which of its changes are given up.
  reread: (files, givenUp = []) => send(files, givenUp.join("\n"), false),

  // Takes files as dropped ones are.
  drop: (files) => {
    const dataTransfer = new DataTransfer();
    for (const file of files) dataTransfer.items.add(file);
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  },

  // Calls this when the page is drawn, and after every change of what it shows, at most once a frame.
  follow: (look) => {
    let isDue = false;
    const soon = () => {
      if (isDue) return;
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        look();
      });
    };
    new MutationObserver(soon).observe(document.getElementById("app"), { childList: true, subtree: true, characterData: true });
    soon();
  },

  async isReady() {
    while (!document.querySelector("[data-testid='version']")) await new Promise((resolve) => setTimeout(resolve, 30));
  },
};

// The bytes of a file in a bundle.
export const bytesOf = (content) => (typeof content === "string" ? content : Uint8Array.from(atob(content.base64), (character) => character.charCodeAt()));
