/**
 * Preloaded (`node --import`) into the app by the demo and the tests: sends what is meant for
 * https://<shop>.myshopify.com to the sandbox at SANDBOX_URL, with its Host kept. The app itself knows nothing of it.
 *
 * Node's fetch is a copy of undici of its own, but it takes its dispatcher from the same global symbol.
 */
import { Agent, setGlobalDispatcher } from "undici";

const sandbox = process.env.SANDBOX_URL;
if (!sandbox) throw new Error("route-shopify.mjs needs SANDBOX_URL: where the sandbox listens, http://127.0.0.1:4100");

/** @param {import("undici").Dispatcher["dispatch"]} dispatch */
const toSandbox = (dispatch) => (options, handler) => {
  const { hostname } = new URL(String(options.origin));
  if (!hostname.endsWith(".myshopify.com")) return dispatch(options, handler);
  const headers = [...headerPairs(options.headers), ["host", hostname]].flat();
  return dispatch({ ...options, origin: sandbox, headers }, handler);
};

/** undici takes headers as a flat list, as pairs that can be iterated, or as an object; gives pairs without the host. */
function headerPairs(headers) {
  if (!headers) return [];
  let pairs;
  if (Array.isArray(headers) && !Array.isArray(headers[0])) {
    pairs = headers.flatMap((name, index) => (index % 2 === 0 ? [[name, headers[index + 1]]] : []));
  } else if (typeof headers[Symbol.iterator] === "function") {
    pairs = [...headers];
  } else {
    pairs = Object.entries(headers);
  }
  return pairs.filter(([name]) => String(name).toLowerCase() !== "host");
}

setGlobalDispatcher(new Agent().compose(toSandbox));
