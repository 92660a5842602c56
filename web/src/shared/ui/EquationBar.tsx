interface Term {
  label: React.ReactNode;
  value: string;
  tone?: "attention";
}
interface Props {
  whole: Term;
  parts: Term[];
  children?: React.ReactNode;
}

/** An invariant as a header: the whole equals the sum of its parts. */
export function EquationBar({ whole, parts, children }: Props) {
  return (
    <div className="equation">
      <EquationTerm term={whole} />
      {parts.map((part, index) => (
        <div className="equation-part" key={index === 0 ? "first" : `part-${part.value}-${String(index)}`}>
          <span className="equation-sign">{index === 0 ? "=" : "+"}</span>
          <EquationTerm term={part} />
        </div>
      ))}
      {children && <div className="equation-side">{children}</div>}
    </div>
  );
}

function EquationTerm({ term }: { term: Term }) {
  return (
    <div className={term.tone ? `equation-term is-${term.tone}` : "equation-term"}>
      <span>{term.label}</span>
      <strong>{term.value}</strong>
    </div>
  );
}
