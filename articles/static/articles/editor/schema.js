/* What a body may hold: exactly what the sanitiser keeps (articles/richtext.py), with the attributes in its order. */
import {
  Blockquote,
  Bold,
  BulletList,
  Document,
  Extension,
  HardBreak,
  Heading,
  History,
  ListItem,
  Mark,
  Node,
  Paragraph,
  Text,
} from "../../django_prose_editor/editor.js";

const SCHEMES = ["http:", "https:", "mailto:"];

/** Whether a link may lead to *address*; one without a scheme is an address of this site. */
export function isAllowed(address) {
  try {
    return SCHEMES.includes(new URL(address, location.href).protocol);
  } catch {
    return false;
  }
}

const Link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,
  addAttributes: () => ({ href: { default: null }, hreflang: { default: null }, lang: { default: null } }),
  parseHTML: () => [{ tag: "a[href]", getAttrs: (a) => isAllowed(a.getAttribute("href")) && null }],
  renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
});

const OrderedList = Node.create({
  name: "orderedList",
  group: "block list",
  content: "listItem+",
  parseHTML: () => [{ tag: "ol" }],
  renderHTML: () => ["ol", 0],
  addCommands() {
    return { toggleOrderedList: () => ({ commands }) => commands.toggleList(this.name, "listItem") };
  },
  addKeyboardShortcuts() {
    return { "Mod-Shift-7": () => this.editor.commands.toggleOrderedList() };
  },
});

/* Tab leaves the editor, also from inside a list. */
const PlainListItem = ListItem.extend({
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitListItem(this.name) };
  },
});

const Language = Extension.create({
  name: "language",
  addGlobalAttributes: () => [
    {
      types: ["paragraph", "blockquote"],
      attributes: { lang: { default: null, parseHTML: (element) => element.getAttribute("lang") } },
    },
  ],
});

export const schema = [
  Document,
  Paragraph,
  Text,
  HardBreak,
  Heading.configure({ levels: [2, 3] }),
  Bold,
  Link,
  BulletList,
  OrderedList,
  PlainListItem,
  Blockquote,
  Language,
  History,
];
