/** The order of things in a list. */

/** The list with what stands at one place put at another. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, n) => n !== from);
  return from < 0 || from >= list.length || to < 0 || to >= list.length
    ? [...list]
    : rest.toSpliced(to, 0, list[from]!);
}

/** Whether both hold the same, in whatever order. */
export function sameMembers(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
