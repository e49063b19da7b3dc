import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { handlePreferences } from "~/delivery/handle-preferences";

/** The link in a mail's footer to what its reader wants to get. */
export const loader = ({ request }: LoaderFunctionArgs) => handlePreferences(request);

export const action = ({ request }: ActionFunctionArgs) => handlePreferences(request);
