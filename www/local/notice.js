// What the user has to know wherever he looks: a card at the lower edge, one a kind.
import { element, sentence } from "../packages/elements.js";
import { inEachLanguage, say } from "./words.js";

const shown = new Map();
const place = element("div", { class: "local-notices", role: "alert" });
document.body.append(place);

export const unnotice = (word) => {
  shown.get(word)?.();
  shown.delete(word);
};

export const notice = (word, values = {}, choices = [["close", () => {}]]) => {
  unnotice(word);
  const card = element("div", { class: "local-notice", "data-testid": `local-${word}` });
  place.append(card);
  const forget = inEachLanguage(() => {
    const button = ([name, choose]) => {
      const made = element("button", { type: "button", class: "button" }, say(name));
      made.addEventListener("click", () => {
        unnotice(word);
        choose();
      });
      return made;
    };
    card.replaceChildren(element("p", {}, ...sentence(say(word, values))), element("div", { class: "row" }, ...choices.map(button)));
  });
  shown.set(word, () => {
    forget();
    card.remove();
  });
};
