// The scanner's page: its named parts, its words (all in the page, for it must speak without a network), its panels.

export const part = (name) => document.querySelector(`[data-scan="${name}"]`);
export const words = JSON.parse(document.getElementById("scan-words").textContent);
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_whole, name) => values[name] ?? "");

// Hours are the fair's, wherever this phone believes to be.
let zone;
export const speakOf = (timeZone) => (zone = timeZone);
export const hour = (at, timeZone = zone) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(new Date(at));

export function show(name) {
  for (const panel of document.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== name;
}
