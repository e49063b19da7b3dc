import { openApi } from "~/events/openapi";

/** The public events API, for programs and those who write them. */
export const loader = () => Response.json(openApi, { headers: { "Cache-Control": "public, max-age=3600" } });
