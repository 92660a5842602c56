import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import type { Room } from "./nav";

interface Keys {
  rooms: Room[];
  onSearch: () => void;
  onHelp: () => void;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** `/` finds a place, `?` shows the keys, `g` and a digit go to a room; silent while somebody types. */
export function useShortcuts({ rooms, onSearch, onHelp }: Keys): void {
  const navigate = useNavigate();
  const hasGo = useRef(false);
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector(".ant-modal-wrap:not([style*='none'])")) return;
      const room = hasGo.current ? rooms[Number(event.key) - 1] : undefined;
      hasGo.current = event.key === "g";
      if (room) void navigate(room.path);
      if (event.key === "/") {
        event.preventDefault();
        onSearch();
      }
      if (event.key === "?") onHelp();
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [rooms, onSearch, onHelp, navigate]);
}
