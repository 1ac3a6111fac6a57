// The picture of an agency: draws the data that stands in the page and shows the words of what is chosen.
// Nothing is ever made of text here but text: articles and buttons stand in the page already, and are only shown or hidden.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = document.getElementById("words");
  const buttons = [...document.querySelectorAll("#tasks button.task")];
  const inks = { lead: "#b3372b", responsible: "#23598f", support: "#6b7a4b" };
  const washes = { lead: "#fbecea", responsible: "#eaf1f8", support: "#f1f3ea" };
  const shown = new Set(Object.keys(inks));
  let chosen = null;
  document.body.className = "scripted";

  const looks = {
    asked: () => ({ color: { background: "#fffefb", border: "#23272e" }, shapeProperties: { borderDashes: [5, 4] }, font: { size: 20, bold: true }, widthConstraint: 150 }),
    agency: () => ({ color: { background: "#23272e", border: "#23272e" }, font: { size: 18, color: "#ffffff" }, widthConstraint: 190, margin: 12 }),
    document: () => ({ color: { background: "#f3ecd9", border: "#cdbf98" }, font: { size: 15 }, widthConstraint: 200 }),
    task: (node) => ({ color: { background: washes[node.role], border: inks[node.role] }, borderWidth: node.role === "lead" ? 2.5 : 1.25,
      shapeProperties: { borderDashes: node.role === "support" ? [5, 3] : false }, font: { size: 14, align: "left" }, widthConstraint: 270 }),
    other: () => ({ color: { background: "#ffffff", border: "#c9c4b8" }, font: { size: 14 }, widthConstraint: 210 }),
  };
  const strokes = {
    lead: { color: inks.lead, width: 3, dashes: [] }, responsible: { color: inks.responsible, width: 2, dashes: [] },
    support: { color: inks.support, width: 1.75, dashes: [7, 5] }, holds: { color: "#b9b19c", width: 1.5, dashes: [] },
  };
  const face = getComputedStyle(document.body).fontFamily;
  const kinds = new Map(data.nodes.map((node) => [node.id, node.kind]));
  const nodes = new vis.DataSet(data.nodes.map((node) => {
    const look = looks[node.kind](node);
    return { ...node, ...look, font: { face, color: "#23272e", ...look.font } };
  }));
  const network = new vis.Network(document.getElementById("canvas"), { nodes, edges: [] }, {
    physics: false, layout: { improvedLayout: false },
    interaction: { hover: true, dragNodes: false, selectConnectedEdges: false, multiselect: false, zoomSpeed: 0.6 },
    nodes: { shape: "box", margin: 8, borderWidth: 1.25, chosen: false, labelHighlightBold: false, shapeProperties: { borderRadius: 6 } },
  });

  // The lines are drawn here, from the right side of a node to the left side of the next: vis-network's own start in the middle and cross the words.
  const half = (id) => looks[kinds.get(id)]({ role: "lead" }).widthConstraint / 2 + 10;
  const places = new Map(data.nodes.map((node) => [node.id, { ...node }]));
  let near = null, gone = new Set();
  network.on("beforeDrawing", (canvas) => {
    const visible = data.edges.filter((edge) => !gone.has(edge.from) && !gone.has(edge.to));
    const lit = (edge) => near && near.has(edge.from) && near.has(edge.to);
    for (const edge of visible.sort((one, two) => Boolean(lit(one)) - Boolean(lit(two)))) {
      const stroke = strokes[edge.role], left = places.get(edge.from), right = places.get(edge.to);
      const x = left.x + half(left.id), end = right.x - half(right.id), bend = (end - x) / 2;
      canvas.beginPath();
      canvas.globalAlpha = near ? (lit(edge) ? 1 : 0.08) : right.kind === "other" ? 0.45 : 0.9;
      canvas.strokeStyle = stroke.color;
      canvas.lineWidth = stroke.width;
      canvas.setLineDash(stroke.dashes);
      canvas.moveTo(x, left.y);
      canvas.bezierCurveTo(x + bend, left.y, end - bend, right.y, end, right.y);
      canvas.stroke();
    }
    canvas.globalAlpha = 1;
    canvas.setLineDash([]);
  });

  // Whole where it can be read whole; else from the top, wide enough to read.
  function overview(everything) {
    network.fit({ maxZoomLevel: 1.1 });
    const scale = network.getScale();
    if (everything || scale >= 0.55) return;
    const canvas = document.getElementById("canvas").getBoundingClientRect();
    const xs = data.nodes.map((node) => node.x), ys = data.nodes.map((node) => node.y);
    const wide = Math.min(1, canvas.width / (Math.max(...xs) - Math.min(...xs) + 320));
    const root = data.nodes[0];
    const top = Math.min(...ys) - 50 + canvas.height / wide / 2;
    network.moveTo({ scale: wide, position: { x: (Math.max(...xs) + Math.min(...xs)) / 2, y: root ? Math.max(top, Math.min(root.y, Math.max(...ys) + 50 - canvas.height / wide / 2)) : top } });
  }

  // What belongs to a node: a task's document, agency and partners; the tasks of a document or of a partner, and theirs.
  function belonging(key) {
    const near = new Set([key]);
    const up = (id) => data.edges.forEach((edge) => { if (edge.to === id && kinds.get(id) !== "other" && !near.has(edge.from)) { near.add(edge.from); up(edge.from); } });
    const down = (id) => data.edges.forEach((edge) => { if (edge.from === id && !near.has(edge.to)) { near.add(edge.to); down(edge.to); } });
    if (kinds.get(key) === "other") data.edges.forEach((edge) => { if (edge.to === key) { near.add(edge.from); up(edge.from); } });
    else { up(key); down(key); }
    return near;
  }

  function paint() {
    near = chosen ? belonging(chosen) : null;
    gone = new Set(data.nodes.filter((node) => node.role && !shown.has(node.role)).map((node) => node.id));
    const held = (id) => data.edges.some((edge) => edge.to === id && !gone.has(edge.from));
    data.nodes.filter((node) => node.kind === "other" && !held(node.id)).forEach((node) => gone.add(node.id));
    gather();
    nodes.update(data.nodes.map((node) => ({ id: node.id, y: places.get(node.id).y, opacity: near && !near.has(node.id) ? 0.25 : 1, hidden: gone.has(node.id) })));
    network.redraw();
  }

  // Beside a chosen task stand its document and all who share it, at its height, so that a tall picture need not be searched for them.
  function gather() {
    data.nodes.forEach((node) => { places.get(node.id).y = node.y; });
    if (kinds.get(chosen) !== "task") return;
    for (const kind of ["asked", "agency", "document", "other"]) {
      const column = data.nodes.filter((node) => node.kind === kind);
      const beside = column.filter((node) => near.has(node.id));
      column.filter((node) => !near.has(node.id)).forEach((node) => gone.add(node.id));
      beside.forEach((node, row) => { places.get(node.id).y = places.get(chosen).y + (row - (beside.length - 1) / 2) * 50; });
    }
  }

  // As far as is needed to see the node (of a task, with those beside it), and no farther.
  function reveal(id) {
    if (network.getScale() < 0.4) network.moveTo({ scale: 0.75, position: network.getPosition(id) });
    const at = network.canvasToDOM(network.getPosition(id)), box = document.getElementById("canvas").getBoundingClientRect(), scale = network.getScale();
    const over = (value, margin, length) => Math.min(0, value - margin) + Math.max(0, value - (length - margin));
    const x = over(at.x, Math.min(box.width / 2, 150 * scale), box.width), y = over(at.y, Math.min(box.height / 2, kinds.get(id) === "task" ? 200 : 60), box.height);
    if (!x && !y) return;
    const middle = network.getViewPosition();
    network.moveTo({ position: { x: middle.x + x / scale, y: middle.y + y / scale } });
  }

  function choose(key, look) {
    chosen = key && kinds.has(key) ? key : null;
    document.querySelectorAll("article.chosen").forEach((article) => article.classList.remove("chosen"));
    const article = chosen && document.getElementById(chosen);
    if (article) { article.classList.add("chosen"); words.scrollTop = 0; }
    words.classList.toggle("holding", Boolean(article));
    buttons.forEach((button) => {
      const current = button.dataset.choose === chosen;
      button.setAttribute("aria-current", String(current));
      if (current && look !== "list") button.scrollIntoView({ block: "nearest" });
    });
    network.selectNodes(chosen ? [chosen] : []);
    paint();
    if (chosen && look !== "picture") reveal(chosen);
  }

  function filter() {
    const wanted = document.getElementById("find").value.trim();
    let any = false;
    document.querySelectorAll("#tasks .group").forEach((group) => {
      let some = false;
      group.querySelectorAll("button.task").forEach((button) => {
        const article = document.getElementById(button.dataset.choose);
        const fits = shown.has(button.dataset.role) && (!wanted || article.textContent.includes(wanted));
        button.parentElement.hidden = !fits;
        some ||= fits;
      });
      group.hidden = !some;
      any ||= some;
    });
    document.getElementById("none").hidden = any || !buttons.length;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose]");
    if (button) choose(button.dataset.choose, button.closest("#tasks") ? "list" : "panel");
  });
  network.on("click", (event) => choose(event.nodes[0] || null, "picture"));
  network.on("hoverNode", () => { document.getElementById("canvas").style.cursor = "pointer"; });
  network.on("blurNode", () => { document.getElementById("canvas").style.cursor = ""; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { choose(null); return; }
    const at = buttons.indexOf(document.activeElement);
    if (at < 0 || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    const step = event.key === "ArrowDown" ? 1 : -1;
    for (let next = at + step; next >= 0 && next < buttons.length; next += step) {
      if (!buttons[next].parentElement.hidden) { buttons[next].focus(); choose(buttons[next].dataset.choose, "list"); break; }
    }
    event.preventDefault();
  });
  document.querySelectorAll("[data-show]").forEach((box) => box.addEventListener("change", () => {
    if (box.checked) shown.add(box.dataset.show); else shown.delete(box.dataset.show);
    filter();
    paint();
  }));
  document.getElementById("find").addEventListener("input", filter);
  document.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => {
    if (button.dataset.zoom === "all") overview(true);
    else network.moveTo({ scale: network.getScale() * (button.dataset.zoom === "in" ? 1.3 : 1 / 1.3) });
  }));
  // On paper the picture is whole, drawn at twice the size for the printer's finer dots (the style sheet brings it back to the page's width).
  window.addEventListener("beforeprint", () => {
    choose(null);
    const span = (values) => Math.max(...values) - Math.min(...values) + 280;
    const tall = span(data.nodes.map((node) => node.y)) / span(data.nodes.map((node) => node.x));
    network.setSize("1360px", `${Math.round(1360 * Math.min(1.25, Math.max(0.3, tall)))}px`);
    overview(true);
    network.redraw();
  });
  window.addEventListener("afterprint", () => { network.setSize("100%", "100%"); overview(false); network.redraw(); });

  paint();
  overview(false);
})();
