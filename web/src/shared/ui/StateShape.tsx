import type { StateCode } from "./states";

const SHAPES: Record<StateCode, React.ReactNode> = {
  reached: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m4.8 8.2 2.2 2.2 4.2-4.6" stroke="#fff" strokeWidth="1.8" fill="none" />
    </>
  ),
  attempted: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M8 2a6 6 0 0 0 0 12Z" fill="currentColor" />
    </>
  ),
  unreachable: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="m4 12 8-8" stroke="currentColor" strokeWidth="1.6" />
    </>
  ),
  untouched: <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.4" />,
};

export function StateShape({ state }: { state: StateCode }) {
  return (
    <svg className={`state-shape is-${state}`} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      {SHAPES[state]}
    </svg>
  );
}
