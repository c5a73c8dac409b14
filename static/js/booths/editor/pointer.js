// Fingers and mice: one goes to the tool, two pinch and pan, the wheel pans or (with Ctrl) zooms.

const HELD = 1; // the middle button

export class Pointer {
  constructor(svg, view, tools) {
    Object.assign(this, { svg, view, tools, fingers: new Map(), panning: null });
    svg.addEventListener("pointerdown", (event) => this.down(event));
    svg.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) svg.addEventListener(name, (event) => this.up(event));
    svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  down(event) {
    this.svg.setPointerCapture?.(event.pointerId);
    this.fingers.set(event.pointerId, event);
    if (event.pointerType === "mouse") event.preventDefault();
    document.activeElement?.closest?.("input, select, textarea")?.blur();
    if (this.fingers.size === 2) {
      this.tools.cancel();
      this.panning = this.spread();
    } else if (event.button === HELD) this.panning = this.spread();
    else if (event.button === 0) {
      const gesture = this.tools.down(event, this.view.point(event));
      // One finger on empty ground moves the view, so that a phone is never stuck.
      if (gesture?.does === "tap") this.panning = { ...this.spread(), tap: true };
    }
  }

  // The middle of the fingers on the screen, and how far they are apart.
  spread() {
    const [one, other = one] = [...this.fingers.values()];
    return { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2, apart: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) };
  }

  move(event) {
    if (this.fingers.has(event.pointerId)) this.fingers.set(event.pointerId, event);
    if (!this.panning) return this.tools.move(event, this.view.point(event));
    const now = this.spread();
    if (this.panning.tap && Math.hypot(now.x - this.panning.x, now.y - this.panning.y) < 6) return null;
    if (this.panning.tap) this.tools.cancel();
    if (this.panning.apart && now.apart) this.view.zoom(this.panning.apart / now.apart, this.view.point({ clientX: now.x, clientY: now.y }));
    this.view.pan((this.panning.x - now.x) * this.view.scale, (this.panning.y - now.y) * this.view.scale);
    this.panning = now;
    return null;
  }

  up(event) {
    this.fingers.delete(event.pointerId);
    const { panning } = this;
    if (panning && this.fingers.size) this.panning = this.spread();
    else this.panning = null;
    if (event.type === "pointercancel") this.tools.cancel();
    else if (!panning || panning.tap) this.tools.up(event, this.view.point(event));
  }

  wheel(event) {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) this.view.zoom(event.deltaY > 0 ? 1.12 : 1 / 1.12, this.view.point(event));
    else this.view.pan(event.deltaX * this.view.scale, event.deltaY * this.view.scale);
  }
}
