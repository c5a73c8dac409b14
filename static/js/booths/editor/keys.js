// The keyboard: everything the pointer does, by the metre.

const TOOLS = { v: "select", r: "row", s: "stand", z: "zone", t: "thing", l: "lane", x: "text" };
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TEN = 10;

export function listen(editor) {
  const { drawing, view, tools } = editor;
  const commands = {
    z: (event) => (event.shiftKey ? drawing.redo() : drawing.undo()),
    y: () => drawing.redo(),
    a: () => drawing.choose(drawing.all("stand").map(({ id }) => id)),
    d: () => editor.duplicate(),
  };
  const plain = {
    Delete: () => editor.remove(),
    Backspace: () => editor.remove(),
    Escape: () => (tools.gesture || tools.name !== "select" ? tools.take("select") : drawing.choose([])),
    "+": () => view.zoom(1 / 1.2),
    "=": () => view.zoom(1 / 1.2),
    "-": () => view.zoom(1.2),
    0: () => view.fit(),
    "?": () => document.getElementById("editor-keys").showModal(),
  };
  addEventListener(
    "keydown",
    (event) => {
      if (event.target.closest?.("input, select, textarea, dialog, summary") || event.defaultPrevented) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const command = event.ctrlKey || event.metaKey;
      const arrow = ARROWS[key];
      if (command && commands[key]) commands[key](event);
      else if (command || event.altKey) return;
      else if (arrow) {
        if (!drawing.chosen.size) return;
        const by = (editor.step || 0.1) * (event.shiftKey ? TEN : 1);
        editor.moveBy(arrow[0] * by, arrow[1] * by);
      } else if (plain[key]) plain[key](event);
      else if ((key === "Enter" || key === " ") && event.target.dataset?.id) drawing[event.shiftKey ? "toggle" : "choose"]([event.target.dataset.id]);
      else if (TOOLS[key]) tools.take(TOOLS[key]);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
  // Tab goes from stand to stand, and chooses as it goes.
  let isTabbing = false;
  addEventListener("keydown", (event) => (isTabbing = event.key === "Tab"), { capture: true });
  addEventListener("pointerdown", () => (isTabbing = false), { capture: true });
  view.svg.addEventListener("focusin", (event) => {
    const id = event.target.closest("[data-id]")?.dataset.id;
    if (id && isTabbing && !drawing.chosen.has(id)) drawing.choose([id]);
  });
}
