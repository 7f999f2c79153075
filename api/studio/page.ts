/** Which page a list was asked for. */
export interface Page {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

/** The page of a validated query. */
export function pageOf(query: { readonly page?: number; readonly page_size?: number } | undefined): Page {
  return { page: query?.page ?? 1, pageSize: query?.page_size ?? 20 };
}

/** A page of a list as the surface writes it. */
export function pageDto<T, D>(
  { page, pageSize }: Page,
  { total, items }: { readonly total: number; readonly items: readonly T[] },
  toDto: (item: T) => D,
) {
  return { total, page, page_size: pageSize, items: items.map(toDto) };
}
