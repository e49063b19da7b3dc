import { serveBare } from "./bare-server";

await serveBare(() => undefined);
