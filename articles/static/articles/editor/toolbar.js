/* The buttons above the text: one stop for Tab, arrows between them. */
import { ask } from "./ask.js";
import { figuresAt } from "./figures.js";
import { wordsToMark } from "./figure_mark.js";
import { valueOf } from "./numbers.js";
import { isAllowed } from "./schema.js";
import { wholeFigure } from "./whole.js";

const toggle = (name, command, mark, attrs) => ({
  name,
  run: (chain) => chain[command](attrs).run(),
  can: (editor) => editor.can()[command](attrs),
  isOn: (editor) => editor.isActive(mark, attrs),
});

const buttonsFor = (labels, language, finder) => [
  [
    {
      name: "figure",
      async run(chain, editor) {
        const range = wordsToMark(editor.state);
        if (!range) return;
        const whole = await wholeFigure(editor, range, finder, language);
        if (whole) {
          editor.chain().focus().markFigure(whole.value, whole).run();
          return;
        }
        const value = valueOf(range.words, language) || (await askForValue(labels, range.words));
        if (value) editor.chain().focus().markFigure(value).run();
      },
      can: (editor) => Boolean(wordsToMark(editor.state)),
    },
    { name: "unfigure", run: (chain) => chain.unmarkFigure().run(), can: ({ state }) => figuresAt(state).length > 0 },
  ],
  [
    toggle("bold", "toggleBold", "bold"),
    {
      name: "link",
      async run(chain, editor) {
        const old = editor.getAttributes("link").href ?? "";
        const check = (text) => !text || isAllowed(text);
        const href = await ask({ question: labels.address, value: old, labels, check });
        if (href === null) return;
        const words = editor.chain().focus().extendMarkRange("link");
        (href ? words.setMark("link", { href }) : words.unsetMark("link")).run();
      },
      can: (editor) => !editor.state.selection.empty || editor.isActive("link"),
      isOn: (editor) => editor.isActive("link"),
    },
  ],
  [
    toggle("heading", "toggleHeading", "heading", { level: 2 }),
    toggle("subheading", "toggleHeading", "heading", { level: 3 }),
    toggle("bullets", "toggleBulletList", "bulletList"),
    toggle("numbering", "toggleOrderedList", "orderedList"),
    toggle("quotation", "toggleBlockquote", "blockquote"),
  ],
  [
    { name: "undo", run: (chain) => chain.undo().run(), can: (editor) => editor.can().undo() },
    { name: "redo", run: (chain) => chain.redo().run(), can: (editor) => editor.can().redo() },
  ],
];

const askForValue = (labels, words) =>
  ask({
    question: labels.value.replace("%(quote)s", words),
    value: "",
    labels,
    isRequired: true,
    check: (text) => /^-?\d{1,18}(\.\d+)?$/.test(text),
  });

export function addToolbar(box, editor, labels, language, finder) {
  const bar = Object.assign(document.createElement("div"), { className: "editor__bar", role: "toolbar" });
  bar.setAttribute("aria-label", labels.toolbar);
  bar.setAttribute("aria-controls", editor.view.dom.id);
  const buttons = [];
  for (const group of buttonsFor(labels, language, finder)) {
    const span = document.createElement("span");
    for (const { name, run, can, isOn } of group) {
      const dom = Object.assign(document.createElement("button"), { type: "button", textContent: labels[name] });
      dom.dataset.does = name;
      // The selection in the text stays while a button is pressed.
      dom.addEventListener("mousedown", (event) => event.preventDefault());
      dom.addEventListener("click", () => run(editor.chain().focus(), editor));
      buttons.push({ dom, can, isOn });
      span.append(dom);
    }
    bar.append(span);
  }
  const show = () => {
    for (const { dom, can, isOn } of buttons) {
      dom.disabled = !can(editor);
      if (isOn) dom.setAttribute("aria-pressed", String(isOn(editor)));
    }
    makeOneStop(buttons);
  };
  bar.addEventListener("keydown", (event) => move(event, buttons));
  bar.addEventListener("focusin", () => makeOneStop(buttons));
  editor.on("transaction", show);
  show();
  box.prepend(bar);
}

const usable = (buttons) => buttons.map(({ dom }) => dom).filter((dom) => !dom.disabled);

function makeOneStop(buttons) {
  const doms = usable(buttons);
  const stop = doms.find((dom) => dom === document.activeElement) ?? doms[0];
  for (const { dom } of buttons) dom.tabIndex = dom === stop ? 0 : -1;
}

function move(event, buttons) {
  const doms = usable(buttons);
  const at = doms.indexOf(event.target);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: doms.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  doms.at(to % doms.length).focus();
}
