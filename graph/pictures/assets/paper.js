// The whole picture away from the screen: as a PNG, and on paper over as many sheets as it needs.
"use strict";
picture.paper = (() => {
  const { nodes, net } = picture, paper = document.getElementById("paper");

  // The whole picture on a canvas of its own, with its name and its legend, as large as browsers allow.
  function paint(canvas) {
    const all = net.bounds(), wide = all.right - all.left + 80, high = all.bottom - all.top + 80, room = 76;
    const scale = Math.min(2, 9000 / wide, 9000 / high, Math.sqrt(4e7 / wide / high));
    const letters = Math.max(14, Math.min(wide * scale, 2400) / 60);
    canvas.width = Math.max(640, Math.round(wide * scale));
    canvas.height = Math.round(high * scale + room + letters * 2);
    const context = canvas.getContext("2d");
    context.fillStyle = "#fffefb";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = "#23272e";
    context.textBaseline = "middle";
    context.font = `600 ${letters}px ${picture.face}`;
    context.fillText(picture.data.title, 24, letters + 6, canvas.width - 48);
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
    const left = Math.max(0, (canvas.width - wide * scale) / 2) - (all.left - 40) * scale;
    context.setTransform(scale, 0, 0, scale, left, room + letters - (all.top - 40) * scale);
    picture.drawLinks(context, net.drawn, { alpha: 0.85 });
    nodes.forEach((node) => { if (net.visible(node.id)) picture.drawNode(context, node.id, picture.places[node.id].x, picture.places[node.id].y, Math.max(scale, 0.4)); });
    return canvas;
  }
  document.getElementById("png").addEventListener("click", () => {
    paint(document.createElement("canvas")).toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${picture.data.title.replace(/[\\/:*?"<>|\s]+/g, "_").slice(0, 60)}.png`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }, "image/png");
  });
  // A tall picture goes over several sheets of one height; what stands at an edge stands on both.
  function lay() {
    const whole = paint(document.createElement("canvas")), both = Math.round(whole.width * 0.04);
    const sheets = Math.max(1, Math.ceil((whole.height - both) / (whole.width * 1.12 - both)));
    const high = Math.ceil((whole.height + (sheets - 1) * both) / sheets);
    paper.replaceChildren();
    for (let sheet = 0; sheet < sheets; sheet += 1) {
      const one = document.createElement("canvas");
      one.width = whole.width;
      one.height = high;
      one.getContext("2d").drawImage(whole, 0, -sheet * (high - both));
      paper.append(one);
    }
  }

  return { lay, clear() { paper.replaceChildren(); } };
})();
