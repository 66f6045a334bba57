/* The value that a figure's words most likely state; its row in the form says in the end what it is. */
const SCALES = [
  [/^\s*(тыс|мың|thousand)/i, 3],
  [/^\s*(млн|миллион|million|mn\b)/i, 6],
  [/^\s*(млрд|миллиард|billion|bn\b)/i, 9],
  [/^\s*(трлн|триллион|trillion|tn\b)/i, 12],
  [/^\s*万亿/, 12],
  [/^\s*亿/, 8],
  [/^\s*万/, 4],
];
const SPACES = "\u0020\u00a0\u2009\u202f";
const NUMERAL = new RegExp(`\\d+(?:[.,${SPACES}]\\d+)*`, "g");

/** The one number of *words* as a machine writes it, such as 80010000000 or -2.5; empty if there is not just one. */
export function valueOf(words, language) {
  const found = [...words.matchAll(NUMERAL)];
  if (found.length !== 1) return "";
  const [{ 0: numeral, index }] = found;
  const plain = decimalOf(numeral, language);
  const rest = words.slice(index + numeral.length);
  const places = SCALES.find(([pattern]) => pattern.test(rest))?.[1] ?? 0;
  const sign = /(^|\s)[-−]$/.test(words.slice(0, index)) ? "-" : "";
  return plain && sign + shifted(plain, places);
}

/** Digits with at most one point; empty for what is no number, such as 1.2.34. */
function decimalOf(numeral, language) {
  const text = numeral.replace(new RegExp(`[${SPACES}]`, "g"), "");
  // English and Chinese group thousands with commas, Russian and Kazakh write decimals with one.
  const groups = /^(en|zh)/.test(language) ? "," : ".";
  const grouped = new RegExp(`^\\d{1,3}(\\${groups}\\d{3})+(?!\\d)`);
  const isGrouped = grouped.test(text) && (groups === "," || text.split(".").length > 2);
  const plain = (isGrouped ? text.replaceAll(groups, "") : text).replace(",", ".");
  return /^\d+(\.\d+)?$/.test(plain) ? plain : "";
}

function shifted(plain, places) {
  const [whole, part = ""] = plain.split(".");
  const digits = whole + part.slice(0, places).padEnd(places, "0");
  const left = part.slice(places).replace(/0+$/, "");
  return (digits.replace(/^0+(?=\d)/, "") || "0") + (left && `.${left}`);
}
