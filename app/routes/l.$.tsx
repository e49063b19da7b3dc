import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { answerLink } from "~/delivery/handle-link";

/** The links of mails, for hosts that only run remix-serve: elsewhere the link door answers before Remix. */
export const loader = ({ request }: LoaderFunctionArgs) => respond(request);

export const action = ({ request }: ActionFunctionArgs) => respond(request);

async function respond({ method, url, headers }: Request): Promise<Response> {
  const { pathname } = new URL(url);
  const answer = await answerLink({ method, path: pathname, header: (name) => headers.get(name) });
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}
