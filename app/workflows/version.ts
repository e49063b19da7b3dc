import type { WorkflowDefinition } from "./definition";
import { compile, type Program } from "./program";

/** A stored definition, ready to be walked. */
export interface Version {
  readonly version: number;
  readonly definition: WorkflowDefinition;
  readonly program: Program;
}

/** Compiles a definition under its version's number. */
export function versionOf(version: number, definition: WorkflowDefinition): Version {
  return { version, definition, program: compile(definition) };
}
