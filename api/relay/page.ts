/** A page of a list, counted from 1. */
interface Page {
  readonly page: number;
  readonly pageSize: number;
}

/** The page that a query asks for. */
export function pageOf(query: { readonly page?: number; readonly page_size?: number } | undefined): Page {
  return { page: query?.page ?? 1, pageSize: query?.page_size ?? 20 };
}

/** A page as the surface writes it. */
export function pageDto<T, Dto>(
  { items, total }: { readonly items: readonly T[]; readonly total: number },
  { page }: Page,
  toDto: (item: T) => Dto,
): { items: Dto[]; total: number; page: number } {
  return { items: items.map(toDto), total, page };
}
