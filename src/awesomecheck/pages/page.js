(() => {
  "use strict";
  const table = document.getElementById("rows");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const form = document.getElementById("filter");
  const count = form.querySelector("output");
  const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;

  const filter = () => {
    const words = form.elements.words.value.toLowerCase().split(/\s+/);
    const state = form.elements.state.value;
    let shown = 0;
    for (const row of rows) {
      const text = texts.get(row);
      const fits = words.every((word) => text.includes(word));
      row.hidden = !(fits && (!state || row.cells[1].textContent.trim() === state));
      shown += !row.hidden;
    }
    count.textContent = `${shown} of ${rows.length} links`;
  };

  const sort = (heading, column) => {
    const down = heading.ariaSort === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = new Map(rows.map((row) => [row, row.cells[column].textContent.trim()]));
    rows.sort((one, other) => {
      const [a, b] = [key.get(one), key.get(other)];
      if (!a || !b) return !a - !b;
      return down ? compare(b, a) : compare(a, b);
    });
    body.append(...rows);
  };

  const page = table.dataset.page;
  for (const row of page ? rows : []) { // here, not in the page: thousands of long URLs
    const link = document.createElement("a");
    link.textContent = row.cells[0].textContent.trim();
    link.href = `${page}#L${link.textContent}`;
    row.cells[0].replaceChildren(link);
  }
  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    button.addEventListener("click", () => sort(heading, column));
    heading.replaceChildren(button);
  });
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("details")) each.open = true;
  });
})();
