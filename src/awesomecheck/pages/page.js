(() => {
  "use strict";
  const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;

  const keyOf = (cell) => {
    const text = cell.textContent.trim();
    return cell.classList.contains("number") ? text.replaceAll(",", "") : text;
  };

  const sort = (table, heading, column) => {
    const before = heading.ariaSort;
    const down = before ? before === "ascending" : heading.classList.contains("number");
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...table.tBodies[0].rows];
    const key = new Map(rows.map((row) => [row, keyOf(row.cells[column])]));
    rows.sort((one, other) => {
      const [a, b] = [key.get(one), key.get(other)];
      if (!a || !b) return !a - !b;
      return down ? compare(b, a) : compare(a, b);
    });
    table.tBodies[0].append(...rows);
  };

  const makeSortable = (table) => {
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      if (!heading.textContent) return;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = heading.textContent;
      button.addEventListener("click", () => sort(table, heading, column));
      heading.replaceChildren(button);
    });
  };

  const linkLines = (rows, page) => { // here, not in the page: thousands of long URLs
    for (const row of rows) {
      const link = document.createElement("a");
      link.textContent = row.cells[0].textContent.trim();
      link.href = `${page}#L${link.textContent}`;
      row.cells[0].replaceChildren(link);
    }
  };

  const makeFilter = (table, form) => {
    const rows = [...table.tBodies[0].rows];
    const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    const count = form.querySelector("output");
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
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    filter();
  };

  const all = document.getElementById("rows");
  if (all?.dataset.page) linkLines(all.tBodies[0].rows, all.dataset.page);
  for (const table of document.querySelectorAll(".sortable")) makeSortable(table);
  if (all) makeFilter(all, document.getElementById("filter"));
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("details")) each.open = true;
  });
})();
