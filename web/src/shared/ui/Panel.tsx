interface Props {
  title?: React.ReactNode;
  note?: React.ReactNode;
  className?: string;
  isFlush?: boolean;
  children: React.ReactNode;
}

/** A white card with one heading and, at its right, the note that qualifies it. */
export function Panel({ title, note, className, isFlush, children }: Props) {
  return (
    <section className={className ? `panel ${className}` : "panel"}>
      {title && (
        <header className="panel-head">
          <h2>{title}</h2>
          {note && <div className="panel-note">{note}</div>}
        </header>
      )}
      <div className={isFlush ? "panel-body is-flush" : "panel-body"}>{children}</div>
    </section>
  );
}
