"use strict";
for (const table of document.querySelectorAll("table.matrix")) {
  const tools = table.closest("div").previousElementSibling;
  const [search, choice, shown] = ["input", "select", "output"].map((name) => tools.querySelector(name));
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row, at) => ({ row, at, name: row.cells[0].textContent.toLowerCase() }));
  const filter = () => {
    const wanted = search.value.trim().toLowerCase();
    let count = 0;
    for (const { row, name } of rows) {
      row.hidden = !name.includes(wanted) || (choice.value !== "" && !row.classList.contains(choice.value));
      count += row.hidden ? 0 : 1;
    }
    shown.textContent = count + " / " + rows.length + " 份";
  };
  const order = "缺虚疑受外有";
  const value = (row, at) => {
    const text = row.cells[at].textContent;
    const rank = order.indexOf(text);
    return text !== "" && rank >= 0 ? rank : -Number(text || "0");
  };
  let last = null;
  const sort = (at) => {
    const back = last === at ? -1 : 1;
    last = back === 1 ? at : null;
    const key = at === 0
      ? (a, b) => a.name.localeCompare(b.name, "zh", { numeric: true })
      : (a, b) => value(a.row, at) - value(b.row, at);
    rows.sort((a, b) => back * key(a, b) || a.at - b.at);
    body.append(...rows.map(({ row }) => row));
  };
  const [groups, elements] = table.tHead.rows;
  [...groups.cells].slice(0, 4).forEach((cell, at) => cell.addEventListener("click", () => sort(at)));
  [...elements.cells].forEach((cell, at) => cell.addEventListener("click", () => sort(at + 4)));
  table.classList.add("sortable");
  if (search) {
    search.addEventListener("input", filter);
    choice.addEventListener("change", filter);
    tools.hidden = false;
    filter();
  }
}
const unfold = () => {
  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  if (target && target.tagName === "DETAILS") {
    target.open = true;
    target.scrollIntoView();
  }
};
addEventListener("hashchange", unfold);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#d']");
  if (link && link.hash === location.hash) unfold();
});
unfold();
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  if (folded.length <= 60) for (const one of folded) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of folded) one.open = false;
});
