import pino from "pino";
import { env } from "./env.server";

/**
 * Logs carry ids, counts and reasons; never an e-mail address, a name or a payload. The redaction is
 * the second line of defence.
 */
export const log = pino({
  level: env.LOG_LEVEL,
  redact: [
    "*.email",
    "*.firstName",
    "*.lastName",
    "*.payload",
    "*.token",
    "*.key",
    "email",
    "payload",
    "req.headers",
    "headers",
  ],
});
