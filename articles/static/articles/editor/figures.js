/*
The figures of a document. Which marks are one figure is decided as in articles/richtext.py (with_own_keys): pieces
with nothing but markup between them are one, unless they say the same words again.
*/
import { pm } from "../../django_prose_editor/editor.js";

/** The figures in the order of the text: their key, and their pieces with `from`, `to` and `text`. */
export function figuresOf(doc) {
  const found = [];
  let last = null;
  doc.descendants((node, from) => {
    if (!node.isText || !node.text.trim()) return;
    const mark = node.marks.find(({ type }) => type.name === "figure");
    if (!mark) {
      last = null;
      return;
    }
    const piece = { from, to: from + node.nodeSize, text: node.text, mark };
    const claim = mark.attrs.claim;
    if (last && claim && last.claim === claim && last.pieces.at(-1).text !== piece.text) {
      last.pieces.push(piece);
    } else {
      last = { claim, pieces: [piece] };
      found.push(last);
    }
  });
  return found;
}

export const figureOf = (doc, claim) => figuresOf(doc).find((figure) => figure.claim === claim);

/** The figures that the selection of *state* touches; for a mere caret those that it stands in or beside. */
export function figuresAt({ doc, selection: { from, to, empty } }) {
  const touches = empty ? (p) => p.from <= from && to <= p.to : (p) => p.from < to && from < p.to;
  return figuresOf(doc).filter(({ pieces }) => pieces.some(touches));
}

/** A new UUID; `crypto.randomUUID` wants https, which the site at home does not have. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The steps that give each copy of a figure a key of its own, or null. Of two, what has just come in is the copy. */
export function keyCopies(transactions, state) {
  const byClaim = new Map();
  for (const figure of figuresOf(state.doc)) {
    if (figure.claim) byClaim.set(figure.claim, [...(byClaim.get(figure.claim) ?? []), figure]);
  }
  const tr = state.tr;
  for (const figures of byClaim.values()) {
    if (figures.length < 2) continue;
    const inserted = insertedRanges(transactions);
    const isNew = ({ pieces }) => pieces.some((p) => inserted.some(([from, to]) => p.from < to && from < p.to));
    const original = figures.find((figure) => !isNew(figure)) ?? figures[0];
    for (const figure of figures) if (figure !== original) rekey(tr, figure);
  }
  return tr.docChanged ? tr : null;
}

/**
What comes in with keys of its own for copies of figures that stay in the document. `keyCopies` alone would come too
late where a copy lands beside its original: the two would be one figure already.
*/
export function keyPasted(slice, { state: { doc, selection } }) {
  const stays = ({ pieces }) => pieces.some(({ from, to }) => from < selection.from || selection.to < to);
  const fresh = new Map(figuresOf(doc).filter(stays).map(({ claim }) => [claim, newKey()]));
  const withOwnKey = (mark) => {
    const claim = mark.type.name === "figure" && fresh.get(mark.attrs.claim);
    return claim ? mark.type.create({ ...mark.attrs, claim }) : mark;
  };
  const keyed = (fragment) => {
    const nodes = [];
    fragment.forEach((node) => {
      nodes.push(node.isText ? node.mark(node.marks.map(withOwnKey)) : node.copy(keyed(node.content)));
    });
    return pm.model.Fragment.fromArray(nodes);
  };
  return new pm.model.Slice(keyed(slice.content), slice.openStart, slice.openEnd);
}

function rekey(tr, { pieces }) {
  const claim = newKey();
  for (const { from, to, mark } of pieces) tr.addMark(from, to, mark.type.create({ ...mark.attrs, claim }));
}

/** Where the new document has text that the old one had not. */
function insertedRanges(transactions) {
  const maps = transactions.flatMap(({ mapping }) => mapping.maps);
  return maps.flatMap((map, index) => {
    const ranges = [];
    map.forEach((_oldFrom, _oldTo, from, to) => ranges.push([from, to]));
    const later = maps.slice(index + 1);
    return ranges.map(([from, to]) => [
      later.reduce((at, next) => next.map(at, -1), from),
      later.reduce((at, next) => next.map(at, 1), to),
    ]);
  });
}
