import { createContext, useCallback, useContext, useEffect, useState } from "react";

interface Toast {
  text: string;
  isRefusal?: boolean;
  action?: { label: string; run: () => void };
}

const ToastContext = createContext<(toast: Toast | null) => void>(() => undefined);

/** Says in one line what was done, with its undo beside it, and goes away by itself. */
export function ToastHost({ children }: { children: React.ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null);
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(() => setToast(null), toast.action ? 12_000 : 6_000);
    return () => clearTimeout(timer);
  }, [toast]);
  const show = useCallback((next: Toast | null) => setToast(next), []);
  return (
    <ToastContext.Provider value={show}>
      {children}
      <div aria-live="polite">
        {toast && (
          <div className={toast.isRefusal ? "toast is-refusal" : "toast"} role={toast.isRefusal ? "alert" : "status"}>
            <span>{toast.text}</span>
            {toast.action && (
              <button
                type="button"
                onClick={() => {
                  setToast(null);
                  toast.action?.run();
                }}
              >
                {toast.action.label}
              </button>
            )}
          </div>
        )}
      </div>
    </ToastContext.Provider>
  );
}

/** Shows a toast, or takes the one shown away. */
export const useToast = () => useContext(ToastContext);
