// What tests do inside the page, in every browser: functions that are sent there whole.

// Drops files that exist in the page only.
export const drop = (files) => {
  const transfer = new DataTransfer();
  for (const [name, text] of Object.entries(files)) transfer.items.add(new File([text], name));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
};
