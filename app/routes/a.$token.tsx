import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { handleAnswer } from "~/delivery/handle-answer";

/** The link of one answer to a question in a mail. */
export const loader = ({ request }: LoaderFunctionArgs) => handleAnswer(request);

export const action = ({ request }: ActionFunctionArgs) => handleAnswer(request);
