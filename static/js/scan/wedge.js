// A scanner with a trigger types a code and Enter, wherever the focus is. It presses the keys of an American keyboard,
// whatever layout this machine has, French and Arabic ones among them: so what those keys are is kept beside what they
// wrote, and read where the writing is no code.

import { readBadge } from "./codes.js";

const SIGNS = { Slash: "/", Semicolon: ":", Period: ".", Minus: "-", NumpadDivide: "/", NumpadSubtract: "-", NumpadDecimal: "." };
const LONGEST = 200;

let typed = "";
let pressed = "";

function keyOf(code) {
  if (/^Key[A-Z]$/.test(code)) return code.at(-1);
  if (/^(Digit|Numpad)\d$/.test(code)) return code.at(-1);
  return SIGNS[code] ?? "";
}

function forget() {
  typed = "";
  pressed = "";
}

// The badge code in a text that was typed into a field, or in the keys that wrote it; null if there is none.
export const meant = (text) => readBadge(text) ?? readBadge(pressed);

// Calls `given(code)` for each code that is typed while no field has the focus.
export function listen(given) {
  addEventListener("keydown", (event) => {
    const isInField = event.target.matches("input, textarea");
    if (event.key !== "Enter") {
      if (!isInField && event.key.length === 1) typed = (typed + event.key).slice(-LONGEST);
      pressed = (pressed + keyOf(event.code ?? "")).slice(-LONGEST);
      return;
    }
    if (isInField) return void setTimeout(forget); // after the field's form has asked what was meant
    const code = meant(typed);
    forget();
    if (!code) return;
    event.preventDefault();
    given(code);
  });
}
