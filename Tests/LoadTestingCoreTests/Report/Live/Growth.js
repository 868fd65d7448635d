// Changes a report that grows, and looks at whether the next ones keep the changes.
const faults = [];
const expect = (isSo, text) => { if (!isSo) faults.push(text); };
addEventListener("error", event => faults.push("error " + event.message));
addEventListener("securitypolicyviolation", event =>
  faults.push("refused " + event.violatedDirective + " " + event.blockedURI));
console.error = console.warn = (...words) => faults.push("console " + words.join(" "));
let changedEnd = 0, kept = 0, before = 0;
const find = selector => document.querySelector(selector);

const change = () => {
  changedEnd = before;
  find(".legend button").click();
  find("details").open = true;
  find("#labels thead button").click();
  find("#generator .plot").focus();
  const plot = find("#course .plot"), box = plot.getBoundingClientRect();
  for (const [name, part] of [["pointerdown", .25], ["pointermove", .5], ["pointerup", .5]]) {
    plot.dispatchEvent(new PointerEvent(name, { clientX: box.left + box.width * part,
      clientY: box.top + 20, bubbles: true, button: 0 }));
  }
};
const look = () => {
  kept += 1;
  const button = find(".legend button");
  expect(button.getAttribute("aria-pressed") === "false", "a line is shown again");
  expect(getComputedStyle(find("[data-values]")).display === "none", "a line is drawn again");
  expect(find("details").open, "closed again");
  expect(find("#labels th").getAttribute("aria-sort") === "ascending", "not sorted");
  expect(document.activeElement === find("#generator .plot"), "focus lost");
  const [from, , width] = find("#course .area").getAttribute("viewBox").split(" ").map(Number);
  const ends = [from, from + width].map(part => part / 1000 * before / changedEnd);
  expect(Math.abs(ends[0] - .25) < .01 && Math.abs(ends[1] - .5) < .01, `zoomed to ${ends}`);
  expect(!find(".reset").hidden, "no way back");
};

// Events that a test makes have no pointer that could be captured.
Element.prototype.setPointerCapture = () => {};
document.addEventListener("report", () => setTimeout(() => {
  const isRunning = find(".banner").classList.contains("running");
  const end = +find("main").dataset.end;
  expect(document.querySelectorAll("main").length === 1, "several reports");
  expect(document.title.startsWith("running: ") === isRunning, document.title);
  expect(end >= before, `from ${before} s to ${end} s`);
  before = end;
  if (changedEnd) look();
  else if (find("#generator")) change();
  if (isRunning) return void fetch("/seen");
  expect(kept > 1, `${kept} reports after the change`);
  find(".reset").click();
  expect(find("#course .area").getAttribute("viewBox").startsWith("0 "), "not reset");
  const answer = document.createElement("pre");
  answer.id = "faults";
  answer.textContent = faults.join("\n").replace(/[<&]/g, " ");
  document.body.append(answer);
  fetch("/done");
}));
