/*
HTML from the clipboard, before the editor reads it. A word processor's lists, headings and bold words become ours; its
styles, classes and comments go. Even an inert document reports an inline style or handler to the site's policy, so
these are renamed in the text already.
*/
const GONE = "style|script|head|title|xml|template|svg|math|object|iframe|noscript";
const WITH_CONTENT = new RegExp(`<(${GONE})\\b[^>]*>[\\s\\S]*?</\\1\\s*>`, "gi");
const LEFT_OPEN = new RegExp(`<(/?)(?:${GONE}|link|meta|base|img)\\b`, "gi");
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const ACTIVE = /([\s"'/])(style|on\w+)(?=\s*=)/gi;
const KEPT = new Set(["href", "hreflang", "value", "data-claim", "data-pm-slice"]);
const HEADINGS = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" };

export function cleanPasted(html) {
  const harmless = html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(WITH_CONTENT, "")
    .replace(LEFT_OPEN, "<$1x-gone")
    .replace(TAG, (tag) => tag.replace(ACTIVE, "$1data-$2"));
  const { body } = new DOMParser().parseFromString(harmless, "text/html");
  const isOurs = Boolean(body.querySelector("[data-pm-slice]"));
  // The number behind a figure on a public page is no part of its words.
  for (const element of body.querySelectorAll("sup[aria-hidden]")) element.remove();
  if (!isOurs) simplify(body);
  for (const element of body.querySelectorAll("*")) {
    for (const { name } of [...element.attributes]) {
      if (!KEPT.has(name) && !(isOurs && name === "lang")) element.removeAttribute(name);
    }
  }
  return body.innerHTML;
}

function simplify(body) {
  for (const item of body.querySelectorAll("p[data-style*='mso-list']")) intoList(item);
  for (const element of body.querySelectorAll(Object.keys(HEADINGS).join())) rename(element, HEADINGS[element.tagName]);
  for (const element of body.querySelectorAll("[data-style*='font-weight']")) weigh(element);
  for (const paragraph of body.querySelectorAll("p")) if (!paragraph.textContent.trim()) paragraph.remove();
  // The line breaks of the source between blocks are no words.
  for (const block of body.querySelectorAll("p, h2, h3, ul, ol, li, blockquote, div, table")) {
    for (const beside of [block.previousSibling, block.nextSibling]) {
      if (beside?.nodeType === Node.TEXT_NODE && !beside.data.trim()) beside.remove();
    }
  }
}

/** A paragraph that looks like an item of a list becomes one. */
function intoList(paragraph) {
  const marker = paragraph.querySelector("[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']");
  const tag = /^\s*[\p{L}\d]{1,4}[.)]/u.test(marker?.textContent ?? "") ? "ol" : "ul";
  marker?.remove();
  const item = rename(paragraph, "li");
  const before = item.previousElementSibling;
  const list = before?.dataset.made === tag ? before : document.createElement(tag);
  if (list !== before) {
    list.dataset.made = tag;
    item.before(list);
  }
  list.append(item);
}

/** Some programs say bold in a style, and wrap everything into a bold element that is none. */
function weigh(element) {
  const weight = /(?:^|[;\s])font-weight\s*:\s*(\w+)/.exec(element.dataset.style)?.[1];
  const isBold = /^(bold|bolder|[6-9]00)$/.test(weight);
  if (["B", "STRONG"].includes(element.tagName) && weight && !isBold) element.replaceWith(...element.childNodes);
  else if (element.tagName === "SPAN" && isBold) rename(element, "strong");
}

function rename(element, tag) {
  const renamed = document.createElement(tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}
