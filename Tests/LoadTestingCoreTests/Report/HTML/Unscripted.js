// Looks at a page whose own script was refused: what is hidden, and what would do nothing.
addEventListener("load", () => {
  const faults = [];
  const list = selector => [...document.querySelectorAll(selector)];
  if (list(".scripted, button").length > 0) faults.push("its script has run");
  for (const one of list("section, .banner dd, nav a, .chart, .legend li, .plot text, .line, tr")) {
    const box = one.getBoundingClientRect();
    if (box.width + box.height === 0) faults.push(`hidden: ${one.outerHTML.slice(0, 90)}`);
  }
  for (const one of list(".live")) {
    if (one.getClientRects().length > 0) faults.push(`of no use: ${one.textContent}`);
  }
  if (list(".chart").length < 8) faults.push("charts are missing");
  const answer = document.createElement("pre");
  answer.id = "faults";
  answer.textContent = faults.join("\n").replace(/[<&]/g, " ");
  document.body.append(answer);
});
