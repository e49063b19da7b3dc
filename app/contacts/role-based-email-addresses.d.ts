/** The package ships no types. */
declare module "role-based-email-addresses" {
  /** The parts before the @ that name a post or a group. */
  const names: readonly string[];
  export default names;
}
