interface Props {
  title: string;
  text: string;
  action?: React.ReactNode;
}

/** What this page will show, and the one action that fills it. */
export function Empty({ title, text, action }: Props) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      <p>{text}</p>
      {action}
    </div>
  );
}
