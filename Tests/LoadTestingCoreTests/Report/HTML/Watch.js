window.faults = [];
window.alert = text => faults.push("alert " + text);
addEventListener("error", event => faults.push("error " + event.message));
addEventListener("securitypolicyviolation", event =>
  faults.push("refused " + event.violatedDirective + " " + event.blockedURI));
console.error = console.warn = (...words) => faults.push("console " + words.join(" "));
// Events that a test makes have no pointer that could be captured.
Element.prototype.setPointerCapture = () => {};
