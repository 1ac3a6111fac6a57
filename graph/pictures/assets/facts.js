// The table: which rows fit the filters, in which order, and as text for a spreadsheet. Rows stand in the page already.
"use strict";
picture.facts = (() => {
  const { data } = picture;
  const section = document.getElementById("facts"), body = section.querySelector("tbody"), scroller = section.querySelector(".rows");
  const rows = [...body.rows];
  const texts = new Array(rows.length); // read when they are first searched
  let order = rows.map((_, index) => index), fits = new Array(rows.length).fill(true), limit = 200;
  rows.forEach((row, index) => { row.fact = index; });

  const text = (index) => (texts[index] ??= rows[index].textContent.toLowerCase());

  // Rows far below are shown when they are scrolled to: a table of thousands is laid out at once otherwise.
  function show() {
    let shown = 0;
    for (const index of order) rows[index].hidden = !fits[index] || ++shown > limit;
    const count = fits.filter(Boolean).length;
    document.getElementById("count").textContent = count === rows.length ? `${count} 行` : `${count} / ${rows.length} 行`;
    document.getElementById("none").hidden = count > 0;
  }
  scroller.addEventListener("scroll", () => {
    if (limit < rows.length && scroller.scrollTop + scroller.clientHeight > scroller.scrollHeight - 600) { limit += 400; show(); }
  });

  function filter({ words, document: wanted, roles }) {
    const role = (fact) => !fact.r.length || fact.r.some((one) => roles.has(one) || !(one in data.counted));
    fits = data.facts.map((fact, index) => (wanted === null || fact.d === wanted) && role(fact) && (!words || text(index).includes(words)));
    limit = 200;
    show();
    return fits;
  }

  function value(row, column) { return row.cells[column].textContent.trim(); }

  function sort(column, direction) {
    const collator = new Intl.Collator("zh-CN", { numeric: true });
    order = rows.map((_, index) => index);
    if (direction) {
      const keys = rows.map((row) => value(row, column));
      order.sort((one, other) => (keys[one] === "") - (keys[other] === "") || direction * collator.compare(keys[one], keys[other]) || one - other);
    }
    body.append(...order.map((index) => rows[index]));
    show();
  }
  section.querySelectorAll("th").forEach((head, column) => head.firstElementChild.addEventListener("click", () => {
    const next = { none: "ascending", ascending: "descending", descending: "none" }[head.getAttribute("aria-sort")];
    section.querySelectorAll("th").forEach((one) => one.setAttribute("aria-sort", "none"));
    head.setAttribute("aria-sort", next);
    sort(column, { none: 0, ascending: 1, descending: -1 }[next]);
  }));

  // What begins like a formula is quoted: a spreadsheet would run it.
  const plain = (words) => { const one = words.replace(/[\t\r\n]+/g, " ").trim(); return /^[=+\-@]/.test(one) ? `'${one}` : one; };
  function copied() {
    const heads = data.headings.map((heading) => heading.zh);
    const said = (cell) => plain([...cell.querySelectorAll("p")].map((passage) => passage.textContent).join(" / ") || cell.textContent);
    const kept = order.filter((index) => fits[index]).map((index) => [...rows[index].cells].map(said));
    const table = document.createElement("table");
    for (const cells of [heads, ...kept]) {
      const line = table.insertRow();
      for (const cell of cells) line.insertCell().textContent = cell;
    }
    return { text: [heads, ...kept].map((cells) => cells.join("\t")).join("\r\n"), html: table.outerHTML, count: kept.length };
  }

  function choose(index, scroll) {
    body.querySelectorAll("tr[aria-selected]").forEach((row) => { row.removeAttribute("aria-selected"); row.tabIndex = -1; });
    if (index === null) return;
    if (rows[index].hidden && fits[index]) { limit = order.indexOf(index) + 200; show(); }
    rows[index].setAttribute("aria-selected", "true");
    rows[index].tabIndex = 0;
    if (scroll) rows[index].scrollIntoView({ block: "nearest" });
  }

  // The next row that is seen above or below; by the arrows.
  function beside(row, step) {
    let next = row;
    do next = step > 0 ? next.nextElementSibling : next.previousElementSibling; while (next && next.hidden);
    return next;
  }

  rows.forEach((row) => { row.tabIndex = -1; });
  const head = () => { const first = order.find((index) => !rows[index].hidden); if (first !== undefined) rows[first].tabIndex = 0; };
  const whole = () => rows.forEach((row, index) => { row.hidden = !fits[index]; });
  return { rows, filter, copied, choose, beside, head, whole, get fits() { return fits; } };
})();
