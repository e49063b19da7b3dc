import type { ActionFunctionArgs } from "@remix-run/node";
import { receiveSendgridEvents } from "~/events/sendgrid-webhook";

/** The front door for hosts that run only remix-serve; our own server answers before Remix is asked. */
export async function action({ request, params }: ActionFunctionArgs) {
  const body = Buffer.from(await request.arrayBuffer());
  const { status, text } = await receiveSendgridEvents(params.token ?? "", (name) => request.headers.get(name), body);
  return new Response(text, { status });
}
