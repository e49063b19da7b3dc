import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { receiveApiEvents } from "~/events/public-api";

/** The public events API; described by /api/openapi.json. */
export const action = ({ request }: ActionFunctionArgs) => receiveApiEvents(request);

export const loader = ({ request }: LoaderFunctionArgs) => receiveApiEvents(request);
