/** The product's mark. */
export function Lotus() {
  return (
    <svg className="lotus" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
      <path d="M16 5c4 4 5 9 0 16-5-7-4-12 0-16Z" />
      <path d="M16 21C8 21 5 17 4 12c4 0 7 1 9 4M16 21c8 0 11-4 12-9-4 0-7 1-9 4M10 26h12" />
    </svg>
  );
}
