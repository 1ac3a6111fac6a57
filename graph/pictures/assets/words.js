// The panel: the words of what is chosen. Nothing is ever made of text here but text.
"use strict";
picture.words = (() => {
  const { data, nodes, roles } = picture;
  const panel = document.getElementById("words"), hint = panel.firstElementChild;
  function make(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }
  const at = (reads) => data.headings.findIndex((heading) => heading.reads === reads);
  const quoted = at("words"), clause = at("clause"), role = at("role");

  const cell = (fact, column) => picture.facts.rows[fact].cells[column];
  // What a row is called in a list: in that of a document, by the other document and not by its own name.
  const title = (fact, not = -1) => {
    const main = cell(fact, data.main);
    const same = not >= 0 && main.firstElementChild?.dataset.node === String(not);
    const names = same ? [...picture.facts.rows[fact].querySelectorAll("b")] : [];
    const other = names.find((one) => one.dataset.node !== String(not));
    return (other || main).textContent.trim() || "—";
  };
  function named(node, text) {
    const button = make("button", "name", text ?? nodes[node].name);
    button.type = "button";
    button.dataset.node = node;
    return button;
  }

  function values(from) {
    const made = make("dd");
    for (const piece of from.childNodes) {
      if (piece.nodeName === "B") made.append(named(Number(piece.dataset.node), piece.textContent));
      else if (piece.nodeName === "I") made.append(make("span", piece.className, piece.textContent));
      else if (piece.textContent !== "、" || !made.querySelector("button")) made.append(piece.textContent);
    }
    return made;
  }

  function marked(text, words) {
    const made = make("p", "clause");
    let rest = text;
    for (const word of words) {
      const found = rest.indexOf(word);
      if (found < 0) continue;
      made.append(rest.slice(0, found), make("mark", "", word));
      rest = rest.slice(found + word.length);
    }
    made.append(rest);
    return made;
  }

  function whole(fact, article) {
    article.append(make("h3", "", title(fact)));
    const passages = quoted < 0 ? [] : [...cell(fact, quoted).querySelectorAll("p")];
    if (passages.length) article.append(make("h4", "", "原文"), ...passages.map((passage) => make("blockquote", "", passage.textContent)));
    const duty = clause >= 0 ? cell(fact, clause).textContent : "";
    if (duty) article.append(make("h4", "", data.headings[clause].zh), marked(duty, data.facts[fact].m));
    const list = make("dl");
    data.headings.forEach((heading, column) => {
      if ([quoted, clause, data.main].includes(column) || !cell(fact, column).textContent.trim()) return;
      list.append(make("dt", "", heading.zh), values(cell(fact, column)));
    });
    article.append(list);
    return article;
  }

  function ours(fact) {
    const written = role >= 0 && cell(fact, role).firstElementChild?.className, only = data.facts[fact].r;
    return written || (only.length === 1 ? `role ${only[0]}` : "");
  }

  function several(facts, article, not = -1) {
    article.append(make("h4", "", `${facts.length} 行`));
    const list = make("div", "list");
    for (const fact of facts.slice(0, 200)) {
      const button = make("button"), words = ours(fact);
      button.type = "button";
      button.dataset.fact = fact;
      if (words) button.append(make("i", words, roles[words.split(" ")[1]].words));
      button.append(make("span", "", title(fact, not)));
      list.append(button);
    }
    article.append(list);
    if (facts.length > 200) article.append(make("p", "kind", `另有 ${facts.length - 200} 行，见表格`));
    return article;
  }

  function show(made, back) {
    panel.replaceChildren(hint);
    if (!made) return;
    const bar = make("div", "bar"), close = make("button", "", "✕");
    close.type = "button";
    close.dataset.let = "go";
    close.setAttribute("aria-label", "关闭 / close");
    if (back) {
      const again = make("button", "", "← 返回");
      again.type = "button";
      again.dataset.let = "back";
      bar.append(again);
    }
    bar.append(close);
    panel.append(bar, made);
    panel.scrollTop = 0;
  }

  // Before anything is chosen: what stands in most rows, kind by kind, as a way in.
  function summary() {
    const counts = nodes.map(() => 0);
    data.facts.forEach((fact) => fact.n.forEach((id) => { counts[id] += 1; }));
    const made = make("div", "summary");
    for (const kind of ["document", "cited", "part", "group", "agency", "class", "measure", "value", "gathered"]) {
      const held = nodes.filter((node) => node.kind === kind && counts[node.id]);
      held.sort((one, other) => counts[other.id] - counts[one.id] || one.id - other.id);
      if (!held.length) continue;
      made.append(make("h4", "", `${data.kinds[kind]} ${held.length}`));
      const list = make("p");
      for (const node of held.slice(0, 10)) {
        const button = named(node.id);
        button.append(make("small", "", ` ${counts[node.id]}`));
        list.append(button);
      }
      if (held.length > 10) list.append(make("span", "kind", "…"));
      made.append(list);
    }
    return made;
  }
  const opening = summary();

  return {
    clear() { show(null); panel.append(opening); },
    ofFact(fact, back) { show(whole(fact, make("article", (data.facts[fact].r.length === 1 && data.facts[fact].r[0]) || "")), back); },
    ofNode(id, facts, back) {
      const node = nodes[id], article = make("article", `kind-${node.kind} ${node.role || ""}`);
      article.append(make("p", "kind", data.kinds[node.kind]), make("h3", "", node.name));
      for (const note of node.notes || []) article.append(make("p", "kind", note));
      show(facts.length ? several(facts, article, id) : article, back);
    },
    ofLink(link, back) {
      const article = make("article", link.role);
      const heading = make("p", "ends");
      heading.append(named(link.from), ` ${link.role === "linked" || link.role === "holds" ? "—" : roles[link.role].words} `, named(link.to));
      article.append(heading);
      show(link.facts.length === 1 ? whole(link.facts[0], article) : several(link.facts, article), back);
    },
  };
})();
