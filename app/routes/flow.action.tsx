import type { ActionFunctionArgs } from "@remix-run/node";
import { receiveFlowAction } from "~/events/flow-action";

/** The front door for hosts that run only remix-serve; our own server answers before Remix is asked. */
export async function action({ request }: ActionFunctionArgs) {
  const body = Buffer.from(await request.arrayBuffer());
  const { status, text } = await receiveFlowAction((name) => request.headers.get(name), body);
  return new Response(text, { status });
}
