// What could not be sent, as files for the organizer: one a fair and device. It stays on the phone until it is sent.

import * as store from "./store.js";

export async function exportWaiting() {
  const groups = new Map();
  const own = (await store.getFact("device")) ?? {};
  for (const { scan, undone, edition = own.edition, device = own.device_id } of await store.waiting(100000)) {
    if (undone) continue;
    const name = JSON.stringify([edition, device]);
    groups.set(name, [...(groups.get(name) ?? []), { ...scan, offline: true }]);
  }
  for (const [name, scans] of groups) {
    const [edition, device] = JSON.parse(name);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify({ edition, device, scans }, null, 1)], { type: "application/json" }));
    link.download = `scans-${edition}-${new Date().toISOString().slice(0, 16).replace(":", "")}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }
}
