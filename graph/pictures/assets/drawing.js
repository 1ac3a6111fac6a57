// Draws nodes and links on any canvas: that of the screen, of the PNG and of the paper. Knows looks and places, nothing of clicks.
"use strict";
const picture = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { kinds, roles } = data.looks, face = getComputedStyle(document.body).fontFamily;
  const nodes = data.nodes, links = data.edges;
  const places = nodes.map(() => ({ x: 0, y: 0, shown: false })); // of the level that is seen
  const LINE = 18;
  nodes.forEach((node) => { node.lines = node.label.split("\n"); node.weight = 0; });
  // Links between the same two nodes stand beside each other; what links many is more important.
  const pairs = new Map(), pointing = nodes.map(() => 0);
  links.forEach((link) => { pointing[link.to] += 1; });
  for (const link of links) {
    const ends = link.from < link.to ? `${link.from} ${link.to}` : `${link.to} ${link.from}`;
    link.beside = pairs.get(ends) || 0;
    pairs.set(ends, link.beside + 1);
    link.weight = Math.max(1, link.facts.length);
    nodes[link.from].weight += 1; nodes[link.to].weight += 1;
    const look = roles[link.role];
    link.thickness = link.role === "together" ? Math.min(7, 1 + 1.2 * Math.log2(link.weight)) : look.thickness;
    // What a document or a part holds hangs on it like the branches of a tree: such lines run together, each role along its own.
    link.branch = pointing[link.to] === 1 && data.hanging.includes(nodes[link.to].kind);
    link.brush = `${link.role} ${link.thickness.toFixed(1)} ${link.branch}`;
  }

  // The corners of a shape that is no plain box, clockwise from the upper left.
  const corners = {
    folded: (l, t, r, b) => [[l, t], [r - 10, t], [r, t + 10], [r, b], [l, b]],
    cut: (l, t, r, b) => [[l + 8, t], [r - 8, t], [r, t + 8], [r, b - 8], [r - 8, b], [l + 8, b], [l, b - 8], [l, t + 8]],
    pointed: (l, t, r, b) => [[l + 12, t], [r - 12, t], [r, (t + b) / 2], [r - 12, b], [l + 12, b], [l, (t + b) / 2]],
  };

  function outline(context, shape, x, y, w, h) {
    const left = x - w / 2, top = y - h / 2;
    context.beginPath();
    if (shape === "round" || shape === "double") context.roundRect(left, top, w, h, h / 2);
    else if (shape === "box") context.roundRect(left, top, w, h, 5);
    else if (corners[shape]) {
      corners[shape](left, top, left + w, top + h).forEach((corner, place) => (place ? context.lineTo(...corner) : context.moveTo(...corner)));
      context.closePath();
    } else context.rect(left, top, w, h);
  }

  // scale: pixels of the canvas to one of the picture; words that nobody could read are not drawn.
  function drawNode(context, id, x, y, scale, { faded = false, ringed = false } = {}) {
    const node = nodes[id], look = kinds[node.kind], role = roles[node.role];
    context.globalAlpha = faded ? 0.22 : 1;
    outline(context, look.shape, x, y, node.w, node.h);
    context.fillStyle = role ? role.wash : look.fill;
    context.fill();
    context.strokeStyle = role ? role.stroke : look.stroke;
    context.lineWidth = node.role === "lead" ? 2.5 : 1.5;
    context.setLineDash(node.role === "support" ? [5, 3] : look.dashes);
    context.stroke();
    context.setLineDash([]);
    if (look.shape === "double") {
      outline(context, "round", x, y, node.w - 7, node.h - 7);
      context.lineWidth = 1;
      context.stroke();
    }
    if (look.shape === "folded") fold(context, x + node.w / 2, y - node.h / 2);
    if (ringed) {
      outline(context, look.shape, x, y, node.w + 8, node.h + 8);
      context.strokeStyle = "#b06a00";
      context.lineWidth = 3;
      context.stroke();
    }
    if (scale * 14 >= 4.5) {
      context.fillStyle = look.ink;
      context.font = `${look.bold ? "600 " : ""}14px ${face}`;
      context.textAlign = node.kind === "task" ? "left" : "center";
      context.textBaseline = "middle";
      const at = node.kind === "task" ? x - node.w / 2 + 10 : x;
      node.lines.forEach((line, row) => context.fillText(line, at, y + (row - (node.lines.length - 1) / 2) * LINE));
    }
    context.globalAlpha = 1;
  }

  function fold(context, right, top) {
    context.beginPath();
    context.moveTo(right - 10, top);
    context.lineTo(right - 10, top + 10);
    context.lineTo(right, top + 10);
    context.lineWidth = 1;
    context.stroke();
  }

  // Where a straight line from the middle of a box leaves it.
  function border(id, from, to) {
    const across = to.x - from.x, down = to.y - from.y, node = nodes[id];
    const sideways = across ? (node.w / 2 + 2) / Math.abs(across) : Infinity, upright = down ? (node.h / 2 + 2) / Math.abs(down) : Infinity;
    const share = Math.min(sideways, upright, 0.5);
    return { x: from.x + across * share, y: from.y + down * share };
  }

  const trunks = { lead: 48, responsible: 38, support: 28 };
  function trunk(link) { return places[link.to].x - nodes[link.to].w / 2 - (trunks[link.role] || 38); }

  function trace(context, link, points) {
    context.moveTo(points[0], points[1]);
    if (!link.branch) { context.bezierCurveTo(...points.slice(2)); return; }
    const x = trunk(link), bend = Math.min(8, Math.abs(points[7] - points[1]) / 2) * Math.sign(points[7] - points[1]);
    context.lineTo(x, points[1]);
    context.lineTo(x, points[7] - bend);
    context.quadraticCurveTo(x, points[7], x + Math.abs(bend), points[7]);
    context.lineTo(points[6], points[7]);
  }

  // The four points of a link's curve: from side to side between columns, else from border to border.
  function curve(link) {
    const one = places[link.from], other = places[link.to];
    if (data.columns && Math.abs(one.x - other.x) > 30) {
      const way = one.x < other.x ? 1 : -1, x = one.x + (way * nodes[link.from].w) / 2, end = other.x - (way * nodes[link.to].w) / 2, bend = (end - x) / 2;
      return [x, one.y, x + bend, one.y, end - bend, other.y, end, other.y];
    }
    const start = border(link.from, one, other), end = border(link.to, other, one);
    const across = end.x - start.x, down = end.y - start.y, length = Math.hypot(across, down) || 1;
    const aside = link.beside ? (link.beside % 2 ? 1 : -1) * 16 * Math.ceil(link.beside / 2) : 0;
    const x = (-down / length) * aside, y = (across / length) * aside;
    const third = [start.x + across / 3 + x, start.y + down / 3 + y], two = [start.x + (across * 2) / 3 + x, start.y + (down * 2) / 3 + y];
    return [start.x, start.y, ...third, ...two, end.x, end.y];
  }

  function head(context, points, kind, size) {
    const [, , , , cx, cy, x, y] = points, length = Math.hypot(x - cx, y - cy) || 1, ux = (x - cx) / length, uy = (y - cy) / length;
    const at = (back, aside) => [x - ux * back - uy * aside, y - uy * back + ux * aside];
    if (kind === "full") { context.moveTo(x, y); context.lineTo(...at(size, size / 2)); context.lineTo(...at(size, -size / 2)); context.closePath(); }
    else if (kind === "open") { context.moveTo(...at(size, size / 2)); context.lineTo(x, y); context.lineTo(...at(size, -size / 2)); }
    else for (const back of [2, 8]) { context.moveTo(...at(back, size * 0.7)); context.lineTo(...at(back, -size * 0.7)); }
  }

  const outside = (one, other, view) =>
    Math.max(one.x, other.x) < view.left || Math.min(one.x, other.x) > view.right ||
    Math.max(one.y, other.y) < view.top || Math.min(one.y, other.y) > view.bottom;

  // All links of one stroke in one path: a thousand of them are drawn as quickly as ten.
  function drawLinks(context, drawn, { alpha = 0.85, view = null } = {}) {
    const brushes = new Map();
    for (const link of drawn) {
      if (view && outside(places[link.from], places[link.to], view)) continue;
      if (!brushes.has(link.brush)) brushes.set(link.brush, []);
      brushes.get(link.brush).push(link);
    }
    context.globalAlpha = alpha;
    for (const held of brushes.values()) {
      const look = roles[held[0].role];
      context.globalAlpha = data.columns && !held[0].branch ? alpha * 0.7 : alpha;
      context.strokeStyle = context.fillStyle = look.stroke;
      context.lineWidth = held[0].thickness;
      context.setLineDash(look.dashes);
      context.beginPath();
      const curves = held.map(curve);
      held.forEach((link, index) => trace(context, link, curves[index]));
      context.stroke();
      context.setLineDash([]);
      if (look.head && (!view || view.scale > 0.25)) {
        context.beginPath();
        curves.forEach((points, index) => {
          const end = held[index].branch ? [0, 0, 0, 0, points[6] - 10, points[7], points[6], points[7]] : points;
          head(context, end, look.head, 7 + look.thickness * 1.5);
        });
        if (look.head === "full") context.fill(); else { context.lineWidth = 1.75; context.stroke(); }
      }
    }
    context.globalAlpha = 1;
  }

  // The word of a link in its middle: drawn for those that are looked at, so that no role rests on its stroke.
  function drawWord(context, link) {
    const said = { together: `${link.weight} 项`, holds: "", linked: "" };
    const words = link.label || (said[link.role] ?? roles[link.role].words);
    if (!words) return;
    const p = curve(link);
    const x = link.branch ? trunk(link) : (p[0] + 3 * p[2] + 3 * p[4] + p[6]) / 8, y = link.branch ? p[7] : (p[1] + 3 * p[3] + 3 * p[5] + p[7]) / 8;
    context.font = `12px ${face}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    const width = context.measureText(words).width + 8;
    context.fillStyle = "#fffefb";
    context.fillRect(x - width / 2, y - 9, width, 18);
    context.fillStyle = roles[link.role].stroke;
    context.fillText(words, x, y);
  }

  return { data, nodes, links, places, kinds, roles, face, drawNode, drawLinks, drawWord, curve };
})();
