// What a tooltip says of a problem: its sentence, the platform's own words, and the buttons of its fix.

const element = (name, className, ...children) => {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
};

// `code` in a sentence.
const inline = (sentence) => sentence.split("`").map((part, index) => (index % 2 ? element("code", "", part) : part));

export const explanation = ({ code, message, says, fix }, apply) => {
  const box = element("div", "explanation", element("p", "explanation-message", element("b", "", code), " ", ...inline(message)));
  if (says) box.append(quotation(says));
  if (fix) box.append(element("p", "explanation-fix", ...inline(fix.title)), element("div", "row", ...fix.buttons.map((button) => applyButton(button, apply))));
  return box;
};

// It may be longer than its place, and is scrolled with the keyboard as well.
const quotation = (text) => Object.assign(element("pre", "explanation-says", text), { tabIndex: 0 });

const applyButton = ({ label, isPrimary, problems }, apply) => {
  const button = element("button", isPrimary ? "button primary" : "button", label);
  button.type = "button";
  button.dataset.testid = "explanation-apply";
  button.addEventListener("click", () => apply(problems));
  return button;
};
