/* The body of an article as rich text. Without this module, or if it fails, the textarea with its HTML remains. */
import { Editor } from "../../django_prose_editor/editor.js";
import { Figure } from "./figure_mark.js";
import { keyPasted } from "./figures.js";
import { cleanPasted } from "./paste.js";
import { goToRow, leadBack } from "./rows.js";
import { schema } from "./schema.js";
import { addToolbar } from "./toolbar.js";

const CONFIGURED = "data-django-prose-editor-article";

function edit(textarea) {
  const { labels, figures, language, finder } = JSON.parse(textarea.getAttribute(CONFIGURED));
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const help = document.getElementById(`${textarea.id}_helptext`);
  const hint = Object.assign(document.createElement("p"), {
    className: "help editor__hint", id: `${textarea.id}_hint`, textContent: labels.hint,
  });
  const box = Object.assign(document.createElement("div"), { className: "editor" });
  // The help speaks of tags; in its place stands the hint.
  const described = (textarea.getAttribute("aria-describedby") ?? "").replace(help?.id ?? "", hint.id);
  if (label) label.id ||= `${textarea.id}_label`;
  const editor = new Editor({
    element: Object.assign(document.createElement("div"), { className: "editor__paper" }),
    content: textarea.value,
    extensions: [...schema, Figure.configure({ figures, labels, go: goToRow })],
    // Everything about the looks stands in editor.css: the site allows no inline style.
    injectCSS: false,
    // What is typed stays what was typed: «1. » begins no list by itself.
    enableInputRules: false,
    enablePasteRules: false,
    editorProps: {
      transformPastedHTML: cleanPasted,
      transformPasted: keyPasted,
      attributes: {
        id: `${textarea.id}_editor`,
        role: "textbox",
        "aria-multiline": "true",
        "aria-required": "true",
        "aria-describedby": described || hint.id,
        ...(label && { "aria-labelledby": label.id }),
        ...(textarea.getAttribute("aria-invalid") && { "aria-invalid": "true" }),
        ...(language && { lang: language }),
      },
    },
    onUpdate() {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  textarea.before(box);
  box.append(editor.options.element, hint, textarea);
  addToolbar(box, editor, labels, language, finder);
  textarea.hidden = true;
  if (help) help.hidden = true;
  label?.addEventListener("click", () => editor.commands.focus());
  leadBack(editor);
}

for (const textarea of document.querySelectorAll(`textarea[${CONFIGURED}]`)) edit(textarea);
