/* The way from a figure in the text to its row in the form, and back. */
import { figureOf } from "./figures.js";

/** Moves the focus to the row of *claim*; false if the form has none. */
export function goToRow(claim) {
  const row = document.querySelector(`.figure-row[data-claim="${CSS.escape(claim)}"]`);
  if (!row) return false;
  row.tabIndex = -1;
  row.focus();
  return true;
}

/** Makes the links «In the text» select their figure in *editor*. */
export function leadBack(editor) {
  for (const link of document.querySelectorAll(".figure-row a.in-text")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const figure = figureOf(editor.state.doc, link.closest(".figure-row").dataset.claim);
      const chain = editor.chain();
      if (figure) chain.setTextSelection({ from: figure.pieces[0].from, to: figure.pieces.at(-1).to });
      chain.focus(null, { scrollIntoView: false }).run();
      const { node } = editor.view.domAtPos(editor.state.selection.from);
      (node.nodeType === 1 ? node : node.parentElement).scrollIntoView({ block: "center" });
    });
  }
}
