// What gets installed as a table. What is wrong comes first, until the user sorts by a column.
import { element } from "./elements.js";

const collator = new Intl.Collator("en", { numeric: true });
const text = (key) => (a, b) => collator.compare(a[key], b[key]);
const SORTS = [text("name"), text("version"), text("form"), (a, b) => (a.bytes ?? -1) - (b.bytes ?? -1), text("why")];
const wrongFirst = (a, b) => Boolean(b.wrong) - Boolean(a.wrong);

export class Table {
  constructor() {
    this.caption = element("caption");
    this.heads = SORTS.map((_, column) => {
      const button = element("button", { type: "button" });
      button.addEventListener("click", () => this.sort(column));
      return button;
    });
    this.columns = this.heads.map((button) => element("th", { scope: "col" }, button));
    this.body = element("tbody");
    const table = element("table", { "data-testid": "packages" }, this.caption, element("thead", {}, element("tr", {}, ...this.columns)), this.body);
    this.element = element("div", { class: "packages-table", tabindex: "0", role: "region" }, table);
    this.rows = [];
    this.column = null;
    this.isDescending = false;
  }

  // Shows a set; none if it is not known.
  show(table) {
    this.element.hidden = !table;
    if (!table) return;
    this.caption.textContent = table.caption;
    this.element.setAttribute("aria-label", table.caption);
    table.heads.forEach((head, column) => (this.heads[column].textContent = head));
    this.rows = table.rows;
    this.draw();
  }

  // Up, down, and back to what is wrong.
  sort(column) {
    if (this.column !== column) [this.column, this.isDescending] = [column, false];
    else if (!this.isDescending) this.isDescending = true;
    else this.column = null;
    this.draw();
  }

  draw() {
    const order = this.column === null ? wrongFirst : SORTS[this.column];
    const rows = this.rows.toSorted((a, b) => (this.column !== null && this.isDescending ? order(b, a) : order(a, b)));
    this.columns.forEach((column, index) => {
      if (index === this.column) column.setAttribute("aria-sort", this.isDescending ? "descending" : "ascending");
      else column.removeAttribute("aria-sort");
    });
    this.body.replaceChildren(...rows.map(row));
  }
}

const row = ({ name, version, form, wrong, size, why }) =>
  element(
    "tr",
    { "data-testid": "package", ...(wrong && { class: "wrong" }) },
    element("th", { scope: "row" }, name),
    element("td", {}, version),
    element("td", {}, form, ...(wrong ? [" ", element("strong", {}, wrong)] : [])),
    element("td", { class: "size" }, size),
    element("td", { class: "why" }, why),
  );
