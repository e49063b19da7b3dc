// Loaded with `--import` into every process that the launcher starts over an IPC channel. The system
// closes the channel however the parent ends, `kill -9` included: then this process ends too, first by
// its own SIGTERM handling, and in any case after a while.

const patienceMs = 20_000;

if (process.channel) {
  process.once("disconnect", () => {
    setTimeout(() => process.exit(1), patienceMs).unref();
    process.kill(process.pid, "SIGTERM");
  });
  // Waiting for the parent's end is no reason to stay.
  process.channel.unref();
}
