import "antd/dist/reset.css";
import "../shared/styles/base.css";
import "../shared/styles/ui.css";
import "./console.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Problem } from "../shared/api";
import { startTexts } from "../shared/i18n";
import { theme } from "../shared/theme";
import { Fault } from "../shared/ui/Fault";
import { ToastHost } from "../shared/ui/toast";
import { SessionGate } from "./accounts/SessionGate";
import { nonce, signStyles } from "./nonce";
import { ConsoleRoutes } from "./routes";

dayjs.locale("zh-cn");

signStyles();
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => error instanceof Problem && (error.status === 0 || error.status >= 500) && count < 2,
    },
  },
});

async function start(root: HTMLElement): Promise<void> {
  await startTexts();
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <ConfigProvider locale={zhCN} theme={theme} csp={{ nonce }} button={{ autoInsertSpace: false }}>
          <ToastHost>
            <Fault>
              <SessionGate>
                <ConsoleRoutes />
              </SessionGate>
            </Fault>
          </ToastHost>
        </ConfigProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

const root = document.getElementById("root");
if (root) void start(root);
