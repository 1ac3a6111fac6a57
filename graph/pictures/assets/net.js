// The picture on the screen: vis-network moves, zooms and finds what the pointer is on; what is drawn is ours.
// Nodes are dragged where they are spread; in columns the sheet is moved.
"use strict";
picture.net = (() => {
  const { data, nodes, links, places } = picture;
  const box = document.getElementById("canvas");
  let hidden = new Set(), gone = new Set(), drawn = [], near = null, lit = null, found = null, cursor = null, chosen = null, level = data.first, onNode = null;

  const start = data.levels[level];
  start.shown.forEach((id, index) => Object.assign(places[id], { x: start.at[2 * index], y: start.at[2 * index + 1], shown: true }));
  const told = places.map((at) => ({ x: at.x, y: at.y, hidden: !at.shown })); // what vis-network knows: telling it is what takes long
  const set = new vis.DataSet(nodes.map((node) => ({
    id: node.id, shape: "custom", ...told[node.id],
    ctxRenderer: ({ ctx, x, y }) => ({
      drawNode: () => picture.drawNode(ctx, node.id, x, y, scale, { faded: faded(node.id), ringed: node.id === chosen || node.id === cursor }),
      nodeDimensions: { width: node.w, height: node.h },
    }),
  })));
  let scale = 1;
  const network = new vis.Network(box, { nodes: set, edges: [] }, {
    physics: false, layout: { improvedLayout: false },
    interaction: { hover: true, dragNodes: !data.columns, selectConnectedEdges: false, multiselect: false, zoomSpeed: 0.6 },
    nodes: { chosen: false, labelHighlightBold: false },
  });
  const faded = (id) => (near ? !near.has(id) : found ? !found.has(id) : false);

  function seen() {
    const middle = network.getViewPosition(), wide = box.clientWidth / 2 / scale, high = box.clientHeight / 2 / scale;
    return { left: middle.x - wide, right: middle.x + wide, top: middle.y - high, bottom: middle.y + high, scale };
  }

  network.on("beforeDrawing", (context) => {
    scale = network.getScale();
    const view = seen();
    if (lit) {
      picture.drawLinks(context, drawn.filter((link) => !lit.has(link)), { alpha: 0.08, view });
      picture.drawLinks(context, drawn.filter((link) => lit.has(link)), { alpha: 1, view });
    } else picture.drawLinks(context, drawn, { alpha: found ? 0.15 : drawn.length > 800 ? 0.35 : 0.75, view });
    // Words of links lie under the boxes: a name is never covered.
    if (lit && scale > 0.45) drawn.filter((link) => lit.has(link)).slice(0, 60).forEach((link) => picture.drawWord(context, link));
  });
  network.on("afterDrawing", (context) => {
    if (scale < 0.45) names(context);
  });

  // Zoomed far out, the most linked nodes keep a name of readable size where there is room for it.
  const byWeight = nodes.map((node) => node.id).sort((one, other) => nodes[other].weight - nodes[one].weight || one - other);
  function names(context) {
    const view = seen(), taken = [], size = 12 / scale, wanted = found || near;
    context.font = `${size}px ${picture.face}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineWidth = 1 / scale;
    let tried = 0;
    for (const id of byWeight) {
      const at = places[id];
      if (!visible(id) || (wanted && !wanted.has(id))) continue;
      if (at.x < view.left || at.x > view.right || at.y < view.top || at.y > view.bottom) continue;
      if (taken.length > 32 || ++tried > 400) break;
      const words = nodes[id].lines.join(""), short = words.length > 13 ? words.slice(0, 12) + "…" : words;
      const w = context.measureText(short).width / 2 + size * 0.4, h = size * 0.8;
      const one = { left: at.x - w, right: at.x + w, top: at.y - h, bottom: at.y + h };
      if (taken.some((other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom)) continue;
      taken.push(one);
      const look = picture.kinds[nodes[id].kind];
      context.beginPath();
      context.roundRect(one.left, one.top, w * 2, h * 2, look.shape === "round" || look.shape === "double" ? h : h / 4);
      context.fillStyle = look.fill;
      context.fill();
      context.strokeStyle = look.stroke;
      context.stroke();
      context.fillStyle = look.ink;
      context.fillText(short, at.x, at.y);
    }
  }

  const visible = (id) => places[id].shown && !hidden.has(id) && !gone.has(id);

  // vis-network draws and finds what lies in sight by boxes that it learns by drawing: a node that was moved out of its sight needs telling.
  function outline(id) {
    const { x, y } = places[id], { w, h } = nodes[id], { shape } = network.body.nodes[id];
    Object.assign(shape, { left: x - w / 2, top: y - h / 2, width: w, height: h });
    shape.boundingBox = { left: x - w / 2, right: x + w / 2, top: y - h / 2, bottom: y + h / 2 };
  }

  // Puts every node in its place at a level, what is beside a chosen task beside it, and hides what is not seen.
  function place() {
    const held = data.levels[level];
    places.forEach((at) => { at.shown = false; });
    held.shown.forEach((id, index) => {
      if (!places[id].moved) Object.assign(places[id], { x: held.at[2 * index], y: held.at[2 * index + 1] });
      places[id].shown = true;
    });
    gone = new Set();
    if (data.columns && near && chosen !== null && nodes[chosen].kind === data.spine) gather();
    const least = held.least;
    drawn = links.filter((link) => !link.out && link.weight >= least && visible(link.from) && visible(link.to));
    const changed = [];
    for (const node of nodes) {
      const at = places[node.id], hide = !visible(node.id), was = told[node.id];
      if (was.x === at.x && was.y === at.y && was.hidden === hide) continue;
      told[node.id] = { x: at.x, y: at.y, hidden: hide };
      changed.push({ id: node.id, ...told[node.id] });
    }
    if (changed.length) set.update(changed);
    changed.forEach(({ id }) => outline(id));
    network.redraw();
  }

  // So that a tall picture need not be searched for those who share a task.
  function gather() {
    const columns = new Map();
    nodes.forEach((node) => {
      const at = places[node.id].x;
      if (node.kind === data.spine || !places[node.id].shown) return;
      if (!near.has(node.id)) { gone.add(node.id); return; }
      if (!columns.has(at)) columns.set(at, []);
      columns.get(at).push(node);
    });
    for (const held of columns.values()) {
      held.sort((one, other) => places[one.id].y - places[other.id].y);
      let top = places[chosen].y - held.reduce((sum, node) => sum + node.h + 10, -10) / 2;
      for (const node of held) { places[node.id].y = top + node.h / 2; top += node.h + 10; }
    }
  }

  function bounds() {
    const all = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const node of nodes) {
      if (!visible(node.id)) continue;
      const at = places[node.id];
      all.left = Math.min(all.left, at.x - node.w / 2);
      all.right = Math.max(all.right, at.x + node.w / 2);
      all.top = Math.min(all.top, at.y - node.h / 2);
      all.bottom = Math.max(all.bottom, at.y + node.h / 2);
    }
    return all.left < Infinity ? all : { left: -100, right: 100, top: -100, bottom: 100 };
  }

  // Whole where it can be read whole; else, in columns, from the top and wide enough to read.
  function overview(everything) {
    const all = bounds(), width = all.right - all.left + 40, height = all.bottom - all.top + 40;
    const whole = Math.min(1.15, box.clientWidth / width, box.clientHeight / height);
    const middle = { x: (all.left + all.right) / 2, y: (all.top + all.bottom) / 2 };
    if (everything || whole >= 0.6 || !data.columns) { network.moveTo({ scale: whole, position: middle }); return; }
    const readable = Math.max(0.62, Math.min(1, box.clientWidth / width)), half = box.clientWidth / readable / 2;
    const x = 2 * half >= width ? middle.x : all.left - 16 + half;
    network.moveTo({ scale: readable, position: { x, y: all.top - 20 + box.clientHeight / readable / 2 } });
  }

  // As far as is needed to see a node, and no farther.
  function reveal(id) {
    if (!visible(id)) return;
    if (network.getScale() < 0.5) network.moveTo({ scale: 0.8, position: places[id] });
    const at = network.canvasToDOM(places[id]), s = network.getScale();
    const over = (value, margin, length) => Math.min(0, value - margin) + Math.max(0, value - (length - margin));
    const x = over(at.x, Math.min(box.clientWidth / 2, 150 * s), box.clientWidth);
    const y = over(at.y, Math.min(box.clientHeight / 2, nodes[id].kind === data.spine ? 180 : 60), box.clientHeight);
    if (!x && !y) return;
    const middle = network.getViewPosition(), highest = bounds().top - 20 + box.clientHeight / 2 / s;
    network.moveTo({ position: { x: middle.x + x / s, y: y < 0 ? Math.min(middle.y, Math.max(middle.y + y / s, highest)) : middle.y + y / s } });
  }

  // The link that a point is on, or nearly: its curve is taken as a dozen straight pieces.
  function linkAt(at) {
    let best = null, nearest = 7 / scale;
    for (const link of drawn) {
      const p = picture.curve(link);
      const on = (t, axis) => (1 - t) ** 3 * p[axis] + 3 * (1 - t) ** 2 * t * p[2 + axis] + 3 * (1 - t) * t * t * p[4 + axis] + t ** 3 * p[6 + axis];
      for (let piece = 0; piece < 12; piece += 1) {
        const x = on(piece / 12, 0), y = on(piece / 12, 1), dx = on((piece + 1) / 12, 0) - x, dy = on((piece + 1) / 12, 1) - y;
        const share = Math.max(0, Math.min(1, ((at.x - x) * dx + (at.y - y) * dy) / (dx * dx + dy * dy || 1)));
        const distance = Math.hypot(at.x - x - share * dx, at.y - y - share * dy);
        if (distance < nearest) { nearest = distance; best = link; }
      }
    }
    return best;
  }

  network.on("click", (event) => {
    const id = event.nodes[0];
    const link = id === undefined ? linkAt(event.pointer.canvas) : null;
    onNode(id !== undefined ? { node: id } : link && link.facts.length ? { link } : null);
  });
  network.on("dragging", (event) => { for (const id of event.nodes) Object.assign(places[id], network.getPosition(id), { moved: true }); });
  network.on("hoverNode", () => { box.style.cursor = "pointer"; });
  network.on("blurNode", () => { box.style.cursor = ""; });

  // The nearest visible node in a direction from the one that the keyboard is on.
  function step(dx, dy) {
    const from = cursor ?? chosen, start = from === null ? network.getViewPosition() : places[from];
    let best = null, least = Infinity;
    for (const node of nodes) {
      if (node.id === from || !visible(node.id)) continue;
      const x = places[node.id].x - start.x, y = places[node.id].y - start.y, along = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (from !== null && (along <= 1 || aside > 3 * along)) continue;
      const far = from === null ? Math.hypot(x, y) : along + 2 * aside;
      if (far < least) { least = far; best = node.id; }
    }
    if (best !== null) { cursor = best; reveal(best); network.redraw(); }
  }

  return {
    network, overview, reveal, place, bounds, step, visible,
    get cursor() { return cursor; },
    get drawn() { return drawn; },
    get level() { return level; },
    when(callback) { onNode = callback; },
    toLevel(index) { level = index; places.forEach((at) => { at.moved = false; }); place(); overview(false); },
    hide(ids) { hidden = ids; },
    zoom(by) { network.moveTo({ scale: network.getScale() * by }); },
    look(state) { ({ chosen = null, near = null, lit = null } = state); cursor = null; place(); },
    find(ids) { found = ids; network.redraw(); },
  };
})();
