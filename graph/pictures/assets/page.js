// What people do with the page: choose, filter, find, change the view, copy, save, print. Keeps what is chosen and what is left out.
"use strict";
(() => {
  const { data, nodes, links, net, facts, words } = picture;
  const main = document.querySelector("main"), byId = (id) => document.getElementById(id);
  const boxes = [...document.querySelectorAll("[data-role]")];
  const shown = new Set(boxes.map((box) => box.dataset.role));
  const factsOf = nodes.map(() => []);
  data.facts.forEach((fact, index) => fact.n.forEach((node) => factsOf[node].push(index)));
  const roots = nodes.filter((node) => node.kind === "centre" || node.kind === "asked").map((node) => node.id);
  let chosen = null, before = [];

  // What belongs to what is chosen: the nodes of its rows, and the links that rest on them.
  function belonging(held, own) {
    const near = new Set(own === null ? [] : [own]), rows = new Set(held);
    held.forEach((index) => data.facts[index].n.forEach((node) => near.add(node)));
    if (data.columns) roots.forEach((id) => near.add(id));
    const rests = (link) => !link.facts.length || link.facts.some((index) => rows.has(index));
    const lit = new Set(links.filter((link) => near.has(link.from) && near.has(link.to) && rests(link)));
    if (!data.columns && own !== null && nodes[own].kind !== "task") {
      for (const link of lit) if (link.from !== own && link.to !== own) lit.delete(link);
    }
    return { near, lit };
  }

  function choose(what, from, back = false) {
    if (!back) before = what && chosen ? [...before, chosen].slice(-30) : [];
    chosen = what;
    main.classList.toggle("holding", Boolean(what));
    document.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
    facts.choose(null);
    if (!what) { words.clear(); net.look({}); facts.head(); return; }
    let held, own = null;
    if (what.fact !== undefined) { held = [what.fact]; own = data.facts[what.fact].n[0] ?? null; words.ofFact(what.fact, before.length); }
    else if (what.node !== undefined) {
      own = what.node;
      held = factsOf[own].filter((index) => facts.fits[index]);
      if (held.length === 1) words.ofFact(held[0], before.length); else words.ofNode(own, held, before.length);
    } else { held = what.link.facts; words.ofLink(what.link, before.length); }
    if (held.length === 1) facts.choose(held[0], from !== "table");
    const { near, lit } = belonging(held, own);
    if (what.link) { near.clear(); near.add(what.link.from).add(what.link.to); lit.clear(); lit.add(what.link); }
    net.look({ chosen: own, near, lit });
    if (own !== null && from !== "picture") net.reveal(own);
    document.querySelectorAll(`[data-fact="${held.length === 1 ? held[0] : -1}"]`).forEach((one) => one.setAttribute("aria-current", "true"));
  }

  function filter() {
    const wanted = byId("document")?.value ?? "", find = byId("find").value.trim().toLowerCase();
    const fits = facts.filter({ words: find, document: wanted === "" ? null : Number(wanted), roles: shown });
    // Words that are searched for leave rows out of the table, but nothing out of the picture.
    const role = (fact) => !fact.r.length || fact.r.some((one) => shown.has(one));
    const kept = find ? data.facts.map((fact) => (wanted === "" || fact.d === Number(wanted)) && role(fact)) : fits;
    const off = (link) => data.linksToo && link.role in data.counted && !shown.has(link.role);
    links.forEach((link) => { link.out = off(link) || (link.facts.length > 0 && !link.facts.some((index) => kept[index])); });
    const joined = new Set(links.filter((link) => !link.out).flatMap((link) => [link.from, link.to]));
    const hidden = new Set();
    for (const node of nodes) {
      const own = factsOf[node.id];
      const unlinked = node.weight ? !joined.has(node.id) : own.length > 0 && !own.some((index) => kept[index]);
      if (unlinked && !roots.includes(node.id)) hidden.add(node.id);
    }
    net.hide(hidden);
    // Found is what is named so; where nothing is, what the rows that hold the words are about.
    const named = find ? nodes.filter((node) => node.name.toLowerCase().includes(find)).map((node) => node.id) : [];
    hits = named.length ? named : find ? fits.flatMap((fit, index) => (fit ? data.facts[index].n.slice(0, 1) : [])) : [];
    hits = [...new Set(hits)].filter((id) => !hidden.has(id));
    hit = -1;
    net.find(find ? new Set(hits) : null);
    if (chosen) choose(null); else { net.place(); facts.head(); }
    tell(find ? `找到 ${hits.length} 个节点，${facts.fits.filter(Boolean).length} 行` : "");
  }
  let hits = [], hit = -1, telling = 0;
  function tell(text) { byId("told").textContent = text; clearTimeout(telling); if (text) telling = setTimeout(() => { byId("told").textContent = ""; }, 6000); }

  function view(name) {
    main.className = `view-${name}${chosen ? " holding" : ""}`;
    byId("facts").classList.toggle("compact", name !== "table");
    document.querySelectorAll("[data-view]").forEach((tab) => tab.setAttribute("aria-selected", String(tab.dataset.view === name)));
    if (name === "net") { net.network.redraw(); if (chosen && chosen.node !== undefined) net.reveal(chosen.node); }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-node], [data-fact], [data-view], [data-zoom], [data-let], tbody tr");
    if (!button) return;
    const { fact, node, view: to, zoom, let: lets } = button.dataset;
    if (to) view(to);
    else if (zoom) { if (zoom === "all") net.overview(true); else net.zoom(zoom === "in" ? 1.3 : 1 / 1.3); }
    else if (lets) choose(lets === "back" ? before.pop() : null, "panel", lets === "back");
    else if (fact !== undefined) choose({ fact: Number(fact) }, "panel");
    else if (node !== undefined) choose({ node: Number(node) }, "panel");
    else if (!String(getSelection())) choose({ fact: button.fact }, "table");
  });
  net.when((what) => choose(what, "picture"));

  const arrows = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  document.addEventListener("keydown", (event) => {
    const active = document.activeElement, arrow = arrows[event.key];
    if (event.key === "Escape") { if (active === byId("find") && active.value) { active.value = ""; filter(); } choose(null); return; }
    if (active === byId("canvas")) {
      if (arrow) net.step(...arrow);
      else if (event.key === "Enter" && net.cursor !== null) choose({ node: net.cursor }, "picture");
      else if (event.key === "+" || event.key === "=") net.zoom(1.3);
      else if (event.key === "-") net.zoom(1 / 1.3);
      else return;
      event.preventDefault();
    } else if (active.closest?.("tbody tr")) {
      const row = active.closest("tr"), next = arrow && arrow[1] ? facts.beside(row, arrow[1]) : null;
      if (event.key === "Enter") choose({ fact: row.fact }, "table");
      else if (next) { next.focus(); choose({ fact: next.fact }, "table"); }
      else if (!arrow) return;
      event.preventDefault();
    } else if (arrow && arrow[0] && active.getAttribute("role") === "tab") {
      const tabs = [...document.querySelectorAll("[role=tab]")], next = tabs[(tabs.indexOf(active) + arrow[0] + tabs.length) % tabs.length];
      next.focus();
      view(next.dataset.view);
    }
  });
  byId("find").addEventListener("input", filter);
  byId("find").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !hits.length) return;
    hit = (hit + 1) % hits.length;
    choose({ node: hits[hit] }, "find");
    tell(`${hit + 1} / ${hits.length}`);
  });
  byId("document")?.addEventListener("change", () => { filter(); net.overview(false); });
  byId("least")?.addEventListener("change", (event) => { choose(null); net.toLevel(Number(event.target.value)); });
  boxes.forEach((box) => box.addEventListener("change", () => {
    if (box.checked) shown.add(box.dataset.role); else shown.delete(box.dataset.role);
    filter();
  }));

  byId("copy").addEventListener("click", () => {
    const { text, html, count } = facts.copied();
    const put = (event) => { event.clipboardData.setData("text/plain", text); event.clipboardData.setData("text/html", html); event.preventDefault(); };
    document.addEventListener("copy", put, { once: true });
    tell(document.execCommand("copy") ? `已复制 ${count} 行，可粘贴到 Excel` : "浏览器不让复制，请在表格中选中后复制");
    document.removeEventListener("copy", put);
  });

  byId("print").addEventListener("click", () => print());
  window.addEventListener("beforeprint", () => { choose(null); picture.paper.lay(); facts.whole(); });
  window.addEventListener("afterprint", () => { picture.paper.clear(); filter(); });

  filter();
  choose(null);
  net.overview(false);
  picture.ready = true;
})();
