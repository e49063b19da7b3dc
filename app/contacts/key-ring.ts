import type { Identity } from "~/events/event";

/** `contact` is our own id: that of a merged contact leads to its survivor. */
export type KeyKind = "customer" | "email" | "checkout" | "cart" | "visitor" | "contact";

/** What a person is recognised by, whose it is, and how new the telling is that says so. */
export interface Key {
  readonly kind: KeyKind;
  readonly value: string;
  readonly contactId: string;
  readonly sourceOrder: string;
}

/** Whose each key is. The newest telling wins, by the source's clock. */
export class KeyRing {
  private readonly keys = new Map<string, Key>();
  private readonly changed = new Set<string>();
  private readonly first = new Set<string>();

  add(key: Key): void {
    this.keys.set(textOf(key.kind, key.value), key);
  }

  owner(kind: KeyKind, value: string): string | null {
    return this.keys.get(textOf(kind, value))?.contactId ?? null;
  }

  /** Gives a key to a contact, unless a newer telling gave it to another. Returns who loses it by that. */
  claim(key: Key): string | null {
    const text = textOf(key.kind, key.value);
    const known = this.keys.get(text);
    if (known && known.sourceOrder >= key.sourceOrder) return null;
    this.keys.set(text, key);
    this.changed.add(text);
    if (!known) this.first.add(text);
    return known && known.contactId !== key.contactId ? known.contactId : null;
  }

  /** All that is one contact's becomes another's, its own id too. */
  move(fromId: string, toId: string): void {
    for (const [text, key] of this.keys) {
      if (key.contactId === fromId) this.keys.set(text, { ...key, contactId: toId });
    }
  }

  changedKeys(): Key[] {
    return this.keysOf(this.changed);
  }

  /** Keys that nobody had before. */
  firstKeys(): Key[] {
    return this.keysOf(this.first);
  }

  private keysOf(texts: ReadonlySet<string>): Key[] {
    return [...texts].flatMap((text) => this.keys.get(text) ?? []);
  }
}

/** All that an event can be recognised by, the surest first. */
export function keysOf(identity: Identity): [KeyKind, string][] {
  const { customerId, email, contactId } = identity;
  return [
    ...present([
      ["customer", customerId],
      ["email", email],
    ]),
    ...tokensOf(identity),
    ...present([["contact", contactId]]),
  ];
}

/** What leads to a person without naming one. */
export function tokensOf({ checkoutToken, cartToken, visitorId }: Identity): [KeyKind, string][] {
  return present([
    ["checkout", checkoutToken],
    ["cart", cartToken],
    ["visitor", visitorId],
  ]);
}

function present(keys: [KeyKind, string | null][]): [KeyKind, string][] {
  return keys.flatMap(([kind, value]) => (value ? [[kind, value] satisfies [KeyKind, string]] : []));
}

const textOf = (kind: KeyKind, value: string) => `${kind}:${value}`;
