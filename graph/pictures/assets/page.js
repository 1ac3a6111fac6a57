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
    const lit = new Set(links.filter((link) => near.has(link.from) && near.has(link.to) && (link.facts.length ? link.facts.some((index) => rows.has(index)) : true)));
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
    const unsearched = find ? data.facts.map((fact) => (wanted === "" || fact.d === Number(wanted)) && (!fact.r.length || fact.r.some((role) => shown.has(role)))) : fits;
    const hidden = new Set();
    links.forEach((link) => { link.out = (link.facts.length > 0 && !link.facts.some((index) => unsearched[index])) || (data.linksToo && link.role in data.counted && !shown.has(link.role)); });
    const joined = new Set(links.filter((link) => !link.out).flatMap((link) => [link.from, link.to]));
    nodes.forEach((node) => { if (node.weight && !joined.has(node.id) && !roots.includes(node.id)) hidden.add(node.id); });
    nodes.forEach((node) => { if (!node.weight && factsOf[node.id].length && !factsOf[node.id].some((index) => unsearched[index])) hidden.add(node.id); });
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
  byId("find").addEventListener("keydown", (event) => { if (event.key === "Enter" && hits.length) { hit = (hit + 1) % hits.length; choose({ node: hits[hit] }, "find"); tell(`${hit + 1} / ${hits.length}`); } });
  byId("document")?.addEventListener("change", () => { filter(); net.overview(false); });
  byId("least")?.addEventListener("change", (event) => { choose(null); net.toLevel(Number(event.target.value)); });
  boxes.forEach((box) => box.addEventListener("change", () => { if (box.checked) shown.add(box.dataset.role); else shown.delete(box.dataset.role); filter(); }));

  byId("copy").addEventListener("click", () => {
    const { text, html, count } = facts.copied();
    const put = (event) => { event.clipboardData.setData("text/plain", text); event.clipboardData.setData("text/html", html); event.preventDefault(); };
    document.addEventListener("copy", put, { once: true });
    tell(document.execCommand("copy") ? `已复制 ${count} 行，可粘贴到 Excel` : "浏览器不让复制，请在表格中选中后复制");
    document.removeEventListener("copy", put);
  });

  // The whole picture on a canvas of its own, with its name and its legend, as large as browsers allow.
  function paint(canvas) {
    const all = net.bounds(), wide = all.right - all.left + 80, high = all.bottom - all.top + 80, room = 76;
    const scale = Math.min(2, 9000 / wide, 9000 / high, Math.sqrt(4e7 / wide / high)), letters = Math.max(14, Math.min(wide * scale, 2400) / 60);
    canvas.width = Math.max(640, Math.round(wide * scale));
    canvas.height = Math.round(high * scale + room + letters * 2);
    const context = canvas.getContext("2d");
    context.fillStyle = "#fffefb";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = "#23272e";
    context.textBaseline = "middle";
    context.font = `600 ${letters}px ${picture.face}`;
    context.fillText(data.title, 24, letters + 6, canvas.width - 48);
    context.font = `${Math.max(12, letters * 0.6)}px ${picture.face}`;
    const used = [...new Set(net.drawn.map((link) => link.role))].filter((role) => role !== "holds" && role !== "linked");
    let x = 24;
    for (const role of used) {
      const look = picture.roles[role], y = letters * 2 + 18;
      context.strokeStyle = look.stroke; context.lineWidth = look.thickness; context.setLineDash(look.dashes);
      context.beginPath(); context.moveTo(x, y); context.lineTo(x + 34, y); context.stroke(); context.setLineDash([]);
      context.fillText(look.words, x + 42, y);
      x += 70 + context.measureText(look.words).width;
    }
    context.setTransform(scale, 0, 0, scale, -(all.left - 40) * scale + Math.max(0, (canvas.width - wide * scale) / 2), room + letters - (all.top - 40) * scale);
    picture.drawLinks(context, net.drawn, { alpha: 0.85 });
    nodes.forEach((node) => { if (net.visible(node.id)) picture.drawNode(context, node.id, picture.places[node.id].x, picture.places[node.id].y, Math.max(scale, 0.4)); });
    return canvas;
  }
  byId("png").addEventListener("click", () => {
    paint(document.createElement("canvas")).toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${data.title.replace(/[\\/:*?"<>|\s]+/g, "_").slice(0, 60)}.png`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }, "image/png");
  });
  // A tall picture goes over several sheets of one height; what stands at an edge stands on both.
  function onPaper() {
    const whole = paint(document.createElement("canvas")), both = Math.round(whole.width * 0.04);
    const sheets = Math.max(1, Math.ceil((whole.height - both) / (whole.width * 1.12 - both)));
    const high = Math.ceil((whole.height + (sheets - 1) * both) / sheets);
    byId("paper").replaceChildren();
    for (let sheet = 0; sheet < sheets; sheet += 1) {
      const one = document.createElement("canvas");
      one.width = whole.width;
      one.height = high;
      one.getContext("2d").drawImage(whole, 0, -sheet * (high - both));
      byId("paper").append(one);
    }
  }
  byId("print").addEventListener("click", () => print());
  window.addEventListener("beforeprint", () => { choose(null); onPaper(); facts.rows.forEach((row, index) => { row.hidden = !facts.fits[index]; }); });
  window.addEventListener("afterprint", () => { byId("paper").replaceChildren(); filter(); });

  filter();
  choose(null);
  net.overview(false);
  picture.ready = true;
})();
