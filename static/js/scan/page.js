// The scanner's page: its named parts, its words (all in the page, for it must speak without a network), its panels.

export const part = (name) => document.querySelector(`[data-scan="${name}"]`);
export const words = JSON.parse(document.getElementById("scan-words").textContent);
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_whole, name) => values[name] ?? "");
export const hour = (at) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(new Date(at));

export function show(name) {
  for (const panel of document.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== name;
}
