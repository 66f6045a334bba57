/** Asks one question in a dialog outside the form; resolves to the answer, or to null if it was closed without one. */
export function ask({ question, value, labels, check, isRequired = false }) {
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const dialog = make("dialog", { className: "editor-dialog" });
  const form = make("form", { method: "dialog" });
  const label = make("label", { textContent: question });
  const input = make("input", { type: "text", value, required: isRequired });
  const take = make("button", { textContent: labels.take, className: "button default" });
  const leave = make("button", { type: "button", textContent: labels.leave, className: "button" });
  input.addEventListener("input", () => input.setCustomValidity(check(input.value.trim()) ? "" : labels.wrong));
  leave.addEventListener("click", () => dialog.close());
  label.append(input);
  form.append(label, take, leave);
  dialog.append(form);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let answer = null;
    form.addEventListener("submit", () => (answer = input.value.trim()));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    dialog.showModal();
  });
}
