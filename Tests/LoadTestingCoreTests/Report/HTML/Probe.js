// Looks at each frame once all have loaded: what overflows, overlaps, is cut, fails or is refused.
const list = (root, selector) => [...root.querySelectorAll(selector)];
const crosses = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
  && a.top < b.bottom - 1 && b.top < a.bottom - 1;
const isCut = (a, box) => a.left < box.left - 1 || a.right > box.right + 1
  || a.top < box.top - 1 || a.bottom > box.bottom + 1;

function layout(page, view) {
  const faults = [];
  const root = page.documentElement;
  if (root.scrollWidth > view.innerWidth) {
    const wide = list(page, "body *").find(one => one.getBoundingClientRect().right
      > root.clientWidth + 1 && !one.closest(".scroll"));
    faults.push(`wider than the window: ${root.scrollWidth}, ${wide && wide.outerHTML.slice(0, 90)}`);
  }
  for (const figure of list(page, "figure.chart")) {
    const box = figure.getBoundingClientRect();
    const texts = list(figure, "text, figcaption, .legend li")
      .map(one => ({ text: one.textContent, box: one.getBoundingClientRect() }));
    texts.forEach((one, index) => {
      if (isCut(one.box, box)) faults.push(`cut: ${one.text} of ${figure.textContent.slice(0, 40)}`);
      texts.slice(index + 1).filter(other => crosses(one.box, other.box)).forEach(other =>
        faults.push(`overlap: ${one.text} and ${other.text}`));
    });
  }
  return faults;
}

function content(page) {
  const foreign = list(page, "img, iframe, object, embed, base, link, form");
  const handlers = list(page, "*").filter(one => one.getAttributeNames()
    .some(name => name.startsWith("on") || name === "style" && !one.closest("svg")));
  const faults = [...foreign, ...handlers].map(one => `foreign: ${one.outerHTML.slice(0, 80)}`);
  if (page.scripts.length !== 2) faults.push(`${page.scripts.length} scripts`);
  for (const plot of list(page, ".plot")) {
    const names = plot.getAttribute("aria-labelledby").split(" ");
    if (plot.getAttribute("role") !== "img" || !names.every(name => page.getElementById(name))) {
      faults.push("a chart without a name");
    }
  }
  return faults;
}

function behaviour(page, view) {
  const faults = [];
  const expect = (isSo, text) => { if (!isSo) faults.push(text); };
  const figure = page.querySelector("figure.chart");
  if (!figure) return faults;
  const plot = figure.querySelector(".plot"), area = figure.querySelector(".area");
  const box = plot.getBoundingClientRect();
  const send = (name, part) => plot.dispatchEvent(new view.PointerEvent(name, {
    clientX: box.left + box.width * part, clientY: box.top + 20, bubbles: true, button: 0 }));
  send("pointermove", .55);
  const shown = list(figure, "output").map(one => one.textContent);
  expect(shown.some(text => /\d/.test(text)), `no read-out: ${shown}`);
  expect(!/NaN|undefined/.test(figure.textContent), "a read-out of nothing");
  send("pointerdown", .25);
  send("pointermove", .75);
  send("pointerup", .75);
  expect(area.getAttribute("viewBox").startsWith("250 "), `zoom: ${area.getAttribute("viewBox")}`);
  expect(!page.querySelector(".reset").hidden, "no way back");
  faults.push(...layout(page, view).map(fault => `zoomed, ${fault}`));
  page.querySelector(".reset").click();
  expect(area.getAttribute("viewBox").startsWith("0 "), "not reset");
  const button = figure.querySelector(".legend button");
  button.click();
  expect(button.getAttribute("aria-pressed") === "false", "not switched off");
  expect(view.getComputedStyle(figure.querySelector("[data-values]")).display === "none", "shown");
  button.click();
  const table = page.querySelector("table.sortable");
  if (!table) return faults;
  table.querySelectorAll("thead button")[1].click();
  const numbers = [...table.tBodies[0].rows].map(row => +row.cells[1].dataset.key);
  expect(numbers.every((one, i) => i === 0 || numbers[i - 1] >= one), `not sorted: ${numbers}`);
  return faults;
}

addEventListener("load", () => {
  const faults = list(document, "iframe").flatMap(frame => {
    const page = frame.contentDocument, view = frame.contentWindow;
    try {
      return [...content(page), ...layout(page, view), ...behaviour(page, view), ...view.faults]
        .map(fault => `${frame.title}: ${fault}`);
    } catch (error) { return [`${frame.title}: ${error} ${error.stack}`.replace(/\n/g, " ")]; }
  });
  const answer = document.createElement("pre");
  answer.id = "faults";
  answer.textContent = faults.join("\n").replace(/[<&]/g, " ");
  document.body.replaceChildren(answer);
});
