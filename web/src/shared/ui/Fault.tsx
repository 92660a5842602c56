import i18next from "i18next";
import { Component } from "react";

interface Props {
  children: React.ReactNode;
}

/** Keeps a fault of one screen from taking the others with it, and offers the way back. */
export class Fault extends Component<Props, { hasFailed: boolean }> {
  state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div className="refused" role="alert">
        <p>{i18next.t("problem.unknown")}</p>
        <button type="button" className="link-button" onClick={() => window.location.reload()}>
          {i18next.t("action.reload")}
        </button>
      </div>
    );
  }
}
