// Where the browser can, it wakes the worker once there is a network and what was typed goes out though this page is
// closed. Where it can't, this page sends it when it is open again.
export function later() {
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("applying")).catch(() => {});
}
