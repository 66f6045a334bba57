/*
Typing over a whole figure corrects it: the new words are the same figure, with its claim and its record. They belong
to it until the caret goes elsewhere; what is typed behind a figure otherwise stays outside, for its mark is not
inclusive. A selection of more or less than one figure is replaced as in any text.
*/
import { pm } from "../../django_prose_editor/editor.js";
import { figuresAt } from "./figures.js";

const { Plugin, PluginKey } = pm.state;
const TYPED_OVER = new PluginKey("typedOver");

/** The mark of the figure whose words are exactly those between *from* and *to*; undefined if there is none. */
function markOver(state, from, to) {
  const [figure, another] = figuresAt(state);
  const { pieces } = figure ?? {};
  const isWhole = pieces && !another && pieces[0].from === from && pieces.at(-1).to === to;
  return isWhole && state.selection.from === from && state.selection.to === to ? pieces[0].mark : undefined;
}

export const typedOver = () =>
  new Plugin({
    key: TYPED_OVER,
    state: {
      // Where the words end that are being typed, and their mark; null while nothing is typed over.
      init: () => null,
      apply(tr, last) {
        const now = tr.getMeta(TYPED_OVER);
        if (now || !last) return now ?? null;
        const end = tr.mapping.map(last.end, -1);
        const stays = tr.selection.empty && tr.selection.from === end && tr.doc.rangeHasMark(end - 1, end, last.mark.type);
        return stays ? { end, mark: last.mark } : null;
      },
    },
    props: {
      handleTextInput(view, from, to, text) {
        const { state } = view;
        const last = TYPED_OVER.getState(state);
        const mark = from < to ? markOver(state, from, to) : last?.end === from && last.mark;
        if (!mark) return false;
        const end = from + text.length;
        const tr = state.tr.insertText(text, from, to).addMark(from, end, mark);
        view.dispatch(tr.setMeta(TYPED_OVER, { end, mark }).scrollIntoView());
        return true;
      },
    },
  });
