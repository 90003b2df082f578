// Elements, as plain calls.
export const element = (name, attributes = {}, ...content) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
};

// A sentence, in which what stands between backticks is as in a file.
export const sentence = (text) => text.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part));
