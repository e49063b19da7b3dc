import { startWorker } from "~/worker/start-worker";

// A worker of its own, to be killed. It says that it works, and on any word settles what it has in hand and ends.
const worker = startWorker();
process.once("message", () => void worker.stop().then(() => process.exit(0)));
process.channel?.ref();
process.send?.("working");
