/* The mark around a figure: `<data value data-claim>`, the innermost of all, with the state of its claim shown. */
import { Mark, pm } from "../../django_prose_editor/editor.js";
import { figuresAt, figuresOf, keyCopies, newKey } from "./figures.js";
import { typedOver } from "./typed_over.js";

const { Plugin, PluginKey } = pm.state;
const { Decoration, DecorationSet } = pm.view;
const COPIES = new PluginKey("copies");
const NUMBERS = new PluginKey("numbers");
const LONGEST = 200;

export const Figure = Mark.create({
  name: "figure",
  // The lowest priority makes the innermost element: bold or a link inside a figure splits it, and never hides in it.
  priority: 1,
  inclusive: false,
  keepOnSplit: false,
  addOptions: () => ({ figures: {}, labels: {}, go: () => false }),
  addAttributes: () => ({
    value: { default: null },
    claim: {
      default: null,
      parseHTML: (element) => element.getAttribute("data-claim"),
      renderHTML: ({ claim }) => ({ "data-claim": claim }),
    },
  }),
  parseHTML: () => [{ tag: "data" }],
  renderHTML: ({ HTMLAttributes }) => ["data", HTMLAttributes, 0],
  addMarkView() {
    const { figures } = this.options;
    return ({ mark: { attrs } }) => {
      const dom = document.createElement("data");
      dom.className = `figure figure--${figures[attrs.claim]?.state || "new"}`;
      dom.value = dom.title = attrs.value ?? "";
      dom.dataset.claim = attrs.claim ?? "";
      return { dom, contentDOM: dom };
    };
  },
  addCommands() {
    return {
      markFigure: (value, whole) => ({ state, tr }) => {
        const range = whole ?? wordsToMark(state);
        if (range) tr.addMark(range.from, range.to, this.type.create({ value, claim: newKey() }));
        return Boolean(range);
      },
      unmarkFigure: () => ({ state, tr }) => {
        const figures = figuresAt(state);
        for (const { from, to } of figures.flatMap(({ pieces }) => pieces)) tr.removeMark(from, to, this.type);
        return figures.length > 0;
      },
    };
  },
  addKeyboardShortcuts() {
    return {
      "Alt-Enter": () => {
        const [figure] = figuresAt(this.editor.state);
        if (figure?.claim) this.options.go(figure.claim);
        return Boolean(figure);
      },
    };
  },
  addProseMirrorPlugins() {
    const { figures, go, labels } = this.options;
    const numbers = (doc) => DecorationSet.create(doc, figuresOf(doc).flatMap((f) => numberOf(f, figures, labels, go)));
    return [
      typedOver(),
      new Plugin({
        key: COPIES,
        appendTransaction: (transactions, _old, state) =>
          transactions.some(({ docChanged }) => docChanged) ? keyCopies(transactions, state) : null,
      }),
      new Plugin({
        key: NUMBERS,
        state: { init: (_, { doc }) => numbers(doc), apply: (tr, set) => (tr.docChanged ? numbers(tr.doc) : set) },
        props: {
          decorations: (state) => NUMBERS.getState(state),
          // With Ctrl or Cmd a click on the words goes where their number leads; a mere click puts the caret there.
          handleClick: (_view, _at, event) => {
            const claim = event.target.closest?.("data")?.dataset.claim;
            return Boolean(claim && (event.ctrlKey || event.metaKey) && go(claim));
          },
        },
      }),
    ];
  },
});

/** The selected words of one block without the spaces around them; null if they cannot become a figure. */
export function wordsToMark(state) {
  const { from, to, $from, $to, empty } = state.selection;
  if (empty || !$from.sameParent($to) || !$from.parent.inlineContent || figuresAt(state).length) return null;
  const text = state.doc.textBetween(from, to, "", "\n");
  const start = from + text.length - text.trimStart().length;
  const words = text.trim();
  const fits = words && words.length <= LONGEST && !words.includes("\n");
  return fits ? { from: start, to: start + words.length, words } : null;
}

/** The number of a figure behind its last piece, as readers see it; pressing it leads to the figure's row. */
function numberOf({ claim, pieces }, known, labels, go) {
  const { number, state } = known[claim] ?? {};
  if (!number) return [];
  const draw = () => {
    // A span, for a button could stand on the next line, away from its words.
    const button = Object.assign(document.createElement("span"), {
      role: "button",
      className: `figure__number figure--${state || "new"}`,
      contentEditable: "false",
      tabIndex: -1,
      textContent: number,
      title: `${labels.number} ${number}: ${labels.states[state] ?? labels.unbound}. ${labels.to_row}`,
    });
    button.addEventListener("click", () => go(claim));
    return button;
  };
  const spec = { side: -1, marks: [], key: `${claim} ${number}`, ignoreSelection: true, stopEvent: () => true };
  return [Decoration.widget(pieces.at(-1).to, draw, spec)];
}
