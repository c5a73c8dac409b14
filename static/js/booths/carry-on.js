// Goes on with what is done to many files, part after part, whether a worker does it too or not. Without scripts the
// button does the next part; <div id="live"> holds the form as long as something is left.

const PAUSE = 300; // ms between two parts, so that others are served too
const AGAIN = 3000; // ms after the network failed

async function part(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "text/html" } });
  if (!answer.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
}

async function go(form) {
  const next = await part(form).catch(() => null);
  if (!next) return setTimeout(go, AGAIN, form);
  const following = next.querySelector("form[data-carry-on]");
  if (!following) return location.reload(); // it is over: the page says what can be undone
  document.getElementById("live").replaceWith(next);
  return setTimeout(go, PAUSE, following);
}

export function start(root) {
  for (const form of root.querySelectorAll("form[data-carry-on]")) setTimeout(go, PAUSE, form);
}
