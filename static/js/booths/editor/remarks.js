// What needs the person who draws: where somebody else changed the same thing, with both ways offered.

export class Remarks {
  constructor(list, editor) {
    Object.assign(this, { list, editor });
  }

  // `lost` is the object as it was here before the server's answer.
  add({ code, id, message, theirs }, lost) {
    const line = document.createElement("li");
    line.className = `note ${code === "both_changed" || code === "gone" ? "wait" : "info"}`;
    const words = document.createElement("p");
    words.textContent = code === "broken" ? this.editor.say("broken", { why: message }) : message;
    const row = document.createElement("div");
    row.className = "row";
    row.append(...this.ways(code, id, theirs, lost).map(([text, action]) => this.button(line, text, action)));
    line.append(words, row);
    this.list.append(line);
  }

  ways(code, id, theirs, lost) {
    const { drawing } = this.editor;
    if (code === "both_changed") return [["keepMine", () => drawing.choose([id])], ["takeTheirs", () => drawing.get(id) && drawing.set({ [id]: theirs })]];
    if (code === "gone" && lost) return [["bringBack", () => drawing.add({ [id]: lost })], ["letGo", () => {}]];
    return [["understood", () => drawing.get(id) && drawing.choose([id])]];
  }

  button(line, text, action) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn", textContent: this.editor.say(text) });
    button.addEventListener("click", () => {
      line.remove();
      action();
    });
    return button;
  }
}
