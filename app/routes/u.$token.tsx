import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { handleUnsubscribe } from "~/delivery/handle-unsubscribe";

/** The link in a mail's footer, and the address of its List-Unsubscribe header. */
export const loader = ({ request }: LoaderFunctionArgs) => handleUnsubscribe(request);

export const action = ({ request }: ActionFunctionArgs) => handleUnsubscribe(request);
